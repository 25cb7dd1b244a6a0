"""The sections of the overview."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pandas as pd
import streamlit as st

from analysis.headline import Headline
from analysis.tables import links
from app_pages.cards import shell
from app_pages.frame import address, parts, state, tour
from app_pages.frame.state import Selection
from app_pages.temperature import pictures
from charts.speech.language import _, day, degrees, language, number, plural

PRINTED = Path(__file__).parents[1] / "frame" / "print.css"
"""How the page is laid out on paper."""

MOST_CARDS = 2
"""Cards opened for a month; its other events are listed."""

EVENT_COLUMNS = ("date", "title", "direction", "domain", "cameo", "salience", "sources")
WHOLE_RECORD = ("lang", "as_of")
"""What a link keeps of the address where it leads to rows that no filter narrows."""

SHADINGS = ("governments", "regimes", "both", "none")
THIS_YEAR, OWN_DATES = "year", "dates"


def head(now: Headline, chosen: Selection) -> None:
    """What is shown, how to read it and where to click, for who comes for the first time."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(parts.plain(chosen.words.title()), anchor=False)
        tour.offer()
    # A caption would fade the link below a contrast that everybody can read.
    words = _(
        "The line sums up {n} cited events up to {date}, the end of the record, as a "
        "temperature: above 0° cooperation outweighs conflict, below 0° the reverse, and the "
        "past fades. Choose a dot, a month or a bar to see what happened, “Numbers” for a "
        "table, a page for who met whom, what was restricted and what was said. "
        "[What the terms mean]({glossary})",
        n=number(len(chosen.record.events)),
        date=day(now.day),
        # The terms are the same whatever the filters.
        glossary=parts.target(f"evidence?evidence_part=glossary&lang={language()}"),
    )
    st.markdown(f":small[{words}]")


def headline(now: Headline, chosen: Selection) -> None:
    """Where the relationship stands: six figures of the whole record, each leading to its rows."""
    with st.container(horizontal=True, key="headline"):
        st.metric(
            _leading(_("Temperature"), "method"),
            f"{degrees(now.temperature)}°",
            _("{change}° in a year", change=degrees(now.change)),
            # Warmer is not better, so neither way is green.
            delta_color="off",
            delta_arrow=_arrow(now.change),
            help=_(
                "The weighted mean intensity of events on {date}, from −10 (conflict) to +10 "
                "(cooperation). These six figures are for the whole record, whatever the filters.",
                date=day(now.day),
            ),
        )
        _last_contact(_("Leaders last spoke"), now.last_leader, now.day, chosen)
        _last_contact(_("Ministers last spoke"), now.last_minister, now.day, chosen)
        for side in chosen.record.pair.sides:
            held = now.restrictions.reindex([side.code], fill_value=0).iloc[0]
            _counted(
                _leading(
                    _("Restrictions by {side}", side=chosen.words.side(side.code)),
                    "trade?trade_section=force",
                ),
                int(held["in-force"]),
                _("+ {n} of unknown end", n=number(held["end-unknown"])),
                _("Measures in force; those whose end was not found are counted apart."),
            )
        unknown = int((now.cases["standing"] == "outcome-unknown").sum())
        _counted(
            _leading(_("Consular cases open"), "consular"),
            len(now.cases) - unknown,
            _("+ {n} of unknown outcome", n=number(unknown)),
            _("People who had not been released when last found."),
        )


def _leading(label: str, where: str) -> str:
    """The label of a figure, as a link to the rows behind it, whatever the filters."""
    return f"[{parts.plain(label)}]({parts.target(address.onward(where, WHOLE_RECORD))})"


def _arrow(change: float) -> Literal["up", "down", "off"]:
    rounded = round(change, 1)
    return "up" if rounded > 0 else "down" if rounded < 0 else "off"


def _last_contact(label: str, contact: pd.DataFrame, now: pd.Timestamp, chosen: Selection) -> None:
    if contact.empty:
        st.metric(label, "–", _("none on record"), delta_color="off", delta_arrow="off")
        return
    row = contact.iloc[0]
    st.metric(
        _leading(label, links.address("contacts", row["contact_id"])),
        plural("{n} day ago", "{n} days ago", (now - row["date"]).days),
        day(row["date"]),
        delta_color="off",
        delta_arrow="off",
        help=parts.plain(
            _(
                "{side_a}; {side_b}. {occasion}",
                side_a=chosen.words.actor_names(row["side_a"]),
                side_b=chosen.words.actor_names(row["side_b"]),
                occasion=row["occasion"],
            )
        ),
    )


def _counted(label: str, count: int, apart: str, meaning: str) -> None:
    st.metric(label, number(count), apart, delta_color="off", delta_arrow="off", help=meaning)


def measure_label(measure: str) -> str:
    """The name of a way to sum up events."""
    return {
        "temperature": _("Temperature"),
        "accumulated": _("Accumulated"),
        "sum": _("Monthly sum"),
    }[measure]


def shading_label(shading: str) -> str:
    """The name of a choice of what is shaded."""
    return {
        "governments": _("Governments"),
        "regimes": _("Regimes"),
        "both": _("Both"),
        "none": _("None"),
    }[shading]


