"""Pictures of how the relationship fared under each holder of an office."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.temperature.line import THIN_EVENTS
from charts.draw import bars, theme, vega
from charts.draw.picture import Picture
from charts.speech.formats import capital, day, degrees, number
from charts.speech.language import _
from charts.speech.names import Words

MEASURES = ("temperature", "contacts", "begun", "ended")


def measure_name(measure: str) -> str:
    """The words for a measure of a term."""
    return {
        "temperature": _("Mean temperature"),
        "contacts": _("Contacts a year"),
        "begun": _("Restrictions begun"),
        "ended": _("Restrictions ended"),
    }[measure]


def by_term(
    terms: pd.DataFrame,
    measure: str,
    side: str,
    office: str,
    end: pd.Timestamp,
    words: Words,
    reach: float = 0.0,
) -> Picture:
    """How did the relationship fare in each term of an office of one side?

    `terms` is what `analysis.governments.by_term` returns; `measure` is one of MEASURES; `side`
    is the code of the side that the office belongs to; the record ends with `end`; `reach` is the
    greatest value that the bars must have room for, so that two pictures side by side can share a
    scale.
    """
    office = capital(words.office(office))
    named = terms.assign(name=[term_name(term, end, words) for term in terms.itertuples()])
    reach = max(reach, greatest(terms, measure))
    figure = {
        "temperature": _temperature,
        "contacts": _contacts,
        "begun": _restrictions,
        "ended": _restrictions,
    }[measure](named, measure, side, reach, words)
    return Picture(
        figure=figure,
        title=_title(named, measure, office),
        subtitle=_subtitle(measure, words, side),
        alt=_alt(named, measure),
        table=_numbers(named, words, side),
    )


def term_name(term: object, end: pd.Timestamp, words: Words) -> str:
    """Who held the office, from when to when; of one that outlasts the record, since when."""
    t = term
    who, since = words.actor(t.actor_id), day(t.since)  # type: ignore[attr-defined]
    if t.until == end and not t.end_known:  # type: ignore[attr-defined]
        return _("{who}, since {first}", who=who, first=since)
    return _("{who}, {first} to {last}", who=who, first=since, last=day(t.until))  # type: ignore[attr-defined]


def greatest(terms: pd.DataFrame, measure: str) -> float:
    """How far the longest bar of these terms reaches, in the unit of the measure."""
    value = _values(terms, measure).abs().max()
    return 0.0 if pd.isna(value) else float(value)


def other_side(side: str, words: Words) -> str:
    """The code of the other side."""
    a, b = words.pair.sides
    return b.code if side == a.code else a.code


def _temperature(
    named: pd.DataFrame, measure: str, side: str, reach: float, words: Words
) -> alt.TopLevelMixin:
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
    scale = alt.Scale(domain=[-0.5, max(len(drawn), 1) - 0.5], reverse=True, nice=False)
    base = alt.Chart(drawn).encode(y=alt.Y("row:Q", scale=scale, axis=None))
    degree = alt.Scale(domain=[-most, most], nice=False)
    x = alt.X("goldstein:Q", scale=degree, axis=None)
    # Means of a term are small; half the scale of single events shows which are cold.
    color = alt.Color(
        "goldstein:Q",
        scale=alt.Scale(
            domain=[-4 + 8 * at for at, _color in theme.COLD_TO_WARM],
            range=[color for _at, color in theme.COLD_TO_WARM],
            clamp=True,
        ),
        legend=None,
    )
    chart: alt.TopLevelMixin = alt.layer(
        # Beside the bars alone: a line from top to bottom would strike the names.
        base.transform_calculate(zero="0")
        .mark_tick(orient="vertical", size=bars.BAR + 6, thickness=1, yOffset=9, color=theme.MUTED)
        .encode(x=alt.X("zero:Q", scale=degree, axis=None)),
        base.mark_bar(orient="horizontal", height=bars.BAR, yOffset=9).encode(
            x=x,
            x2=alt.datum(0),
            color=color,
            tooltip=[
                alt.Tooltip("name:N", title=_("Term")),
                alt.Tooltip("goldstein:Q", title=_("Mean temperature (°)"), format="+.2f"),
                alt.Tooltip("events:Q", title=_("Events")),
                alt.Tooltip("days:Q", title=_("Days")),
            ],
        ),
        base.mark_text(
            align="left",
            dy=-6,
            fontSize=12,
            color=vega.INK,
            limit=alt.ExprRef(f"containerSize()[0] * {bars.NAME_SHARE}"),
        ).encode(x=alt.value(1), text="name:N"),
        base.mark_text(align="right", dy=-6, fontSize=12, color=vega.INK).encode(
            x=alt.value("width"), text="label:N"
        ),
    ).properties(height=max(len(drawn), 1) * bars.STEP + bars.PADDING)
    return chart


def _contacts(
    named: pd.DataFrame, measure: str, side: str, reach: float, words: Words
) -> alt.TopLevelMixin:
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
    named: pd.DataFrame, measure: str, side: str, reach: float, words: Words
) -> alt.TopLevelMixin:
    """Bars in two parts: what the own side and the other began, or ended."""
    own, other = f"{measure}_own", f"{measure}_other"
    parts = {side: own, other_side(side, words): other}
    label = [
        _("{n} + {m}", n=number(n), m=number(m))
        for n, m in zip(named[own], named[other], strict=True)
    ]
    rows = pd.concat(
        [
            named.assign(part=code, value=named[column], label=label, by=words.side(code))[
                ["name", "part", "value", "label", "by"]
            ]
            for code, column in parts.items()
        ]
    )
    rows = rows.sort_index(kind="stable")
    colors = words.pair.colors()
    return bars.stacked(
        rows,
        {"name": _("Term"), "by": _("Imposed by"), "value": measure_name(measure)},
        {code: colors[code] for code in parts},
        top=reach or None,
    )


def _title(named: pd.DataFrame, measure: str, office: str) -> str:
    if named.empty:
        return _("No term of {office} lies in the record", office=office)
    if len(named) == 1:
        return _("{office}: the term of {name}", office=office, name=named["name"].iloc[0])
    # A term with a handful of events is no finding, unless there is no other.
    enough = named[named["events"] >= THIN_EVENTS]
    compared = named if enough.empty else enough
    top = compared.loc[_values(compared, measure).idxmax()]
    return {
        "temperature": _(
            "{office}: warmest on average in the term of {name}", office=office, name=top["name"]
        ),
        "contacts": _(
            "{office}: most contacts a year in the term of {name}", office=office, name=top["name"]
        ),
        "begun": _(
            "{office}: most restrictions begun in the term of {name}",
            office=office,
            name=top["name"],
        ),
        "ended": _(
            "{office}: most restrictions ended in the term of {name}",
            office=office,
            name=top["name"],
        ),
    }[measure]


def _values(named: pd.DataFrame, measure: str) -> pd.Series:
    if measure in {"begun", "ended"}:
        return named[f"{measure}_own"] + named[f"{measure}_other"]
    return named[{"temperature": "temperature", "contacts": "contacts_per_year"}[measure]]


def _subtitle(measure: str, words: Words, side: str) -> str:
    return {
        "temperature": _(
            "Mean of the daily temperature over the term, in degrees; n is the number of events "
            "in the term; few means fewer than {thin}.",
            thin=number(THIN_EVENTS),
        ),
        "contacts": _("Contacts per year of the term; n is the number of contacts."),
        "begun": _(
            "Restrictions that took effect in the term: by {own} + by {other}.",
            own=words.side(side),
            other=words.side(other_side(side, words)),
        ),
        "ended": _(
            "Restrictions whose end is on record in the term: by {own} + by {other}.",
            own=words.side(side),
            other=words.side(other_side(side, words)),
        ),
    }[measure]


def _alt(named: pd.DataFrame, measure: str) -> str:
    if named.empty:
        return _("No term to show.")
    value = _values(named, measure)
    return _(
        "Bars of {n} terms, {measure}: from {low} ({least}) to {high} ({most}).",
        n=number(len(named)),
        measure=measure_name(measure).lower(),
        low=number(value.min(), 1),
        least=named.loc[value.idxmin(), "name"],
        high=number(value.max(), 1),
        most=named.loc[value.idxmax(), "name"],
    )


def _numbers(named: pd.DataFrame, words: Words, side: str) -> pd.DataFrame:
    own, other = words.side(side), words.side(other_side(side, words))
    return pd.DataFrame(
        {
            _("Term"): named["name"],
            _("Days"): named["days"],
            _("Events"): named["events"],
            _("Mean temperature (°)"): named["temperature"].round(2),
            _("Contacts"): named["contacts"],
            _("Contacts a year"): named["contacts_per_year"].round(1),
            _("Begun by {side}", side=own): named["begun_own"],
            _("Begun by {side}", side=other): named["begun_other"],
            _("Ended by {side}", side=own): named["ended_own"],
            _("Ended by {side}", side=other): named["ended_other"],
        }
    )
