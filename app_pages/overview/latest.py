"""The last events that pass the filters, each with its sources."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app_pages.frame import links, page, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, target
from charts.speech.language import _
from charts.speech.names import dates

LATEST = 8


def section(chosen: Selection) -> None:
    """The last events that pass the filters, each with its sources."""
    st.markdown(f"## {_('Latest events')}")
    if chosen.shown.events.empty:
        page.empty(chosen, _("No event of the chosen years passes the filters."), "overview")
        return
    st.markdown("\n".join(state.result(listed, chosen.view)))


def listed(chosen: Selection) -> list[str]:
    """A line of Markdown for each of the last events: its date, its title and its sources."""
    events = chosen.shown.events.sort_values("date", ascending=False, kind="stable").head(LATEST)
    sources = chosen.record.sources.set_index("source_id")
    where = links.rows(events, "events", chosen.record)
    return [
        f"- **{plain(date)}** [{plain(title)}]({target(card)}) · "
        + " · ".join(_linked(sources, cited))
        for date, title, card, cited in zip(
            dates(events),
            map(chosen.words.told, events["title"]),
            where,
            events["sources"],
            strict=True,
        )
    ]


def _linked(sources: pd.DataFrame, ids: tuple[str, ...]) -> list[str]:
    rows = sources.loc[[i for i in ids if i in sources.index]]
    return list(map(links.web, rows["publisher"], rows["url"]))
