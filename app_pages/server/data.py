"""The package's files for other tools, read-only, under `/data/` of the dashboard's address.

`pd.read_csv(".../data/events.csv")`, `pd.read_parquet(".../data/events.parquet")` and
`frictionless validate .../data/datapackage.json` read what the dashboard shows: the last tables
of the folder that had no problem. What a reader uploads is never served.
"""

from __future__ import annotations

import re
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from analysis.files import export
from analysis.tables import dataset
from app_pages.frame import links, published
from app_pages.frame.published import Edition
from app_pages.server import view
from app_pages.server.view import OPEN, is_known, tagged

PART = re.compile(r"bytes=(?=\S*\d)(\d{0,18})-(\d{0,18})")

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "toml": "application/toml",
    "md": "text/markdown; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}


def routes() -> list[Route]:
    """What the server answers beside the dashboard itself."""
    published.serve()
    return [view.opened(path, file) for path in (links.DATA, links.DATA_OF_PAIR)]


def file(request: Request) -> Response:
    """One file of the package; 404 for any name that is not one of it."""
    name = request.path_params["name"]
    edition = published.current(request.path_params.get("pair", ""))
    content = None if edition is None else _content(edition, name)
    if content is None:
        return PlainTextResponse(f"no such file: {name!r}\n", status_code=404, headers=OPEN)
    headers = {**tagged(content), "Accept-Ranges": "bytes"}
    if is_known(request, headers):
        return Response(status_code=304, headers=headers)
    kind = KINDS[name.rpartition(".")[2]]
    part = PART.fullmatch(request.headers.get("range", ""))
    # A part that ends before it begins is no part, and is not looked at (RFC 9110, 14.1.1).
    backwards = part and part[1] and part[2] and int(part[2]) < int(part[1])
    renewed = request.headers.get("if-range", headers["ETag"]) != headers["ETag"]
    if part is None or backwards or renewed:
        return Response(content, media_type=kind, headers=headers)
    return _cut(content, part[1], part[2], kind, headers)


def _cut(content: bytes, first: str, last: str, kind: str, headers: dict[str, str]) -> Response:
    """The part from one byte to another, or the last bytes: a reader of Parquet asks for these."""
    size = len(content)
    start = int(first) if first else max(size - int(last or 0), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    cut = {**headers, "Content-Range": f"bytes {start}-{end}/{size}"}
    return Response(content[start : end + 1], status_code=206, media_type=kind, headers=cut)


def _content(edition: Edition, name: str) -> bytes | None:
    stem, _dot, ending = name.rpartition(".")
    if ending == "parquet" and stem in dataset.TABLES:
        return _parquet(edition, stem)
    return edition.files.get(name)


@lru_cache(maxsize=len(dataset.TABLES))
def _parquet(edition: Edition, table: str) -> bytes:
    """The table as Parquet, made once for each edition."""
    return export.parquet(getattr(edition.tables, table), edition.tables.package.tables[table])
