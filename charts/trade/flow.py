"""What happened to a flow while restrictions on its goods held: a picture, and a comparison."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis.trade.flow import Comparison
from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.time import Window, iso, mark_end
from charts.speech.describe import describe
from charts.speech.formats import day, listed, number, percent, sentences
from charts.speech.language import _
from charts.speech.names import Words
from charts.trade.series import Drawn, digits, draw, middle, panel, period_name, series_name
from charts.trade.timeline import draw_bars

STRIP, LINE_HEIGHT = 13, 300
"""Height of one measure in the strip above the line, and of the line itself, in pixels."""

MOST_IN_STRIP = 10

SHORTEST = 0.006
"""A measure is drawn no shorter than this share of the axis."""


def flow(
    figures: pd.DataFrame,
    series: pd.Series,
    held: pd.DataFrame,
    chosen: pd.Series | None,
    comparison: Comparison | None,
    window: Window,
    words: Words,
) -> Picture:
    """What happened to a flow while restrictions held?

    `figures` is what `analysis.trade.series.values` returns for `series` (its row);
    `held` holds the bars of the measures on these goods with `lane`; `chosen` is the row of the
    measure that is compared, from `analysis.trade.flow.spells` (an open one ends with the record),
    and `comparison` the flow around it. One series is drawn, in one unit, at one frequency, on one
    basis.
    """
    lanes = int(held["lane"].max() + 1) if len(held) else 0
    strip = held if lanes <= MOST_IN_STRIP else held.iloc[:0]
    size = int(strip["lane"].max() + 1) if len(strip) else 0
    height = LINE_HEIGHT + STRIP * size
    margin = {**theme.MARGIN, "r": 26, "t": 18, "b": 48}
    figure = theme.figure(height + 60, barmode="overlay", bargap=0, margin=margin)
    share = STRIP * size / height
    on = panel("y", [figures], LINE_HEIGHT)
    figure.update_layout(
        yaxis={
            "domain": [0, max(1 - share - 0.05, 0.3)],
            "range": [on.low, on.high],
            "gridcolor": theme.FAINT,
            "nticks": 5,
        },
        yaxis2={
            "domain": [1 - share, 1] if share else [0.99, 1],
            "range": [size, 0],
            "visible": False,
            "fixedrange": True,
            "anchor": "x",
        },
    )
    last = max([window.end, *figures["date"].tail(1)])
    figure.update_xaxes(**window.axis((last - window.end) / window.length + 0.02, anchor="y"))
    if chosen is not None:
        figure.add_vrect(
            x0=iso(max(chosen["effective"], window.start)),
            x1=iso(min(chosen["ended"], window.end)),
            fillcolor=words.pair.colors()[str(chosen["imposed_by"])],
            opacity=0.13,
            line_width=0,
            layer="below",
        )
    picked = chosen["measure_id"] if chosen is not None else ""
    _draw_strip(figure, strip, picked, window, words)
    ringed: frozenset[pd.Timestamp] = frozenset()
    if comparison is not None:
        ringed = frozenset(pd.concat([comparison.before, comparison.after])["date"])
        _carry_forward(figure, comparison)
    draw(figure, [Drawn(figures, theme.LINE, ringed=ringed)], on, window)
    if window.record_ends:
        mark_end(figure, window.end)
    title, table = _title(figures, series, comparison, words), _table(figures, series, words)
    return Picture(
        figure=figure,
        title=title,
        subtitle=_(
            "{name}: {unit}, {period}. Shaded: the measure that is compared, if any. Above: every "
            "measure on these goods; hatched where no end is on record. A figure stands at the "
            "middle of the time it covers; a dotted line bridges missing figures.",
            name=series_name(series, words),
            unit=words.term("unit", series["unit"]),
            period=period_name(series),
        ),
        alt=describe(title, table[[_("To"), _("Value")]]),
        table=table,
        note=_note(
            figures,
            window.end,
            words.told(series["note"]),
            lanes > MOST_IN_STRIP,
            comparison is not None,
        ),
    )


def _draw_strip(
    figure: go.Figure, strip: pd.DataFrame, picked: str, window: Window, words: Words
) -> None:
    """Every measure on the goods; the one with this id stands out."""
    rows = strip[(strip["begin"] <= window.end) & (strip["finish"] >= window.start)]
    begin = rows["begin"].clip(lower=window.start)
    least = window.length * SHORTEST
    until = rows["finish"].clip(upper=window.end)
    until = until.mask(until - begin < least, begin + least)
    strengths = [
        0.95 if name == picked else 0.5 if kind in ("in-force", "easing") else 0.75
        for name, kind in zip(rows["measure_id"], rows["kind"], strict=True)
    ]
    placed = rows.assign(begin=begin, until=until, y=rows["lane"] + 0.5)
    draw_bars(figure, placed, words, strengths, width=0.72, solidity=0.5, yaxis="y2")


def _carry_forward(figure: go.Figure, comparison: Comparison) -> None:
    """The level before the measure, carried on to where it is compared last."""
    if comparison.before.empty or not len(comparison.during) + len(comparison.after):
        return
    level = comparison.before["value"].iloc[0]
    until = middle(pd.concat([comparison.during, comparison.after])).max()
    theme.stroke(
        figure,
        [iso(middle(comparison.before).iloc[0]), iso(until)],
        [level, level],
        {"color": theme.MUTED, "width": 1, "dash": "dash"},
    )


def _title(
    figures: pd.DataFrame, series: pd.Series, comparison: Comparison | None, words: Words
) -> str:
    name = series_name(series, words)
    if figures.empty:
        return _("{name}: no figure in these years", name=name)
    values = [number(value, digits(figures)) for value in figures["value"]]
    if len(figures) == 1:
        return _(
            "{name}: one figure only, {value} {unit} on {date}",
            name=name,
            value=values[0],
            unit=words.term("unit", series["unit"]),
            date=day(figures["date"].iloc[0]),
        )
    if comparison is None or pd.isna(comparison.change_during):
        exact = "year" if series["frequency"] == "annual" else "month"
        return _(
            "{name}: {first} in {begin}, {last} in {end}",
            name=name,
            first=values[0],
            begin=day(figures["date"].iloc[0], exact),
            last=values[-1],
            end=day(figures["date"].iloc[-1], exact),
        )
    said = (
        _(
            "{name}: {change} on average since the measure began, against {year}; its end is not "
            "on record"
        )
        if comparison.end_unknown
        else _("{name}: {change} on average while the measure held, against {year}")
    )
    return said.format(
        name=name,
        change=change(comparison.change_during),
        year=str(comparison.before["date"].iloc[0].year),
    )


def _note(
    figures: pd.DataFrame, end: pd.Timestamp, note: str, too_many: bool, compared: bool
) -> str:
    said = {
        note: True,
        _("One figure makes no line and no comparison."): len(figures) == 1,
        _("An open mark is a figure dated after the end of the record."): (
            figures["date"] > end
        ).any(),
        _("The measures on these goods are too many to draw above the line."): too_many,
        _(
            "Other causes exist: harvests, prices, other markets, disease. This is no proof."
        ): compared,
    }
    return sentences(text for text, holds in said.items() if holds)


def _table(figures: pd.DataFrame, series: pd.Series, words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("From"): figures["begin"],
            _("To"): figures["date"],
            _("Value"): figures["value"],
            _("Unit"): words.term("unit", series["unit"]),
            _("Series"): series_name(series, words),
            _("Source"): figures["source_id"],
        }
    )


def change(value: float) -> str:
    """A change in per cent, signed; an en dash where it is unknown."""
    if pd.isna(value):
        return "–"
    sign = "+" if round(value) > 0 else "−" if round(value) < 0 else ""
    return sign + percent(abs(value) / 100)


def comparison_table(comparison: Comparison, unit: str) -> pd.DataFrame:
    """Before, during and after a measure, as rows: change (%), mean, years, figures."""
    touched = _("Years since it began") if comparison.end_unknown else _("Years that it touched")
    rows = [
        (_("Last year before"), comparison.before, comparison.before_exact, float("nan")),
        (touched, comparison.during, True, comparison.change_during),
        (_("First year after"), comparison.after, comparison.after_exact, comparison.change_after),
    ]
    decimals = digits(pd.concat([comparison.before, comparison.during, comparison.after]))
    return pd.DataFrame(
        {
            _("Time"): [name for name, _rows, _exact, _change in rows],
            _("Change"): [change(value) for _name, _rows, _exact, value in rows],
            _("Mean ({unit})", unit=unit): [
                number(found["value"].mean(), decimals) for _name, found, _exact, _change in rows
            ],
            _("Years"): [_years(found, exact) for _name, found, exact, _change in rows],
            _("Figures"): [len(found) for _name, found, _exact, _change in rows],
        }
    )


def _years(found: pd.DataFrame, exact: bool) -> str:
    if found.empty:
        return _("none on record")
    named = listed(str(date.year) for date in found["date"])
    return named if exact else _("{year} (the nearest on record)", year=named)
