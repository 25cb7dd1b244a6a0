"""The numbers behind every picture, as CSV, and what they are, as JSON, by address.

`/data/pictures/trade/trade-rates.csv?years=2018&years=2021` holds what “Numbers” shows on the page
with the same query; `.metadata.json` in place of `.csv` says what it is and how it is cited.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from analysis.files import citation, export
from app_pages import pages
from app_pages.doors import pictures
from app_pages.frame import downloads, links, lists, published, state
from app_pages.server import view
from app_pages.server.view import Answer, Asked, RefusedError
from charts.draw.picture import Picture
from charts.speech import language
from charts.speech.formats import capital

CSV, METADATA = ".csv", ".metadata.json"

TYPES = ("filtered", "full")
"""What may be asked for as csvType: what the filters leave, or the whole record of the day."""


def routes() -> list[Route]:
    """The two addresses of each picture."""
    path = f"{links.PICTURES}/{{page}}/{{key}}"
    return [
        view.route(path + ending, make) for ending, make in ((CSV, table), (METADATA, metadata))
    ]


def table(request: Request, asked: Asked) -> Answer:
    """The numbers of a picture, as its button for CSV gives them.

    Raises RefusedError for an unknown record: numbers of another say nothing of whose they are.
    """
    if asked.ignored.keys() & {"pair", "v"}:
        raise RefusedError("This pair or version of the record is not to be had here.")
    return Answer(lists.csv(_shown(request, asked).table), "text/csv; charset=utf-8")


def metadata(request: Request, asked: Asked) -> Answer:
    """What the numbers are."""
    shown = _shown(request, asked)
    said = json.dumps(about(shown, request, asked), ensure_ascii=False, indent=2)
    return Answer(said.encode(), "application/json")


def _shown(request: Request, asked: Asked) -> Picture:
    kind = (asked.choices.get("csvType") or TYPES)[0]
    if kind not in TYPES:
        asked.ignored["csvType"] = [kind]
    return pictures.of(asked, **request.path_params, whole=kind == "full")


def about(shown: Picture, request: Request, asked: Asked) -> dict[str, Any]:
    """The words of a picture, what it rests on, how it is cited, and Dublin Core's terms for it."""
    page, key = request.path_params["page"], request.path_params["key"]
    full = asked.choices.get("csvType", [""])[0] == "full"
    chosen = state.selection(asked.view.record if full else asked.view)
    package = chosen.record.package
    asks = [(k, v) for k, v in request.query_params.multi_items() if k != "csvType"]
    home = f"{asked.root}/{pages.address(page)}{links.query(asks)}"
    cited = downloads.cite(chosen, home)
    at = f"{asked.root}/{links.PICTURES}/{page}/{key}"
    told = {"title": shown.title, "subtitle": shown.subtitle, "note": shown.note, "alt": shown.alt}
    return {
        **told,
        "unit": shown.subtitle,
        "columns": list(lists.in_figures(shown.table)),
        "rows": len(shown.table),
        "sources": [downloads.source_line(chosen), *_sources(asked)],
        "filters": [] if full else asked.said(),
        "selection": export.selection(chosen.view.filters),
        "notes": [capital(note) for note in asked.notes()],
        "version": package.version,
        "sha256": cited.digest,
        "record_to": f"{chosen.record.end:%Y-%m-%d}",
        "citation": {"apa": cited.apa(), "bibtex": cited.bibtex()},
        "page": home,
        "csv": at + CSV + links.query(request.query_params.multi_items()),
        "dublin_core": dublin_core(cited, shown.title, shown.subtitle, home),
    }


def _sources(asked: Asked) -> list[str]:
    """The address of the sources, where those of the record in view are to be had."""
    if published.AT in asked.view.data:
        return []
    pair = published.pair_of(asked.view.data)
    return [f"{asked.root}/{links.of_package('sources.csv', pair)}"]


def dublin_core(
    cited: citation.Citation, title: str, description: str, address: str
) -> dict[str, str]:
    """The elements of Dublin Core (DCMI Metadata Terms) for numbers that are cited so."""
    return {
        "dc:title": title,
        "dc:description": description,
        "dc:creator": cited.author,
        "dc:date": str(cited.year),
        "dc:type": "Dataset",
        "dc:format": "text/csv",
        "dc:identifier": address,
        "dc:source": f"{cited.title}, version {cited.version}",
        "dc:language": language.tag(),
        "dc:coverage": f"to {cited.end:%Y-%m-%d}",
        "dc:rights": cited.licence,
    }
