"""Each side's record by the terms of one of its offices."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis import governments
from analysis.tables import kinds
from app_pages.cards import listing
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from app_pages.temperature.line import Formula, measured
from charts import governments as charts
from charts.draw.picture import Picture
from charts.speech.formats import capital, degrees, labelled
from charts.speech.language import _


def dividing(chosen: Selection, side: str) -> list[str]:
    """The offices by whose terms the record can be divided for one side."""
    record = chosen.record
    start = record.events["date"].min()
    found = governments.dividing(record.offices, record.actors, side, start, record.end)
    return found["office"].to_list()


def terms(chosen: Selection, side: str, office: str) -> pd.DataFrame:
    """The terms of an office that touch the chosen years, each in full, and how they fared."""
    record = chosen.record
    held = governments.terms(record.offices, office, record.end)
    first, last = chosen.years
    touching = held[(held["until"].dt.year >= first) & (held["start"].dt.year <= last)]
    return governments.by_term(chosen.history, touching, side, record.events["date"].min())


def by_term(chosen: Selection, side: str, office: str, measure: str, reach: float) -> Picture:
    held = state.measure(terms, chosen.view, side=side, office=office)
    return charts.by_term(held, measure, side, office, chosen.words, reach)


def in_term(
    chosen: Selection, table: str, since: pd.Timestamp, until: pd.Timestamp
) -> pd.DataFrame:
    """The rows of a term, latest first; of restrictions, those that began or ended in it."""
    rows, kind = chosen.history.tables()[table], kinds.of(table)
    if table == "events":
        # The temperature of a term is made of these alone.
        rows = measured(chosen, Formula())
    inside = kind.dates(rows).between(since, until)
    if table == "trade_restrictions":
        inside |= rows["ended"].between(since, until)
    return kind.latest_first(rows[inside])


def section() -> None:
    """The terms of both sides in one table, and beside each other by one indicator."""
    chosen = state.selection(state.view())
    places = dict(zip("ab", st.columns(2), strict=True))
    held: dict[str, tuple[str, str, pd.DataFrame]] = {}
    for (letter, place), side in zip(places.items(), chosen.record.pair.sides, strict=True):
        with place:
            if office := _office(letter, side.code, chosen):
                found = state.measure(terms, chosen.view, side=side.code, office=office)
                held[letter] = (side.code, office, found)
    _table(held, chosen)
    measure = address.choose(
        st.segmented_control,
        _("Indicator"),
        list(charts.MEASURES),
        key="terms_measure",
        text=charts.measure_name,
    )
    places = dict(zip("ab", st.columns(2), strict=True))
    # Side by side, bars of the same length must mean the same.
    reach = max((charts.greatest(found, measure) for *_of, found in held.values()), default=0.0)
    for letter, (code, office, found) in held.items():
        options = {"side": code, "office": office, "measure": measure, "reach": reach}
        with places[letter]:
            picture(state.result(by_term, chosen.view, **options), f"terms-{letter}")
            name = _("The events, contacts and restrictions of a term")
            with page.drawer(name, f"open-term-{letter}") as opened:
                if opened and not found.empty:
                    _rows(letter, found)
    st.caption(
        _(
            "Terms that touch the chosen years, each in full, counted from the first day of the "
            "record on. Where no end of a term is on record, the beginning of the next stands for "
            "it."
        )
    )
    for _code, office, _found in held.values():
        _undated(office, chosen)


def _undated(office: str, chosen: Selection) -> None:
    """Who else held the office, so that a term which seems to go on may have ended."""
    rows, words = chosen.record.offices, chosen.words
    others = rows.loc[(rows["office"] == office) & rows["start"].isna(), "actor_id"].unique()
    if len(others):
        text = _(
            "{office}: also held by {names}, whose dates are not on record. A term without an end "
            "may have ended.",
            office=capital(words.office(office)),
            names=words.actor_names(others),
        )
        st.caption(plain(text))


def _table(held: dict[str, tuple[str, str, pd.DataFrame]], chosen: Selection) -> None:
    """Every term in one table, counts per year, with what each began from."""
    divided = [(office, found) for _code, office, found in held.values() if not found.empty]
    if not divided:
        return
    table = charts.compared(divided, chosen.words)
    begun, ended = charts.measure_name("begun"), charts.measure_name("ended")
    # So wide that, with names in two lines, every column is seen beside the panel.
    config = {
        **lists.widths({_("Term"): 152, _("Years"): 52, _("Contacts a year"): 105}),
        **lists.widths({_("Inherited (°)"): 85, _("Mean (°)"): 85, _("At its end (°)"): 85}),
        begun: st.column_config.Column(_("Begun a year"), help=begun, width=94),
        ended: st.column_config.Column(_("Ended a year"), help=ended, width=94),
        **lists.widths({_("Acts"): 82, _("Office"): 133}),
    }
    lists.table(table, "terms-compared", config, row_height=lists.lines(2))
    st.caption(
        _(
            "Counts are per year of the term, since terms differ in length. The temperature draws "
            "on earlier events: the mean of a term carries, in its first months, what it inherited."
        )
    )


def _office(letter: str, side: str, chosen: Selection) -> str | None:
    """The office by whose terms a side's record is divided, as the reader chooses."""
    offices = state.measure(dividing, chosen.view.record, side=side)
    name = chosen.words.side(side)
    if not offices:
        st.info(_("No office of {side} has enough dated terms on record.", side=plain(name)))
        return None
    office: str = address.choose(
        st.selectbox,
        _("Office of {side}", side=plain(name)),
        offices,
        key=f"terms_{letter}",
        text=lambda office: capital(chosen.words.office(office)),
    )
    return office


@page.fragment
def _rows(letter: str, held: pd.DataFrame) -> None:
    """The rows behind the figures of one term."""
    chosen = state.selection(state.view())
    names = [
        labelled(charts.term_name(term, chosen.words), f"{degrees(term.temperature)}°")
        for term in held.itertuples()
    ]
    place = st.selectbox(
        _("Term"),
        range(len(names)),
        index=len(names) - 1,
        format_func=names.__getitem__,
        key=f"term_of_{letter}",
    )
    term = held.iloc[place]
    for table in ("events", "contacts", "trade_restrictions"):
        rows = in_term(chosen, table, term["since"], term["until"])
        if not rows.empty:
            listing.rows(rows, table, kinds.of(table).columns, chosen, f"term-{letter}-{table}")
