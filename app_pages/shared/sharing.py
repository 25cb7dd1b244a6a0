"""What another site shows of an address that somebody shares: title, description, picture.

Whoever makes such a preview runs no script, so it reads the server's first answer, in which
`app_pages.shared.front` writes what this module makes.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from analysis import dataset, pair
from app_pages.shared import sidebar, state
from charts import wording
from charts.wording import LOCALES

PICTURE = Path(__file__).parent / "preview.png"
"""The overview as `make preview` photographs it."""

SIZE = (1200, 630)
"""Width and height of the picture in pixels, as the Open Graph protocol's readers crop it."""

PATH = "/preview.png"


def routes() -> list[Route]:
    """The address of the picture."""
    return [Route(PATH, picture, methods=["GET", "HEAD"])]


def picture(_request: Request) -> Response:
    """The overview as a picture."""
    return FileResponse(PICTURE, media_type="image/png", headers={"Cache-Control": "max-age=3600"})


def title(page: str) -> str:
    """The title of a window: the page, and what the dashboard is about."""
    return " · ".join(part for part in (page, _relationship()) if part)


def language_tag() -> str:
    """The language of the run as browsers and screen readers are told it."""
    return LOCALES[wording.language()].replace("_", "-")


def head(request: Request) -> str:
    """The title and the description of the page that is asked for, in the language asked for."""
    wording.use(request.query_params.get("lang", "en"))
    page = request.url.path.rpartition("/")[2] or "overview"
    questions = sidebar.questions()
    name, question = questions.get(page, questions["overview"])
    facts = {
        "og:type": "website",
        "og:title": title(name),
        "og:description": question,
        "og:url": str(request.url),
        "og:locale": LOCALES[wording.language()],
    }
    # The picture is of the shipped tables: on another pair's dashboard it would mislead.
    if PICTURE.exists() and state.folder() == dataset.FOLDER:
        facts |= {
            "og:image": str(request.base_url).rstrip("/") + PATH,
            "og:image:width": str(SIZE[0]),
            "og:image:height": str(SIZE[1]),
        }
    return "".join(
        [
            f"<title>{escape(title(name))}</title>",
            f'<meta name="description" content="{escape(question)}">',
            '<meta name="twitter:card" content="summary_large_image">',
            *(f'<meta property="{k}" content="{escape(v)}">' for k, v in facts.items()),
        ]
    )


def _relationship() -> str:
    """What the relationship is called; nothing of the folder but its `pair.toml` is needed."""
    try:
        named = _titles(state.folder() / pair.FILE)
    # A folder that cannot be read is explained by the dashboard itself.
    except (OSError, ValueError, KeyError):
        return ""
    return named.get(wording.language()) or named["en"]


@lru_cache(maxsize=1)
def _titles(file: Path) -> dict[str, str]:
    return dict(pair.parse(file.read_text(encoding="utf-8")).title)