def way_label(way: str) -> str:
    """The name of a choice of direction."""
    return {"all": _("All"), "each": _("Each way"), "asymmetry": _("Asymmetry")}[way]


def clicked(selection: Any) -> list[Any]:
    """What the clicked marks stand for: ids of events, or days of months."""
    points = selection.selection.points if selection else []
    return [parts.first(point["customdata"]) for point in points if "customdata" in point]


def chosen_events(selection: Any, chosen: Selection) -> None:
    """The card of a clicked event, or cards of a clicked month; the rest of the month as rows."""
    keys = clicked(selection)
    if not keys:
        return
    events = chosen.record.events.set_index("event_id")["date"]
    here = [key for key in keys if key in events.index]
    day_chosen = events[here[0]] if here else pd.to_datetime(keys[0], errors="coerce")
    if pd.isna(day_chosen):
        return
    month = pictures.in_month(chosen, day_chosen)
    carded = here[:1] or month["event_id"].head(MOST_CARDS).tolist()
    if not here:
        title = plural(
            "{month}: {n} event passes the filters",
            "{month}: {n} events pass the filters",
            len(month),
            month=day(day_chosen, "month"),
        )
        st.markdown(f"**{parts.plain(title)}**")
    for event_id in carded:
        shell.event(event_id, chosen)
    others = month[~month["event_id"].isin(carded)]
    if others.empty:
        return
    st.caption(
        plural(
            "{n} other event of {month}",
            "{n} other events of {month}",
            len(others),
            month=day(day_chosen, "month"),
        )
    )
    parts.rows(others, "events", EVENT_COLUMNS, chosen, "month-events")


@st.fragment
def what_moved(half_life: float) -> None:
    """Two days, and the events that moved the temperature from the one to the other."""
    view = state.view()
    chosen = state.selection(view)
    st.markdown(f"### {_('What moved it')}")
    start, end = _days(chosen)
    if start >= end:
        st.info(_("Choose a first day that lies before the last."))
        return
    picture = state.result(pictures.what_moved, view, start=start, end=end, half_life=half_life)
    for key in clicked(parts.picture(picture, "what-moved", selectable=True, level=4)):
        if key:
            shell.event(key, chosen)


def _days(chosen: Selection) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The two days to compare: a preset, or the reader's own."""
    end = chosen.record.end
    presets = {THIS_YEAR: pd.Timestamp(end.year - 1, 12, 31)}
    labels = {THIS_YEAR: _("this year"), OWN_DATES: _("two dates")}
    for preset in chosen.record.pair.presets:
        # The eve, so that what happened on the day itself counts.
        eve = pd.Timestamp(preset.date) - pd.Timedelta(days=1)
        if eve < end:
            presets[preset.key] = eve
            labels[preset.key] = preset.label.get(language()) or preset.label["en"]
    choice = address.choose(
        st.segmented_control,
        _("Between"),
        [*presets, OWN_DATES],
        key="moved",
        text=lambda key: labels[key],
        label_visibility="collapsed",
    )
    if choice != OWN_DATES:
        return presets[choice], end
    with st.container(horizontal=True):
        start = _date(_("From the end of"), "moved_from", presets[THIS_YEAR], chosen)
        return start, _date(_("to the end of"), "moved_to", end, chosen)


def _date(label: str, key: str, default: pd.Timestamp, chosen: Selection) -> pd.Timestamp:
    first, last = chosen.history.events["date"].min(), chosen.record.end
    kept = st.session_state.get(key)
    if kept is not None and not first.date() <= kept <= last.date():
        st.session_state[key] = min(max(pd.Timestamp(kept), first), last).date()
    picked = st.date_input(
        label,
        value=min(max(default, first), last).date(),
        min_value=first.date(),
        max_value=last.date(),
        key=key,
        bind="query-params",
        persist_state="session",
        format="YYYY-MM-DD",
        width=170,
    )
    return pd.Timestamp(picked)


def latest(chosen: Selection, count: int) -> None:
    """The last events that pass the filters, each with its sources."""
    st.markdown(f"### {_('Latest events')}")
    events = chosen.shown.events.sort_values("date", ascending=False, kind="stable").head(count)
    if events.empty:
        parts.empty(chosen, _("No event of the chosen years passes the filters."), "overview")
        return
    sources = chosen.record.sources.set_index("source_id")
    when = [
        day(date, precision)
        for date, precision in zip(events["date"], events["date_precision"], strict=True)
    ]
    where = address.onward_all(links.addresses(events, "events", chosen.record))
    items = [
        f"- **{parts.plain(date)}** [{parts.plain(title)}]({parts.target(card)}) · "
        + " · ".join(_linked(sources, cited))
        for date, title, card, cited in zip(
            when, events["title"], where, events["sources"], strict=True
        )
    ]
    st.markdown("\n".join(items))


def _linked(sources: pd.DataFrame, ids: tuple[str, ...]) -> list[str]:
    rows = sources.loc[[i for i in ids if i in sources.index]]
    return [
        f"[{parts.plain(publisher)}]({parts.target(url)})"
        if str(url).startswith(("https://", "http://"))
        else parts.plain(publisher)
        for publisher, url in zip(rows["publisher"], rows["url"], strict=True)
    ]
