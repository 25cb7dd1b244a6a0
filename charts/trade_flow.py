"""Pictures of what happened to a flow, and of other series beside trade, on an axis of time."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from babel.numbers import format_compact_decimal

from analysis.series import Comparison
from charts import theme
from charts.picture import Picture
from charts.text import plain, shortened
from charts.trade_comparison import change, year
from charts.trade_time import Window, iso, mark_end
from charts.trade_words import measure as measure_words
from charts.trade_words import span
from charts.wording import Words, _, day, listed, locale, number, plural, sentences

STRIP, LINE_HEIGHT = 13, 300
"""Height of one measure in the strip above the line, and of the line itself, in pixels."""

MOST_IN_STRIP = 10

ABBREVIATED_FROM = 10_000


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

    `figures` is what `analysis.series.values` returns for `series` (a row of `described`); `held`
    holds the bars of the measures on these goods with `lane`; `chosen` is the bar of the measure
    that is compared (with `begin`, `finish` and `open`), and `comparison` the flow around it. One
    series is drawn, in one unit, at one frequency, on one basis.
    """
    lanes = int(held["lane"].max() + 1) if len(held) else 0
    strip = held if lanes <= MOST_IN_STRIP else held.iloc[:0]
    size = int(strip["lane"].max() + 1) if len(strip) else 0
    height = LINE_HEIGHT + STRIP * size + 60
    figure = theme.figure(height, barmode="overlay", bargap=0)
    figure.update_layout(margin={**theme.MARGIN, "r": 26, "t": 18, "b": 34})
    share = STRIP * size / (height - 60) if size else 0.0
    figure.update_layout(
        yaxis={
            "domain": [0, max(1 - share - 0.05, 0.3)],
            "rangemode": "tozero",
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
    draw_series(figure, figures, "y", theme.LINE, window, digits(figures))
    if comparison is not None:
        _ring(figure, comparison)
    if window.record_ends:
        mark_end(figure, window.end)
    unit = words.term("unit", series["unit"])
    return Picture(
        figure=figure,
        title=_title(figures, series, comparison, words),
        subtitle=_(
            "{name}: {unit}, {period}. Shaded: the measure that is compared, if any. Above: every "
            "measure on these goods; hatched where no end is on record. A dotted line bridges "
            "missing figures.",
            name=series["name"],
            unit=unit,
            period=period_name(series),
        ),
        alt=_alt(figures, series, words),
        table=_table(figures, series, words),
        note=_note(figures, series, comparison, window, lanes > MOST_IN_STRIP),
        sources=tuple(figures["source_id"].unique()),
    )


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


def digits(figures: pd.DataFrame) -> int:
    """How many decimals the figures of a series need."""
    values = figures["value"]
    return next((n for n in (0, 1, 2) if (values.round(n) == values).all()), 2)


def draw_series(
    figure: go.Figure,
    figures: pd.DataFrame,
    axis: str,
    color: str,
    window: Window,
    decimals: int,
    dash: str = "solid",
    low: bool = False,
) -> None:
    """Draw one series: solid where figures follow each other, dotted across gaps.

    A figure dated after the end of the record has an open mark. The values stand above the line,
    or below it where it turns upwards, or all along when `low`.
    """
    if figures.empty:
        return
    dates = [iso(d) for d in figures["date"]]
    runs = figures["run"]
    if runs.nunique() > 1:
        figure.add_scatter(
            x=dates,
            y=figures["value"],
            yaxis=axis,
            mode="lines",
            line={"color": theme.translucent(color, 0.55), "width": 1, "dash": "dot"},
            hoverinfo="skip",
        )
    x: list[str | None] = []
    y: list[float | None] = []
    for _run, rows in figures.groupby("run"):
        x += [*(iso(d) for d in rows["date"]), None]
        y += [*rows["value"], None]
    later = figures["date"] > window.end
    figure.add_scatter(
        x=x,
        y=y,
        yaxis=axis,
        mode="lines",
        line={"color": color, "width": 2.2, "dash": dash},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=dates,
        y=figures["value"],
        yaxis=axis,
        mode="markers+text",
        marker={
            "color": color,
            "size": 7,
            "symbol": ["circle-open" if late else "circle" for late in later],
        },
        text=_labels(figures, decimals),
        textposition=_beside(figures["value"], low),
        textfont={"size": 11},
        cliponaxis=False,
        hovertext=[number(v, decimals) for v in figures["value"]],
        hovertemplate="%{x|%Y-%m-%d}: %{hovertext}<extra></extra>",
    )


def _labels(figures: pd.DataFrame, decimals: int) -> list[str]:
    """Values beside the points: all of a few, else the first, last, highest and lowest."""
    values = figures["value"].reset_index(drop=True)
    told = set(values.index)
    if len(values) > 7:
        told = {0, len(values) - 1, int(values.idxmax()), int(values.idxmin())}
    return [short(v, decimals) if i in told else "" for i, v in values.items()]


def short(value: float, decimals: int) -> str:
    """A figure short enough to stand beside its point: thousands and more are abbreviated."""
    if abs(value) < ABBREVIATED_FROM:
        return number(value, decimals)
    return str(format_compact_decimal(value, locale=locale(), fraction_digits=1))


def _beside(values: pd.Series, low: bool) -> list[str]:
    """Above the point, or below it where the line turns upwards there."""
    turns = (values.shift() > values) & (values.shift(-1) > values)
    return ["bottom center" if low or turn else "top center" for turn in turns]


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
    strong = [0.9 if name == picked else 0.42 for name in rows["measure_id"]]
    solid = rows["kind"].isin(["in-force"])
    figure.add_bar(
        orientation="h",
        base=[iso(at) for at in begin],
        x=[int(length.total_seconds() * 1000) for length in until - begin],
        y=(rows["lane"] + 0.5).tolist(),
        width=[0.3 if kind == "easing" else 0.72 for kind in rows["kind"]],
        yaxis="y2",
        marker={
            "color": [
                theme.translucent(c, s if full else s * 0.25)
                for c, s, full in zip(colors, strong, solid, strict=True)
            ],
            "line": {"width": 0},
            "pattern": {
                "shape": ["/" if kind == "end-unknown" else "" for kind in rows["kind"]],
                "fgcolor": colors,
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


def _ring(figure: go.Figure, comparison: Comparison) -> None:
    """Rings round the figures before and after, and the level before carried forward."""
    marked = pd.concat([comparison.before, comparison.after])
    figure.add_scatter(
        x=[iso(d) for d in marked["date"]],
        y=marked["value"],
        mode="markers",
        marker={"symbol": "circle-open", "size": 16, "color": theme.MUTED, "line": {"width": 2}},
        hoverinfo="skip",
    )
    if len(comparison.before) and len(comparison.during) + len(comparison.after):
        level = comparison.before["value"].iloc[0]
        until = pd.concat([comparison.during, comparison.after])["date"].max()
        figure.add_scatter(
            x=[iso(comparison.before["date"].iloc[0]), iso(until)],
            y=[level, level],
            mode="lines",
            line={"color": theme.MUTED, "width": 1, "dash": "dash"},
            hoverinfo="skip",
        )


def _title(
    figures: pd.DataFrame, series: pd.Series, comparison: Comparison | None, words: Words
) -> str:
    name = series["name"]
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
        return _("{name}: no figure in these years", name=series["name"])
    low, high = figures.loc[figures["value"].idxmin()], figures.loc[figures["value"].idxmax()]
    return plural(
        "{n} figure of {name}, in {unit}. Lowest {low} ({low_date}), highest {high} ({high_date}).",
        "{n} figures of {name}, in {unit}. Lowest {low} ({low_date}), highest {high} "
        "({high_date}).",
        len(figures),
        name=series["name"],
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
            _("Series"): series["name"],
            _("Source"): figures["source_id"],
        }
    )
