"""One picture for a page of any site: `/embed/trade/trade-rates?years=2018&years=2021`.

The answer is a page that draws the picture with its title, its source and a link back, and nothing
else; it alone of all pages may be framed by any site. `/oembed?url=…` tells other programs how
(https://oembed.com).
"""

from __future__ import annotations

import json
from html import escape
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.routing import Route

from app_pages import pages
from app_pages.doors import pictures, thumbnail
from app_pages.doors.choices import Choices
from app_pages.frame import downloads, filters, links
from app_pages.server import place, view
from app_pages.server.view import Answer, Asked, RefusedError
from charts import standalone
from charts.speech.language import _

OEMBED = "oembed"

FRAMED = {"Content-Security-Policy": "frame-ancestors *"}
"""Any site may frame it; of its own accord the page asks for nothing."""

WIDTH, HEIGHT = 800, 620
"""Pixels of a frame where nobody asks for fewer."""


def routes() -> list[Route]:
    """The address of each picture, and of what tells how it is framed."""
    path = f"{links.EMBED}/{{page}}/{{key}}"
    return [
        # A site that frames a picture shows its readers why there is none.
        view.route(path, page, {**view.OPEN, **FRAMED}),
        view.route(OEMBED, oembed),
    ]


def page(request: Request, asked: Asked) -> Answer:
    """The picture as a page of its own."""
    name = request.path_params["page"]
    shown = pictures.of(asked, name, request.path_params["key"])
    query = links.query(request.query_params.multi_items())
    home = f"{asked.root}/{pages.address(name)}{query}"
    here = f"{asked.root}{request.url.path.removeprefix(place.base())}{query}"
    found = f"{asked.root}/{OEMBED}{links.query([('url', here)])}"
    head = (
        f'<link rel="alternate" type="application/json+oembed" href="{escape(found)}" '
        f'title="{escape(shown.title)}">'
    )
    told = filters.shown(asked.chosen, name)
    source = (told, downloads.source_line(asked.chosen), *asked.notes())
    made = standalone.html(shown, source, home=(_("Open in the dashboard"), home), head=head)
    return Answer(made, "text/html; charset=utf-8", FRAMED)


def oembed(request: Request, asked: Asked) -> Answer:
    """How the picture at an address is framed, as oEmbed has it."""
    if (asked.choices.get("format") or ["json"])[0] != "json":
        raise RefusedError("Only JSON is to be had here.", 501)
    url = (asked.choices.get("url") or [""])[0]
    # Without its beginning an address is a path, whatever stands in it.
    inside = url.startswith(f"{asked.root}/{links.EMBED}/")
    parts = urlsplit(url.removeprefix(asked.root) if inside else "")
    steps = parts.path.strip("/").split("/")
    if len(steps) != 3:
        raise RefusedError("This is not the address of a picture here.")
    inner = Request({**request.scope, "query_string": parts.query.encode()})
    framed = view.of(inner)
    shown = pictures.of(framed, steps[1], steps[2])
    choices = Choices(asked.choices, {})
    width = int(choices.number("maxwidth", 1, WIDTH, WIDTH))
    height = int(choices.number("maxheight", 1, HEIGHT, HEIGHT))
    query = f"?{parts.query}" if parts.query else ""
    said = {
        "version": "1.0",
        "type": "rich",
        "title": shown.title,
        "provider_name": asked.chosen.words.title(),
        "provider_url": f"{asked.root}/",
        "width": width,
        "height": height,
        "html": links.frame(url, shown.title, width, height),
    }
    if small := thumbnail.drawn(shown, framed):
        at = f"{asked.root}/{parts.path.lstrip('/')}.png{query}"
        sizes = zip(("thumbnail_width", "thumbnail_height"), thumbnail.size(small), strict=True)
        said |= {"thumbnail_url": at, **dict(sizes)}
    return Answer(json.dumps(said, ensure_ascii=False).encode(), "application/json")
