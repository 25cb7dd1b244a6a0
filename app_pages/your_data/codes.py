"""What the codes of acts mean: in words, with their intensity and an example from the record."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app_pages.frame import links, lists, page, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.speech.formats import degrees
from charts.speech.language import _

TABLE = "cameo_goldstein"


def examples(chosen: Selection) -> pd.DataFrame:
    """The latest event of each code: event_id, date and title, by code."""
    latest = chosen.record.events.sort_values("date").drop_duplicates("cameo", keep="last")
    return latest.set_index("cameo")[["event_id", "date", "title"]]


def told(code: str, chosen: Selection) -> None:
    """The chosen code in words, with an example to look at."""
    found = state.measure(examples, chosen.view.record)
    if not code:
        return
    if code not in found.index:
        st.caption(_("No event on record has this code."))
        return
    event = found.loc[code]
    named = f"{event['date']:%Y-%m-%d} {chosen.words.told(event['title'])}"
    link = links.markdown(named, links.row("events", event["event_id"]))
    st.caption(_("Coded so, for example: {event}", event=link))


def listing(chosen: Selection) -> None:
    """All codes in a box that opens on demand."""
    named = _("What the codes mean")
    with page.drawer(named, "yours-codes") as opened:
        if not opened:
            return
        found = state.measure(examples, chosen.view.record)
        known = chosen.record.cameo_goldstein
        rows = {
            _("Code"): known["cameo"],
            _("Meaning"): list(map(chosen.words.act, known["cameo"])),
            _("Intensity"): list(map(degrees, known["goldstein"])),
            _("Example"): known["cameo"].map(found["title"]).fillna("").map(chosen.words.told),
        }
        lists.small(pd.DataFrame(rows), "yours-codes-table", named)
        st.caption(plain(_("A code of two digits stands for all acts of its kind.")))
