"""Plotly's own script, from the installed package, for the component that draws the pictures."""

from __future__ import annotations

import gzip
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app_pages.frame import picture
from app_pages.server import place

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}


def routes() -> list[Route]:
    """The address of the script, which changes with its content; pages ask there from now on."""
    picture.scripts[:] = [f"./{name()}"]
    return [Route(place.of(name()), script, methods=["GET", "HEAD"])]


def tag() -> str:
    """What the first page says, to have the script on its way before a page asks for it."""
    return f'<script async data-plotly src="./{name()}"></script>'


@lru_cache(maxsize=1)
def name() -> str:
    """The name of the script, with the hash of its content."""
    return f"plotly-{sha256(_content()).hexdigest()[:12]}.js"


def script(request: Request) -> Response:
    """The script, compressed for whoever can read it so."""
    packed = "gzip" in request.headers.get("accept-encoding", "")
    return Response(
        _packed() if packed else _content(),
        media_type="text/javascript; charset=utf-8",
        headers={**FOREVER, **({"Content-Encoding": "gzip"} if packed else {})},
    )


def _content() -> bytes:
    return files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()


@lru_cache(maxsize=1)
def _packed() -> bytes:
    return gzip.compress(_content(), mtime=0)
