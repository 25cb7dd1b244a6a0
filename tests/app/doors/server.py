"""Asks the routes of the server beside the pages, without a server."""

from __future__ import annotations

from contextvars import copy_context
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from app_pages.doors import brief, embed, openapi, table, thumbnail
from app_pages.server import calendar, feed, found

ROUTES = [
    route
    for door in (found, table, thumbnail, embed, brief, openapi, feed, calendar)
    for route in door.routes()
]


def request(path: str, query: object = "", method: str = "GET", **headers: str) -> Request:
    asked = query if isinstance(query, str) else urlencode(query, doseq=True)
    named = {"host": "localhost:8501", **headers}
    return Request(
        {
            "type": "http",
            "method": method,
            "scheme": "http",
            "server": ("localhost", 8501),
            "root_path": "",
            "path": path,
            "query_string": asked.encode(),
            "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in named.items()],
        }
    )


def ask(path: str, query: object = "", method: str = "GET", **headers: str) -> Response:
    """What the server answers; the language of the answer stays its own."""
    asked = request(path, query, method, **headers)
    for route in ROUTES:
        match = route.path_regex.match(path)
        if match and method in route.methods:
            asked.scope["path_params"] = match.groupdict()
            return copy_context().run(route.endpoint, asked)
    raise AssertionError(path)
