"""The sections of the statements page."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.statements.tone import with_tone
from app_pages.cards import contact as contact_card
from app_pages.cards import statement
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from app_pages.statements import steps
from charts.speech.formats import day
from charts.speech.language import _, plural


def _by(key: str) -> str:
    """Tones, or the single stances behind them."""
    chosen: str = address.choose(
        st.segmented_control,
        _("Shown by"),
        ["tone", "stance"],
        key=key,
        text=lambda by: _("Tone") if by == "tone" else _("Single stances"),
    )
    return chosen


def _point(clicked: Any) -> list[Any] | None:
    """The customdata of the mark that was clicked."""
    points = clicked.selection.points if clicked else []
    if not points or "customdata" not in points[0]:
        return None
    found = points[0]["customdata"]
    return list(found) if isinstance(found, (list, tuple)) else [found]


@page.fragment
def over_time() -> None:
    """Tone over time; a click lists the statements behind a mark."""
    here = state.view()
    by = _by("st_time")
    shown = state.result(steps.over_time, here, by=by)
    point = _point(picture(shown, f"statements-{by}", selectable=True))
    if point:
        side, year, value = point
        now = state.selection(here)
        rows = with_tone(now.shown.statements)
        same = (rows["side"] == side) & (rows["date"].dt.year == int(year)) & (rows[by] == value)
        statement.listing(rows[same], now, "statements-of-year")


@page.fragment
def by_topic() -> None:
    """Who says what about what; a click lists the statements behind a cell."""
    here = state.view()
    st.markdown(f"### {_('Who says what about what')}")
    by = _by("st_topic")
    shown = state.result(steps.by_topic, here, by=by)
    if shown is None:
        st.info(_("No statement that passes the filters has a topic."))
        return
    point = _point(picture(shown, f"statements-topics-{by}", selectable=True))
    if point:
        side, topic, value = point
        now = state.selection(here)
        rows = with_tone(now.shown.statements)
        about = pd.Series([topic in topics for topics in rows["topics"]], index=rows.index)
        same = about & (rows["side"] == side) & (rows[by] == value)
        statement.listing(rows[same], now, "statements-of-topic")


@page.fragment
def ledger() -> None:
    """Demands, conditions and offers; choosing one shows what followed it."""
    here = state.view()
    now = state.selection(here)
    st.markdown(f"### {_('Demands, conditions and offers, and what followed')}")
    figure = state.result(steps.lanes, here)
    if figure is None:
        st.info(_("No demand, condition or offer passes the filters."))
        return
    point = _point(picture(figure, "statements-ledger", selectable=True))
    if point:
        statement.show(str(point[0]), now, "lane")
    rows = state.result(steps.ledger, here)
    shown = state.result(steps.ledger_table, here)
    st.caption(
        _(
            "An answer is an event that is stated, or widely reported, to answer what the "
            "statement is about. Choose a row to see all that followed."
        )
    )
    text, days = st.column_config.Column(width=125), st.column_config.NumberColumn(width=80)
    config = {
        **statement.widths(),
        _("What was said"): st.column_config.Column(width=185),
        _("First answer"): text,
        _("Days to it"): days,
        _("Next on the topic"): text,
        _("Days to next"): st.column_config.NumberColumn(width=95),
    }
    ids = rows["statement_id"].head(statement.LISTED)
    picked = statement.pick(shown.head(len(ids)), ids, "statements-asked", config)
    lists.download(lambda: shown, "statements-asked")
    for statement_id in picked:
        statement.show(statement_id, now, "asked")


@page.fragment
def echo() -> None:
    """What both sides said around contacts; choosing a contact sets their words side by side."""
    here = state.view()
    now = state.selection(here)
    st.markdown(f"### {_('Words around contacts')}")
    contacts = state.result(steps.echoing, here)
    if contacts.empty:
        st.info(_("No statement that passes the filters was made near a contact."))
        return
    picture(state.result(steps.echo, here), "statements-echo")
    head = contacts.head(contact_card.LISTED)
    st.caption(
        plural(
            "{n} contact with an echo, and the statements of each side around it. Choose its row "
            "to read both sides.",
            "{n} contacts with an echo, and the statements of each side around them. Choose a row "
            "to read both sides.",
            len(contacts),
        )
    )
    config = {
        _("Who met"): st.column_config.Column(width=200),
        **{
            now.words.side(side.code): st.column_config.NumberColumn(width=64)
            for side in now.record.pair.sides
        },
    }
    picked = statement.pick(_echo_table(head, now), head["contact_id"], "statements-near", config)
    lists.download(lambda: _echo_table(contacts, now), "statements-near")
    for contact_id in picked:
        _both_sides(head[head["contact_id"] == contact_id].iloc[0], now)


def _echo_table(rows: pd.DataFrame, now: Selection) -> pd.DataFrame:
    words = now.words
    sides = {side.code: words.side(side.code) for side in now.record.pair.sides}
    names = {
        _("Date"): rows["date"].dt.strftime("%Y-%m-%d"),
        **{name: rows[f"{code}_before"] + rows[f"{code}_after"] for code, name in sides.items()},
        _("Who met"): [
            words.actor_names([*a, *b]) for a, b in zip(rows["side_a"], rows["side_b"], strict=True)
        ],
    }
    for code, name in sides.items():
        names[_("{side}, until the day", side=name)] = rows[f"{code}_before"]
        names[_("{side}, after", side=name)] = rows[f"{code}_after"]
    return pd.DataFrame(names)


def _both_sides(contact: pd.Series, now: Selection) -> None:
    words = now.words
    said = state.result(steps.around, now.view, contact_id=contact["contact_id"])
    who = words.actor_names([*contact["side_a"], *contact["side_b"]])
    st.markdown(
        f"**[{plain(day(contact['date']))}: {plain(who)}]"
        f"(contacts?{contact_card.PARAMETER}={contact['contact_id']})**"
    )
    for column, side in zip(st.columns(2), now.record.pair.sides, strict=True):
        with column.container(border=True):
            st.markdown(f"**{plain(words.side(side.code))}**")
            own = said[said["side"] == side.code]
            if own.empty:
                st.caption(_("No statement on record in these days."))
            for row in own.to_dict("records"):
                st.caption(plain(_offset(int(row["offset"]))))
                statement.said(row, words)


def _offset(days: int) -> str:
    if days == 0:
        return _("on the day")
    if days < 0:
        return plural("{n} day before", "{n} days before", -days)
    return plural("{n} day after", "{n} days after", days)


@page.fragment
def table() -> None:
    """All statements, the latest first."""
    now = state.selection(state.view())
    st.markdown(f"### {_('The statements')}")
    statement.listing(now.shown.statements, now, "statements")
