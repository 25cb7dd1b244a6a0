"""Pictures of how the relationship fared under each holder of an office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from analysis.governments import DAYS_OF_YEAR
from analysis.temperature.line import THIN_EVENTS
from charts.draw import bars, theme, vega
from charts.draw.picture import Picture
from charts.speech.describe import describe
from charts.speech.formats import capital, clauses, day, degrees, number
from charts.speech.language import _, plural
from charts.speech.names import Words

MEASURES = ("temperature", "contacts", "begun", "ended")


def measure_name(measure: str) -> str:
    """The words for a measure of a term."""
    return {
        "temperature": _("Mean temperature"),
        "contacts": _("Contacts a year"),
        "begun": _("Measures begun a year"),
        "ended": _("Measures ended a year"),
    }[measure]


def by_term(
    terms: pd.DataFrame,
    measure: str,
    side: str,
    office: str,
    words: Words,
    reach: float = 0.0,
) -> Picture:
    """How did the relationship fare in each term of an office of one side?

    `terms` is what `analysis.governments.by_term` returns; `measure` is one of MEASURES; `side`
    is the code of the side that the office belongs to; `reach` is the greatest value that the bars
    must have room for, so that two pictures side by side can share a scale.
    """
    own, other = words.pair.sides[:: 1 if side == words.pair.a.code else -1]
    named = terms.assign(name=[term_name(term, words) for term in terms.itertuples()])
    reach = max(reach, greatest(terms, measure))
    if measure == "temperature":
        figure = _temperature(named, reach)
    elif measure == "contacts":
        figure = _contacts(named, reach)
    else:
        figure = _restrictions(named, measure, (own.code, other.code), reach, words)
    sides = (words.side(own.code), words.side(other.code))
    title = _title(named, measure, capital(words.office(office)))
    told = named[["name"]].assign(value=_values(named, measure).round(2))
    return Picture(
        figure=figure,
        title=title,
        subtitle=_subtitle(measure, *sides),
        alt=describe(title, told),
        table=_numbers(named, *sides),
    )


def term_name(term: Any, words: Words) -> str:
    """The name of a term: who held the office, and when."""
    who, first = words.actor(term.actor_id), day(term.start, term.start_precision)
    if pd.isna(term.end):
        return _("{who}, since {first}", who=who, first=first)
    last = day(term.end, term.end_precision)
    return _("{who}, {first} to {last}", who=who, first=first, last=last)


def greatest(terms: pd.DataFrame, measure: str) -> float:
    """How far the longest bar of these terms reaches, in the unit of the measure."""
    value = _values(terms, measure).abs().max()
    return 0.0 if pd.isna(value) else float(value)


def _values(terms: pd.DataFrame, measure: str) -> pd.Series:
    return terms["temperature" if measure == "temperature" else f"{measure}_per_year"]


def _temperature(named: pd.DataFrame, reach: float) -> alt.TopLevelMixin:
    """Bars from zero to the left or the right, coloured cold to warm."""
    drawn = named.reset_index(drop=True).assign(
        row=range(len(named)),
        goldstein=named["temperature"].to_numpy(),
        label=[
            (
                _("{mean}° (n = {n}: few)", mean=degrees(mean), n=number(n))
                if n < THIN_EVENTS
                else _("{mean}° (n = {n})", mean=degrees(mean), n=number(n))
            )
            for mean, n in zip(named["temperature"], named["events"], strict=True)
        ],
    )[["row", "name", "goldstein", "events", "days", "label"]]
    most = max(reach, 0.5) * 1.1
    base = alt.Chart(drawn).encode(y=vega.down("row", len(drawn)))
    degree = alt.Scale(domain=[-most, most], nice=False)
    chart: alt.TopLevelMixin = alt.layer(
        # Only beside the bars: a line from top to bottom would run through the names.
        base.transform_calculate(zero="0")
        .mark_tick(orient="vertical", size=bars.BAR + 6, thickness=1, yOffset=9, color=theme.MUTED)
        .encode(x=alt.X("zero:Q", scale=degree, axis=None)),
        base.mark_bar(orient="horizontal", height=bars.BAR, yOffset=9).encode(
            x=alt.X("goldstein:Q", scale=degree, axis=None),
            x2=alt.X2Datum(0),
            # Means of a term are small: less than half the scale of events shows which are cold.
            color=vega.intensity(most=4),
            tooltip=vega.tooltips(
                {
                    "name:N": _("Term"),
                    "goldstein:Q": _("Mean temperature (°)"),
                    "events:Q": _("Acts"),
                    "days:Q": _("Days"),
                },
                goldstein="+.2f",
            ),
        ),
        *bars.captions(base),
    ).properties(height=max(len(drawn), 1) * bars.STEP + bars.PADDING)
    return chart


def _contacts(named: pd.DataFrame, reach: float) -> alt.TopLevelMixin:
    rows = named.assign(
        value=named["contacts_per_year"].round(2),
        label=[
            _("{rate} a year (n = {n})", rate=number(rate, 1), n=number(n))
            for rate, n in zip(named["contacts_per_year"], named["contacts"], strict=True)
        ],
    )[["name", "value", "label", "contacts", "days"]]
    return bars.named(
        rows,
        {
            "name": _("Term"),
            "value": _("Contacts a year"),
            "contacts": _("Contacts"),
            "days": _("Days"),
        },
        top=reach or None,
    )


def _restrictions(
    named: pd.DataFrame, measure: str, sides: tuple[str, str], reach: float, words: Words
) -> alt.TopLevelMixin:
    """Bars in two parts: what the own side and the other began, or ended, per year of the term."""
    counts = named[f"{measure}_own"], named[f"{measure}_other"]
    label = [
        _("{rate} a year (n = {n} + {m})", rate=number(rate, 1), n=number(n), m=number(m))
        for rate, n, m in zip(named[f"{measure}_per_year"], *counts, strict=True)
    ]
    years = named["days"] / DAYS_OF_YEAR
    rows = pd.concat(
        [
            named[["name"]].assign(
                part=code, value=(count / years).round(2), label=label, by=words.side(code)
            )
            for code, count in zip(sides, counts, strict=True)
        ]
    )
    colors = words.pair.colors()
    return bars.stacked(
        rows.sort_index(kind="stable"),
        {"name": _("Term"), "by": _("Imposed by"), "value": measure_name(measure)},
        {code: colors[code] for code in sides},
        top=reach or None,
    )


def _title(named: pd.DataFrame, measure: str, office: str) -> str:
    if named.empty:
        return _("No term of {office} lies in the record", office=office)
    if len(named) == 1:
        return _("{office}: the term of {name}", office=office, name=named["name"].iloc[0])
    if measure == "temperature":
        # The means of terms have no interval, and the record is thin in the early ones.
        return _("{office}: mean temperature by term", office=office)
    some = named[_values(named, measure) > 0]
    if some.empty:
        said = {
            "contacts": _("{office}: no contact on record in these terms"),
            "begun": _("{office}: no beginning of a measure on record in these terms"),
            "ended": _("{office}: no end of a measure on record in these terms"),
        }[measure]
        return said.format(office=office)
    # A term with few events is not reported as a finding, unless there is no other.
    enough = some[some["events"] >= THIN_EVENTS]
    compared = some if enough.empty else enough
    values = _values(compared, measure)
    most = compared.loc[values == values.max(), "name"]
    told = {"office": office, "name": clauses(most)}
    return {
        "contacts": plural(
            "{office}: most contacts a year in the term of {name}",
            "{office}: most contacts a year in the terms of {name}",
            len(most),
            **told,
        ),
        "begun": plural(
            "{office}: most measures begun a year in the term of {name}",
            "{office}: most measures begun a year in the terms of {name}",
            len(most),
            **told,
        ),
        "ended": plural(
            "{office}: most measures ended a year in the term of {name}",
            "{office}: most measures ended a year in the terms of {name}",
            len(most),
            **told,
        ),
    }[measure]


def _subtitle(measure: str, own: str, other: str) -> str:
    said = {
        "temperature": _(
            "Mean of the daily temperature over the term, in degrees; n is the number of acts "
            "between the two sides in the term; few means fewer than {thin}."
        ),
        "contacts": _("Contacts per year of the term; n is the number of contacts."),
        "begun": _("Measures that took effect, per year of the term: by {own} + by {other}."),
        "ended": _("Measures whose end is on record, per year of the term: by {own} + by {other}."),
    }[measure]
    return said.format(thin=number(THIN_EVENTS), own=own, other=other)


def compared(divided: Sequence[tuple[str, pd.DataFrame]], words: Words) -> pd.DataFrame:
    """The terms of several offices in one table, the latest first, every count per year.

    `divided` holds each office with what `analysis.governments.by_term` returns. The number of
    events says which means are of few.
    """
    parts = [
        pd.DataFrame(
            {
                _("Term"): [term_name(term, words) for term in terms.itertuples()],
                _("Years"): (terms["days"] / DAYS_OF_YEAR).round(1),
                _("Inherited (°)"): terms["inherited"].round(1),
                _("Mean (°)"): terms["temperature"].round(1),
                _("At its end (°)"): terms["left"].round(1),
                _("Contacts a year"): terms["contacts_per_year"].round(1),
                _("Measures begun a year"): terms["begun_per_year"].round(1),
                _("Measures ended a year"): terms["ended_per_year"].round(1),
                _("Acts"): terms["events"],
                _("Office"): capital(words.office(office)),
            }
        ).iloc[::-1]
        for office, terms in divided
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _numbers(named: pd.DataFrame, own: str, other: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Term"): named["name"],
            _("Days"): named["days"],
            _("Acts"): named["events"],
            _("Mean temperature (°)"): named["temperature"].round(2),
            _("Contacts"): named["contacts"],
            _("Contacts a year"): named["contacts_per_year"].round(1),
            _("Measures begun a year"): named["begun_per_year"].round(1),
            _("Measures ended a year"): named["ended_per_year"].round(1),
            _("Begun by {side}", side=own): named["begun_own"],
            _("Begun by {side}", side=other): named["begun_other"],
            _("Ended by {side}", side=own): named["ended_own"],
            _("Ended by {side}", side=other): named["ended_other"],
        }
    )
