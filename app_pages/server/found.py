"""How machines find what there is: what the first page of every address says to them."""

from __future__ import annotations

from html import escape

from starlette.requests import Request

from app_pages.frame import links
from charts.speech.language import _


def head(request: Request) -> str:
    """The feed and the calendar of the view that is asked for, in the head of its page."""
    kept = [
        (key, value)
        for key, value in request.query_params.multi_items()
        if key in (*links.RECORD, *links.FILTERS) and key != links.OWN
    ]
    query = links.query(kept)
    doors = (
        (links.FEED, "application/atom+xml", _("Feed of what is new")),
        (links.CALENDAR, "text/calendar", _("Calendar")),
    )
    return "".join(
        f'<link rel="alternate" type="{kind}" title="{title}" href="{path}{escape(query)}">'
        for path, kind, title in doors
    )
