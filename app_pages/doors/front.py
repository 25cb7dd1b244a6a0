"""The first answer of the server to a reader's browser, made so that the page is there sooner.

Streamlit's own first page asks at two addresses in turn where its server is, and learns what a
page needs only when the page's script has run. This one says both at once: where the server is
(in `window.__streamlit`, which Streamlit's client reads if it is there), and which of Streamlit's
files nearly every page will need. Whatever is missing here is found the slow way. The first screen
of the front page stands in it already.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from app_pages import pages
from app_pages.doors import opening
from app_pages.server import found, place, plotly, preview
from charts.speech import language

STATIC = Path(streamlit.__file__).parent / "static"

# The parts of the shared frame and of nearly every page, by the beginning of their file's name.
NEEDED = (
    *("Selectbox", "Slider", "Multiselect", "DateInput", "DateField"),
    *("ButtonGroup", "Button", "Metric", "moment", "numbro", "useSyncComboBoxEnterTargetFocus"),
    *("ReorderedSegments", "useMenuTrigger", "withFullScreenWrapper"),
)

# Every page lies directly below the folder from which the first page took its own files.
SERVER = (
    "<script>window.__streamlit = {BACKEND_BASE_URL: new URL('.', location.href).href}</script>"
)

TITLE = "<title>Streamlit</title>"
ROOT = '<div id="root"></div>'

HEADERS = {"Cache-Control": "no-cache"}


def routes() -> list[Route]:
    """The bare address, which shows the front page, and the address of every page."""
    names = ("", *pages.NAMES)
    return [Route(place.of(name), first_page, methods=["GET", "HEAD"]) for name in names]


async def first_page(request: Request) -> Response:
    """Streamlit's first page, told what it is, where the server is and what to fetch early."""
    page = html().replace(TITLE, preview.head(request) + found.head(request), 1)
    page = page.replace('lang="en"', f'lang="{language.tag()}"', 1)
    page = page.replace(ROOT, opening.of(request) + ROOT, 1)
    return HTMLResponse(page, headers=HEADERS)


@lru_cache(maxsize=1)
def html() -> str:
    """Streamlit's `index.html` with the additions at the head of it."""
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    links = "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{file.name}">'
        for file in needed()
    )
    return page.replace("</title>", f"</title>{SERVER}{links}{plotly.tag()}", 1)


def needed() -> list[Path]:
    """The files that nearly every page needs, as this version of Streamlit names them."""
    files = (STATIC / "static" / "js").glob("*.js")
    return sorted(file for file in files if file.name.split(".")[0] in NEEDED)
