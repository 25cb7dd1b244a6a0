"""The package's files for other tools, read-only, under `/data/` of the dashboard's address.

`pd.read_csv(".../data/events.csv")`, `pd.read_parquet(".../data/events.parquet")` and
`frictionless validate .../data/datapackage.json` read what the dashboard shows. What a reader
uploads is never served.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from analysis.files import export
from analysis.tables import dataset, package, pair
from app_pages.frame import state

PATH = "/data/{name}"

KINDS = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".toml": "application/toml",
    ".md": "text/markdown; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
}

OTHER_FILES = (package.FILE, pair.FILE, "README.md", "GAPS.md")

# Anyone's page may read the tables: they are public, and no cookie is asked for.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


_served: list[str] = []


def routes() -> list[Route]:
    """What the server answers beside the dashboard itself."""
    _served.append(PATH)
    return [Route(PATH, file, methods=["GET", "HEAD"])]


def is_served() -> bool:
    """Does this server answer them? Not where something else than `streamlit run` runs it."""
    return bool(_served)


def file(request: Request) -> Response:
    """One file of the package; 404 for any name that is not one of it."""
    name = request.path_params["name"]
    folder = state.folder()
    stem, dot, ending = name.rpartition(".")
    kind = KINDS.get(dot + ending, "")
    if stem in dataset.TABLES and ending == "parquet":
        return _parquet(folder, stem, kind)
    listed = stem in dataset.TABLES and ending == "csv"
    if not (listed or name in OTHER_FILES) or not (folder / name).is_file():
        return PlainTextResponse(f"no such file: {name!r}\n", status_code=404, headers=OPEN)
    return FileResponse(folder / name, media_type=kind, headers=OPEN)


def _parquet(folder: Path, table: str, kind: str) -> Response:
    try:
        changed = (folder / f"{table}.csv").stat().st_mtime_ns
        content = _as_parquet(str(folder), table, changed)
    # A folder that cannot be loaded is explained by the dashboard itself.
    except (OSError, ValueError, KeyError):
        message = f"the table {table} cannot be read\n"
        return PlainTextResponse(message, status_code=404, headers=OPEN)
    return Response(content, media_type=kind, headers=OPEN)


@lru_cache(maxsize=len(dataset.TABLES))
def _as_parquet(folder: str, table: str, changed: int) -> bytes:
    """The table as Parquet, made once for each state of its file."""
    tables = dataset.load(Path(folder))
    return export.parquet(getattr(tables, table), tables.package.tables[table])
