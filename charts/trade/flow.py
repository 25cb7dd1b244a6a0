"""Picture of what happened to a flow while restrictions on its goods held."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis.trade.flow import Comparison
from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import plain, shortened
from charts.draw.time import Window, iso, mark_end
from charts.speech.formats import day, listed, number, sentences
from charts.speech.language import _, plural
from charts.speech.names import Words
from charts.trade.comparison import change, year
from charts.trade.goods import measure as measure_words
from charts.trade.goods import span
from charts.trade.series import Drawn, digits, draw, middle, panel

STRIP, LINE_HEIGHT = 13, 300
"""Height of one measure in the strip above the line, and of the line itself, in pixels."""

MOST_IN_STRIP = 10

PATTERNS = {"in-force": "", "easing": "", "end-unknown": "/"}
"""How a measure of the strip is drawn, by how it stands: all others are dotted."""


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

    `figures` is what `analysis.trade.flow.values` returns for `series` (a row of `described`);
    `held` holds the bars of the measures on these goods with `lane`; `chosen` is the bar of the
    measure that is compared (with `begin`, `finish` and `open`), and `comparison` the flow around
    it. One series is drawn, in one unit, at one frequency, on one basis.
    """
    lanes = int(held["lane"].max() + 1) if len(held) else 0
    strip = held if lanes <= MOST_IN_STRIP else held.iloc[:0]
    size = int(strip["lane"].max() + 1) if len(strip) else 0
    height = LINE_HEIGHT + STRIP * size + 60
    figure = theme.figure(height, barmode="overlay", bargap=0)
    figure.update_layout(margin={**theme.MARGIN, "r": 26, "t": 18, "b": 48})
    share = STRIP * size / (height - 60) if size else 0.0
    on = panel("y", [figures], LINE_HEIGHT)
    figure.update_layout(
        yaxis={
            "domain": [0, max(1 - share - 0.05, 0.3)],
            "range": [on.low, on.high],
            "gridcolor": theme.FAINT,
            "fixedrange": True,
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
    figure.update_xaxes(
        **theme.DATE_AXIS,
        range=[iso(window.start), iso(last + window.length * 0.02)],
        fixedrange=True,
        anchor="y",
    )
    _shade(figure, chosen, window, words)
    _draw_strip(figure, strip, chosen, window, words)
    ringed: frozenset[pd.Timestamp] = frozenset()
    if comparison is not None:
        ringed = frozenset(pd.concat([comparison.before, comparison.after])["date"])
        _carry_forward(figure, comparison)
    draw(figure, [Drawn(figures, theme.LINE, ringed=ringed)], on, window)
    if window.record_ends:
        mark_end(figure, window.end)
    unit = words.term("unit", series["unit"])
    return Picture(
        figure=figure,
        title=_title(figures, series, comparison, words),
        subtitle=_(
            "{name}: {unit}, {period}. Shaded: the measure that is compared, if any. Above: every "
            "measure on these goods; hatched where no end is on record. A figure stands at the "
            "middle of the time it covers; a dotted line bridges missing figures.",
            name=series_name(series, words),
            unit=unit,
            period=period_name(series),
        ),
        alt=_alt(figures, series, words),
        table=_table(figures, series, words),
        note=_note(figures, series, comparison, window, lanes > MOST_IN_STRIP),
        sources=tuple(figures["source_id"].unique()),
    )


def series_name(series: pd.Series, words: Words) -> str:
    """What a series is called."""
    return words.series(str(series["series_id"]), str(series["name"]))


def period_name(series: pd.Series) -> str:
    """What stretch of time a figure covers, and on which basis trade is counted."""
    period = {
        "year": _("calendar years"),
        "crop-year": _("crop years, August to July"),
        "part-year": _("parts of years"),
        "quarter": _("quarters"),
        "month": _("months"),
        "irregular": _("irregular dates"),
    }[str(series["period"])]
    basis = {
        "customs": _("customs basis"),
        "balance-of-payments": _("balance-of-payments basis, not comparable with customs figures"),
    }.get(str(series["basis"]), "")
    return listed(part for part in (period, basis) if part)


def _shade(figure: go.Figure, chosen: pd.Series | None, window: Window, words: Words) -> None:
    if chosen is None:
        return
    figure.add_vrect(
        x0=iso(max(chosen["begin"], window.start)),
        x1=iso(min(chosen["finish"], window.end)),
        fillcolor=words.pair.colors()[str(chosen["imposed_by"])],
        opacity=0.13,
        line_width=0,
        layer="below",
    )


def _draw_strip(
    figure: go.Figure,
    strip: pd.DataFrame,
    chosen: pd.Series | None,
    window: Window,
    words: Words,
) -> None:
    rows = strip[(strip["begin"] <= window.end) & (strip["finish"] >= window.start)]
    if rows.empty:
        return
    begin = rows["begin"].clip(lower=window.start)
    until = rows["finish"].clip(upper=window.end)
    until = until.mask(until - begin < window.length * 0.006, begin + window.length * 0.006)
    picked = chosen["measure_id"] if chosen is not None else ""
    colors = [words.pair.colors()[str(code)] for code in rows["imposed_by"]]
    # Where a bar has a pattern, Plotly draws it in the bar's colour, and nothing behind it.
    strong = [
        0.95 if name == picked else 0.5 if kind in PATTERNS and not PATTERNS[kind] else 0.75
        for name, kind in zip(rows["measure_id"], rows["kind"], strict=True)
    ]
    figure.add_bar(
        orientation="h",
        base=[iso(at) for at in begin],
        x=[int(length.total_seconds() * 1000) for length in until - begin],
        y=(rows["lane"] + 0.5).tolist(),
        width=[0.3 if kind == "easing" else 0.72 for kind in rows["kind"]],
        yaxis="y2",
        marker={
            "color": [theme.translucent(c, s) for c, s in zip(colors, strong, strict=True)],
            "line": {"width": 0},
            "pattern": {
                "shape": [PATTERNS.get(kind, ".") for kind in rows["kind"]],
                "size": 5,
                "solidity": 0.5,
            },
        },
        hovertext=[
            f"<b>{plain(shortened(row.product, 60))}</b><br>"
            f"{plain(measure_words(row, words))}<br>{plain(span(row))}"
            for row in rows.itertuples()
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _carry_forward(figure: go.Figure, comparison: Comparison) -> None:
    """The level before the measure, carried on to where it is compared last."""
    if comparison.before.empty or not len(comparison.during) + len(comparison.after):
        return
    level = comparison.before["value"].iloc[0]
    until = middle(pd.concat([comparison.during, comparison.after])).max()
    figure.add_scatter(
        x=[iso(middle(comparison.before).iloc[0]), iso(until)],
        y=[level, level],
        mode="lines",
        line={"color": theme.MUTED, "width": 1, "dash": "dash"},
        hoverinfo="skip",
    )


def _title(
    figures: pd.DataFrame, series: pd.Series, comparison: Comparison | None, words: Words
) -> str:
    name = series_name(series, words)
    if figures.empty:
        return _("{name}: no figure in these years", name=name)
    if len(figures) == 1:
        return _(
            "{name}: one figure only, {value} {unit} on {date}",
            name=name,
            value=number(figures["value"].iloc[0], digits(figures)),
            unit=words.term("unit", series["unit"]),
            date=day(figures["date"].iloc[0]),
        )
    if comparison is None or pd.isna(comparison.change_during):
        return _(
            "{name}: {first} in {begin}, {last} in {end}",
            name=name,
            first=number(figures["value"].iloc[0], digits(figures)),
            begin=year(figures["date"].iloc[0]),
            last=number(figures["value"].iloc[-1], digits(figures)),
            end=year(figures["date"].iloc[-1]),
        )
    return _(
        "{name}: {change} on average while the measure held, against {year}",
        name=name,
        change=change(comparison.change_during),
        year=year(comparison.before["date"].iloc[0]),
    )


def _alt(figures: pd.DataFrame, series: pd.Series, words: Words) -> str:
    if figures.empty:
        return _("{name}: no figure in these years", name=series_name(series, words))
    low, high = figures.loc[figures["value"].idxmin()], figures.loc[figures["value"].idxmax()]
    return plural(
        "{n} figure of {name}, in {unit}. Lowest {low} ({low_date}), highest {high} ({high_date}).",
        "{n} figures of {name}, in {unit}. Lowest {low} ({low_date}), highest {high} "
        "({high_date}).",
        len(figures),
        name=series_name(series, words),
        unit=words.term("unit", series["unit"]),
        low=number(low["value"], digits(figures)),
        low_date=day(low["date"]),
        high=number(high["value"], digits(figures)),
        high_date=day(high["date"]),
    )


def _note(
    figures: pd.DataFrame,
    series: pd.Series,
    comparison: Comparison | None,
    window: Window,
    too_many: bool,
) -> str:
    parts = [str(series["note"])] if series["note"] else []
    if len(figures) == 1:
        parts.append(_("One figure makes no line and no comparison."))
    if (figures["date"] > window.end).any():
        parts.append(_("An open mark is a figure dated after the end of the record."))
    if too_many:
        parts.append(_("The measures on these goods are too many to draw above the line."))
    if comparison is not None:
        parts.append(
            _("Other causes exist: harvests, prices, other markets, disease. This is no proof.")
        )
    return sentences(parts)


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
