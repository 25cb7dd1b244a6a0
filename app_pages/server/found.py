"""How machines find what there is: the head of the first page, `sitemap.xml`, `llms.txt` and more.

`robots.txt`, `sitemap.xml` and `llms.txt` stand where such files are looked for; the package is
told in the words of schema.org in the first page, and as Croissant at `/data/croissant.json`.
"""

from __future__ import annotations

import json
from functools import lru_cache
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from analysis.files import citation, croissant
from app_pages import pages
from app_pages.frame import links, published
from app_pages.frame.published import Edition
from app_pages.server import place, view
from app_pages.server.view import Answer, Asked, RefusedError
from charts.speech.language import LANGUAGES, _

CROISSANT, OPENAPI = "data/croissant.json", "api/openapi.json"


def routes() -> list[Route]:
    """The addresses at which machines look."""
    doors = {
        "robots.txt": robots,
        "sitemap.xml": sitemap,
        "llms.txt": llms,
        CROISSANT: as_croissant,
    }
    return [view.route(path, make) for path, make in doors.items()]


def head(request: Request) -> str:
    """What the first page of an address says to machines.

    The feed and the calendar of the view; on the front page also what the tables are.
    """
    kept = [
        (key, value)
        for key, value in request.query_params.multi_items()
        if key in (*links.RECORD, *links.FILTERS) and key != links.OWN
    ]
    query = escape(links.query(kept))
    doors = (
        (links.FEED, "application/atom+xml", _("Feed of what is new")),
        (links.CALENDAR, "text/calendar", _("Calendar")),
    )
    told = [
        f'<link rel="alternate" type="{kind}" title="{escape(title)}" href="{path}{query}">'
        for path, kind, title in doors
    ]
    pair = request.query_params.get("pair", "")
    now = published.current(pair)
    if now is not None and request.url.path.rpartition("/")[2] not in pages.NAMES:
        told.append(_linked_data(now, place.public(request) or "", pair))
    return "".join(told)


def _linked_data(now: Edition, root: str, pair: str) -> str:
    """The package in the words of schema.org, as the head of a page holds it."""
    package = now.tables.package
    at, query = f"{root}/" if root else "", links.query([("pair", pair)] if pair else [])
    files = [name for name in now.files if name.endswith(".csv")]
    said = {
        "@context": "https://schema.org/",
        **croissant.dataset(package, _cited(now), f"{at}{query}"),
        "@type": "Dataset",
        "identifier": f"sha256:{now.digest}",
        "inLanguage": list(LANGUAGES),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{at}{path}"}
            for path, kind in (
                (links.of_package("datapackage.json", pair), "application/json"),
                (f"{CROISSANT}{query}", "application/ld+json"),
                *((links.of_package(name, pair), "text/csv") for name in files),
            )
        ],
    }
    # In JSON a "<" stands only inside text; coded, it cannot end the script.
    text = json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def _cited(now: Edition) -> citation.Citation:
    end = now.tables.end
    return citation.of(now.tables.package, end.date(), end=end, digest=now.digest)


def as_croissant(_request: Request, asked: Asked) -> Answer:
    """The package as Croissant, which says where its files are."""
    if published.AT in asked.view.data:
        raise RefusedError("Only the present version of the record has its files at addresses.")
    now = published.edition(asked.view.data)
    at = links.of_package("", published.pair_of(asked.view.data))
    return Answer(_croissant(now, f"{asked.root}/{at}"), "application/ld+json")


@lru_cache(maxsize=4)
def _croissant(now: Edition, at: str) -> bytes:
    told = croissant.croissant(now.tables.package, now.files, _cited(now), at)
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def robots(_request: Request, asked: Asked) -> Answer:
    """Everything may be read but what needs a session."""
    lines = ["User-agent: *", "Disallow: /_stcore/", f"Sitemap: {asked.root}/sitemap.xml"]
    return Answer("\n".join([*lines, ""]).encode(), "text/plain; charset=utf-8")


def sitemap(_request: Request, asked: Asked) -> Answer:
    """Every page in every language, as the Sitemap protocol has it."""
    changed = str(asked.chosen.record.package.descriptor["created"])[:10]
    spoken = [links.query([("lang", code)] if code != "en" else []) for code in LANGUAGES]
    names = ["", *(name for name in pages.NAMES if name != pages.FRONT)]
    entries = [
        f"<url><loc>{escape(f'{asked.root}/{name}{query}')}</loc><lastmod>{changed}</lastmod></url>"
        for name in names
        for query in spoken
    ]
    told = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *entries,
        "</urlset>",
    ]
    return Answer("\n".join([*told, ""]).encode(), "application/xml")


def llms(_request: Request, asked: Asked) -> Answer:
    """What there is and how it is read, in Markdown, as llmstxt.org proposes."""
    root, package = asked.root, asked.chosen.record.package
    machines: dict[str, Any] = {
        "data/datapackage.json": "every table, field, vocabulary and key; the tables lie beside it",
        CROISSANT: "the same as Croissant",
        OPENAPI: "the numbers behind every picture, feed and calendar, with their parameters",
        links.FEED: "new and changed rows; takes the filters of the pages",
        links.CALENDAR: "contacts, hearings, measures and anniversaries; takes the same filters",
    }
    told = [
        f"# {package.title}",
        "",
        f"> {package.descriptor['description']}",
        "",
        f"Version {package.version}. {_cited(published.edition(asked.view.data)).apa()}",
        "",
        "## Pages",
        "",
        *(
            f"- [{page.title}]({root}/{pages.address(page.name)}): {page.question}"
            for page in pages.every()
        ),
        "",
        "## For programs",
        "",
        *(f"- [{path}]({root}/{path}): {said}" for path, said in machines.items()),
        "",
    ]
    return Answer("\n".join(told).encode(), "text/plain; charset=utf-8")
