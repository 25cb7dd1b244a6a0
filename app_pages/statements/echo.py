"""What both sides said around contacts."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.statements import echo as measure
from app_pages.cards import shell, statement
from app_pages.frame import links, lists, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.draw.picture import Picture
from charts.speech.formats import day
from charts.speech.language import _, plural
from charts.statements import echo as charts


def near(chosen: Selection) -> pd.DataFrame:
    """The statements around each contact."""
    shown = chosen.shown
    return measure.echo(shown.contacts, shown.statements, chosen.record.pair)


def drawn(chosen: Selection) -> Picture:
    """When each side spoke around contacts."""
    return charts.echo(near(chosen), chosen.shown.contacts, chosen.words)


def with_echo(chosen: Selection) -> pd.DataFrame:
    """The contacts that have an echo, the latest first, with how much each side said when."""
    return measure.by_contact(near(chosen), chosen.shown.contacts, chosen.record.pair)


def around(chosen: Selection, contact_id: str) -> pd.DataFrame:
    """What both sides said around one contact."""
    return measure.around(chosen.shown, contact_id)


@page.fragment
def echo() -> None:
    """When each side spoke; choosing a contact shows the statements of both sides around it."""
    chosen = state.selection(state.view())
    st.markdown(f"## {_('Statements around contacts')}")
    contacts = state.measure(with_echo, chosen.view)
    if contacts.empty:
        st.info(_("No statement that passes the filters was made near a contact."))
        return
    picture(state.result(drawn, chosen.view), "statements-echo")
    told = plural(
        "{n} contact, and the number of statements of each side around it. Choose its row to "
        "read them.",
        "{n} contacts, and the number of statements of each side around them. Choose a row to "
        "read them.",
        len(contacts),
    )
    st.caption(told)
    sides = [chosen.words.side(side.code) for side in chosen.record.pair.sides]
    config = {
        _("Who met"): st.column_config.Column(width=200),
        **{side: st.column_config.NumberColumn(width=64) for side in sides},
    }
    head = contacts.head(statement.LISTED)
    ids, key = contacts["contact_id"].tolist(), "statements-near"
    picked = lists.choose(_in_words(head, chosen), ids[: len(head)], f"rows-{key}", told, config)
    lists.download(lambda: _in_words(contacts, chosen), key, ids=ids)
    if picked:
        _both_sides(head.set_index("contact_id", drop=False).loc[picked], chosen)


def _in_words(rows: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    words = chosen.words
    sides = {side.code: words.side(side.code) for side in chosen.record.pair.sides}
    met = [words.actor_names([*a, *b]) for a, b in zip(rows["side_a"], rows["side_b"], strict=True)]
    table = {
        _("Date"): rows["date"].dt.strftime("%Y-%m-%d"),
        **{name: rows[f"{code}_before"] + rows[f"{code}_after"] for code, name in sides.items()},
        _("Who met"): met,
    }
    for code, name in sides.items():
        table[_("{side}, until the day", side=name)] = rows[f"{code}_before"]
        table[_("{side}, after", side=name)] = rows[f"{code}_after"]
    return pd.DataFrame(table)


def _both_sides(contact: pd.Series, chosen: Selection) -> None:
    words, contact_id = chosen.words, contact["contact_id"]
    said = state.result(around, chosen.view, contact_id=contact_id)
    who = words.actor_names([*contact["side_a"], *contact["side_b"]])
    met = _("{date}: {title}", date=day(contact["date"]), title=who)
    st.markdown(f"**{links.markdown(met, links.row('contacts', contact_id))}**")
    for column, side in zip(st.columns(2), chosen.record.pair.sides, strict=True):
        with column.container(border=True):
            st.markdown(f"**{plain(words.side(side.code))}**")
            own = said[said["side"] == side.code]
            if own.empty:
                st.caption(_("No statement on record in these days."))
            for row in own.to_dict("records"):
                st.caption(plain(_offset(int(row["offset"]))))
                statement.said(row, words)
                shell.original(row, "statements", words)


def _offset(days: int) -> str:
    if days == 0:
        return _("on the day")
    if days < 0:
        return plural("{n} day before", "{n} days before", -days)
    return plural("{n} day after", "{n} days after", days)
