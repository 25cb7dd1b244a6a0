"""How warm or cold is the relationship, and what has happened last?"""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis import temperature
from analysis.dates import iso, month_ends
from analysis.headline import Headline, headline
from app_pages.shared import cards, parts, state
from app_pages.shared.state import Selection
from charts import temperature as temperature_charts
from charts.picture import Picture
from charts.wording import _, day, degrees, number, plural

LATEST = 8

view = state.view()
chosen = state.selection(view)
words = chosen.words


def line_picture(chosen: Selection) -> Picture:
    first, last = chosen.years
    start = max(pd.Timestamp(first, 1, 31), chosen.history.events["date"].min())
    end = min(pd.Timestamp(last, 12, 31), chosen.record.end)
    line = temperature.line(chosen.history.events, month_ends(start, end))
    return temperature_charts.line(line, chosen.shown.events, end, chosen.words)


def figures(chosen: Selection) -> Headline:
    return headline(chosen.record)


def last_contact(label: str, contact: pd.DataFrame) -> None:
    if contact.empty:
        st.metric(label, "–", border=True)
        return
    row = contact.iloc[0]
    since = (now.day - row["date"]).days
    st.metric(
        label,
        plural("{n} day ago", "{n} days ago", since),
        day(row["date"]),
        delta_color="off",
        delta_arrow="off",
        help=parts.plain(
            f"{day(row['date'])}: {words.actor_names(row['side_a'])}, "
            f"{words.actor_names(row['side_b'])}. {row['occasion']}"
        ),
        border=True,
    )


def counted(place: DeltaGenerator, label: str, count: int, apart: str) -> None:
    place.metric(label, number(count), apart, delta_color="off", delta_arrow="off", border=True)


now = state.result(figures, view)

parts.header(
    words.title(),
    _("How warm or cold is the relationship on {date}, the end of the record?", date=day(now.day)),
)

top, below = st.columns(3), st.columns(3)
with top[0]:
    st.metric(
        _("Temperature"),
        f"{degrees(now.temperature)}°",
        _("{change}° in twelve months", change=degrees(now.change)),
        help=_("Weighted mean intensity of events, −10 to +10, fading with age."),
        border=True,
    )
with top[1]:
    last_contact(_("Last contact of leaders"), now.last_leader)
with top[2]:
    last_contact(_("Last contact of ministers or above"), now.last_minister)
for column, side in zip(below, chosen.record.pair.sides, strict=False):
    held = now.restrictions.reindex([side.code], fill_value=0).iloc[0]
    counted(
        column,
        _("Restrictions in force by {side}", side=words.side(side.code)),
        held["in-force"],
        _("and {n} whose end is unknown", n=number(held["end-unknown"])),
    )
unknown = int((now.cases["standing"] == "outcome-unknown").sum())
counted(
    below[2],
    _("Open consular cases"),
    len(now.cases) - unknown,
    _("and {n} whose outcome is unknown", n=number(unknown)),
)
st.caption(_("These figures are for the whole record, whatever the filters."))

if chosen.shown.events.empty:
    parts.empty(chosen, _("No event passes the filters."), "overview")
    st.stop()


@st.fragment
def temperature_line() -> None:
    """The line; a click on a marker opens the card of its event."""
    picture = state.result(line_picture, state.view())
    clicked = parts.picture(picture, "temperature-line", selectable=True)
    points = clicked.selection.points if clicked else []
    if points and "customdata" in points[0]:
        cards.event(parts.first(points[0]["customdata"]), state.selection(state.view()))


temperature_line()

st.markdown(f"#### {_('Latest events')}")
latest = chosen.shown.events.sort_values("date", ascending=False, kind="stable").head(LATEST)
known = chosen.record.sources.set_index("source_id")
for event in latest.to_dict("records"):
    when = iso(pd.Series([event["date"]]), pd.Series([event["date_precision"]])).iloc[0]
    links = [
        f"[{parts.plain(known.at[s, 'publisher'])}](<{known.at[s, 'url']}>)"
        for s in event["sources"]
        if str(known.at[s, "url"]).startswith("http")
    ]
    st.markdown(
        f"**{parts.plain(when)}** [{parts.plain(event['title'])}](events?event={event['event_id']})"
        f" · {' · '.join(links)}"
    )
