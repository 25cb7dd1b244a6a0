"""What another site shows of an address that somebody shares: title, description, picture.

Whoever makes such a preview runs no script, so it reads the server's first answer, in which
`app_pages.doors.front` writes what this module makes.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from analysis.tables import dataset
from analysis.tables.dataset import Dataset
from app_pages import pages
from app_pages.frame import published
from app_pages.server import place
from charts.speech import language
from charts.speech.language import LOCALES

PICTURE = Path(__file__).parent / "preview.png"
"""The overview as `make preview` photographs it."""

SIZE = (1200, 630)
"""Width and height of the picture in pixels, as the Open Graph protocol's readers crop it."""

PATH = "preview.png"


def routes() -> list[Route]:
    """The address of the picture."""
    return [Route(place.of(PATH), picture, methods=["GET", "HEAD"])]


def picture(_request: Request) -> Response:
    """The overview as a picture."""
    return FileResponse(PICTURE, media_type="image/png", headers={"Cache-Control": "max-age=3600"})


def title(page: str, shown: Dataset | None) -> str:
    """The title of a window: the page, and what the tables that it shows are about, if any."""
    if shown is None:
        return page
    named = shown.pair.title
    return f"{page} · {named.get(language.language()) or named['en']}"


def shows(pair: str) -> bool:
    """Is the picture of this pair? It is of the shipped tables: of another it would mislead."""
    return PICTURE.exists() and not pair and published.folder() == dataset.FOLDER


def head(request: Request) -> str:
    """The title and the description of the page that is asked for, in the language asked for."""
    language.use(request.query_params.get("lang", "en"))
    asked = request.url.path.rpartition("/")[2]
    page = pages.page(asked if asked in pages.NAMES else pages.FRONT)
    other = request.query_params.get("pair", "")
    now = published.current(other)
    named = title(page.title, now.tables if now else None)
    facts = {
        "og:type": "website",
        "og:title": named,
        "og:description": page.question,
        "og:locale": LOCALES[language.language()],
    }
    address = place.public(request)
    if address is not None:
        query = f"?{request.url.query}" if request.url.query else ""
        facts["og:url"] = f"{address}/{pages.address(page.name)}{query}"
    if address is not None and shows(other):
        facts |= {
            "og:image": f"{address}/{PATH}",
            "og:image:width": str(SIZE[0]),
            "og:image:height": str(SIZE[1]),
        }
    return "".join(
        [
            f"<title>{escape(named)}</title>",
            f'<meta name="description" content="{escape(page.question)}">',
            '<meta name="twitter:card" content="summary_large_image">',
            *(f'<meta property="{k}" content="{escape(v)}">' for k, v in facts.items()),
        ]
    )
