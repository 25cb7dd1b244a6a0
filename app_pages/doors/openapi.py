"""What other programs may ask of this server, as an OpenAPI description: `/api/openapi.json`."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from app_pages.doors import brief, embed, pictures, table
from app_pages.frame import filters, links, published, state
from app_pages.server import found, view
from app_pages.server.view import Answer, Asked
from charts.speech.language import LANGUAGES

KNOWN = {"304": {"description": "It is still what `If-None-Match` names."}}

REFUSED = KNOWN | {
    "400": {"description": "The address cannot be read; the answer says why, in plain words."},
    "404": {"description": "There is no such picture, or nothing to draw with these filters."},
    "503": {"description": "The tables have a problem at the moment."},
}

UNMADE = {"501": {"description": "Only JSON is to be had."}}

PARTS = KNOWN | {
    "404": {"description": "There is no such file."},
    "206": {"description": "The part of it that was asked for with `Range`."},
    "416": {"description": "It is not so long."},
}

FILE = "A file of the data package: datapackage.json names them; each table also as .parquet"

ONE = {"csvType", "actor", "lang", "as_of", "v", "pair", "url", "format", "maxwidth", "maxheight"}
"""The parameters that are given once."""


def routes() -> list[Route]:
    """The address of the description."""
    return [view.route(found.OPENAPI, answer)]


def answer(_request: Request, asked: Asked) -> Answer:
    """The description."""
    return Answer(
        json.dumps(described(asked), ensure_ascii=False, indent=1).encode(), "application/json"
    )


def described(asked: Asked) -> dict[str, Any]:
    """Every address that answers other programs, its parameters, and what it answers."""
    record = state.dataset(asked.view.data)
    shared = [_parameter(key, allowed) for key, allowed in filters.options(record).items()]
    shared += [
        _parameter("years", [], "The first and the last year, each as a parameter of its own."),
        _parameter("as_of", [], "The last day that is known: a day, a month or a year."),
        _parameter("lang", list(LANGUAGES)),
        _parameter("v", [], "A version of the record that is kept."),
        _parameter("pair", list(published.others()), "Another pair of countries."),
    ]
    every = {page: list(doors) for page, doors in pictures.DOORS.items()}
    listed = "; ".join(f"{page}: {', '.join(keys)}" for page, keys in every.items())
    which = [
        _parameter("page", list(every), within="path"),
        _parameter("key", [], f"A picture of the page. {listed}", within="path"),
        _parameter("csvType", list(table.TYPES)),
    ]
    place, about = which[:2], _parameter("actor", [], "An actor that it is about.")
    name, pair = (_parameter(each, [], within="path") for each in ("name", "pair"))
    framing = [_parameter("url", [], "The address of a picture for a frame.")]
    framing += [_parameter(each, []) for each in ("format", "maxwidth", "maxheight")]
    framed = f"/{links.EMBED}/{{page}}/{{key}}"
    at = f"/{links.PICTURES}/{{page}}/{{key}}"
    licences = record.package.descriptor.get("licenses", [])
    note = "Takes the choices of the page's own address too. Unknown ones fall back, with a note."
    return {
        "openapi": "3.1.0",
        "info": {
            "title": record.package.title,
            "version": record.package.version,
            "description": f"Read-only. {note}",
            "license": {"name": ", ".join(each["name"] for each in licences)},
        },
        "servers": [{"url": asked.root or "/"}],
        "paths": {
            at + table.CSV: _get("The numbers of a picture", "text/csv", [*which, *shared]),
            at + table.METADATA: _get("What they are", "application/json", [*which, *shared]),
            f"/{links.FEED}": _get("New and changed rows", "application/atom+xml", shared),
            f"/{links.CALENDAR}": _get("The dates of a view", "text/calendar", shared),
            f"{framed}": _get("The picture alone, for a frame", "text/html", [*place, *shared]),
            f"{framed}.png": _get("A thumbnail of it", "image/png", [*place, *shared]),
            f"/{links.BRIEF}": _get("A briefing on the view", brief.DOCX, [about, *shared]),
            f"/{links.BRIEF_PAGE}": _get("The same to print", "text/html", [about, *shared]),
            f"/{embed.OEMBED}": _get(
                "How a picture is framed", "application/json", framing, REFUSED | UNMADE
            ),
            f"/{links.DATA}": _get(FILE, "*/*", [name], PARTS),
            f"/{links.DATA_OF_PAIR}": _get(f"{FILE}, of another pair", "*/*", [pair, name], PARTS),
        },
    }


def _parameter(
    name: str, allowed: list[str], said: str = "", within: str = "query"
) -> dict[str, Any]:
    value: dict[str, Any] = {"type": "string", **({"enum": allowed} if allowed else {})}
    several = within == "query" and name not in ONE
    return {
        "name": name,
        "in": within,
        "required": within == "path",
        "schema": {"type": "array", "items": value} if several else value,
        **({"description": said} if said else {}),
    }


def _get(
    said: str, kind: str, parameters: list[dict[str, Any]], more: dict[str, Any] = REFUSED
) -> dict[str, Any]:
    good = {"200": {"description": said, "content": {kind: {}}}}
    return {"get": {"summary": said, "parameters": parameters, "responses": good | more}}
