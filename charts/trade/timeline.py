"""Picture of every phase of every restriction on one axis of time."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis.trade.measures import lanes, merged
from charts.draw import legend, theme
from charts.draw.picture import Picture
from charts.draw.text import plain, shortened
from charts.draw.time import Window, iso, mark_end
from charts.speech.language import _
from charts.speech.names import Words
from charts.trade.goods import hover, rate
from charts.trade.telling import alt, table, title

LANE, LANE_OF_GROUP = 11.5, 15
"""Height of a line of bars, in pixels: all groups, and one group under the measures' names."""

BETWEEN = 0.45
"""Room between product groups, in lines."""

LABELLED = 1.35
"""Room for the name above each measure, in lines."""

MOST_MEASURES, MOST_LANES, MOST_OF_GROUP = 300, 90, 45
"""Beyond so many measures or lines the groups are drawn whole, and of one group the latest."""

FADE = (0.6, 0.42, 0.27, 0.14)
"""How an open end fades: the strength of each piece beyond the end of the record."""

PIECE = 0.006
"""Length of one piece of a fading end, as a share of the axis."""

SEAM = 0.006
"""What parts two phases of one measure that follow each other, as a share of the axis."""

MARGIN_FOR_RATE = 46
"""Pixels to the right of the axis, in which the rates that still apply are written."""

ON_BAR = "#FFFFFF"
"""Type on a solid bar, whose colour is the same on light and on dark."""

RATE_SIZE, RATE_ROOM = 10, 24
"""Size of a rate on a bar, and the height of the box that it is fitted into, in pixels."""


def timeline(drawn: pd.DataFrame, window: Window, words: Words, group: str = "") -> Picture:
    """Which measures held when, from first phase to last, by product?

    `drawn` is what `analysis.trade.measures.bars` returns. Without `group` every measure is
    drawn in the band of its product group; with it, the measures of that group each under their
    own name. Phases of one measure share a line; each bar carries its rate and, as customdata,
    its id.
    """
    shown = drawn[drawn["product_group"].astype(str) == group] if group else drawn
    gap = window.length * 0.012
    placed, whole = _placed(shown, group, gap)
    rows, bands = _stacked(placed, group)
    total = bands["bottom"].max() if len(bands) else 3.0
    figure = theme.figure(
        int((LANE_OF_GROUP if group else LANE) * total) + 64,
        barmode="overlay",
        bargap=0,
        clickmode="event+select",
    )
    _shade_bands(figure, bands, group)
    _join_phases(figure, rows, words)
    _draw_bars(figure, rows, window, words)
    _write_rates(figure, rows, window, LANE_OF_GROUP if group else LANE)
    if window.record_ends:
        _fade_out(figure, rows, window, words)
        mark_end(figure, window.end)
    _name_rows(figure, rows, bands, group, words)
    _axes(figure, window, total)
    _name_sides(figure, words)
    return Picture(
        figure=figure,
        title=title(shown, window, words, group),
        subtitle=_(
            "Each bar is a phase of a measure, with its rate where it states one. Hatched: no end "
            "was found. Thin: easing. Dotted: announced, scheduled or under investigation. Pale: "
            "the date is known to the month or year only. Choose a bar for its card."
        ),
        alt=alt(shown, words),
        table=table(shown, words),
        note=_whole_note(group) if whole else "",
    )


def _placed(shown: pd.DataFrame, group: str, gap: pd.Timedelta) -> tuple[pd.DataFrame, bool]:
    """The bars with their lines, and whether there were too many to draw one by one."""
    if group:
        begun = shown.groupby("measure_id")["begin"].max()
        kept = shown[shown["measure_id"].isin(begun.nlargest(MOST_OF_GROUP).index)]
        return lanes(kept, "measure_id", gap), len(kept) < len(shown)
    if shown["measure_id"].nunique() <= MOST_MEASURES:
        placed = lanes(shown, "product_group", gap)
        if (placed.groupby("product_group", observed=True)["lane"].max() + 1).sum() <= MOST_LANES:
            return placed, False
    stretches = merged(shown, "product_group")
    return lanes(
        stretches.assign(
            measure_id=stretches.index.astype(str),
            product_group=stretches["band"],
            restriction_id="",
            sure=stretches["begin"],
            latest=stretches["finish"],
        ),
        "band",
        gap,
    ), True


def _whole_note(group: str) -> str:
    if group:
        return _("Only the latest measures of this group are drawn; the numbers hold them all.")
    return _(
        "There are too many measures to draw one by one: each bar is a time at which a side held "
        "any in the group. Choose a product group to see its measures."
    )


def _stacked(placed: pd.DataFrame, group: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows with their height `y`, and the bands with `top`, `bottom` and `name`."""
    if placed.empty:
        return placed.assign(y=0.0), pd.DataFrame(columns=["name", "top", "bottom"])
    key = "measure_id" if group else "product_group"
    named = placed.assign(band=placed[key].astype(str))
    sizes = named.groupby("band")["lane"].max() + 1
    first = named.groupby("band").agg(side=("imposed_by", "first"), begin=("begin", "min"))
    order = first.sort_values(["side", "begin"]).index if group else _fullest_first(named)
    head = LABELLED if group else 0.0
    depth = sizes.reindex(order) + head + (0.25 if group else BETWEEN)
    bottom = depth.cumsum()
    bands = pd.DataFrame({"name": list(order), "top": bottom - depth, "bottom": bottom})
    start = named["band"].map(bands.set_index("name")["top"]) + head
    return named.assign(y=start + named["lane"] + 0.5), bands


def _fullest_first(named: pd.DataFrame) -> list[str]:
    sizes = named.groupby("band").size()
    return sorted(sizes.index, key=lambda band: (-int(sizes[band]), band))


def _shade_bands(figure: go.Figure, bands: pd.DataFrame, group: str) -> None:
    if group:
        return
    for place, band in enumerate(bands.itertuples()):
        if place % 2 == 0:
            figure.add_hrect(
                y0=band.top - BETWEEN / 2,
                y1=band.bottom - BETWEEN / 2,
                fillcolor=theme.EMPTY_CELL,
                line_width=0,
                layer="below",
            )


def _join_phases(figure: go.Figure, rows: pd.DataFrame, words: Words) -> None:
    """A thin line between phases of one measure that do not touch."""
    order = rows.sort_values(["measure_id", "y", "begin"])
    before = order.groupby(["measure_id", "y"])["finish"].shift()
    gaps = order.assign(before=before)[order["begin"] > before]
    for code, own in gaps.groupby("imposed_by", observed=True):
        x = [at for row in own.itertuples() for at in (iso(row.before), iso(row.begin), None)]
        y = [at for row in own.itertuples() for at in (row.y, row.y, None)]
        figure.add_scatter(
            x=x,
            y=y,
            mode="lines",
            line={"color": words.pair.colors()[str(code)], "width": 1, "dash": "dot"},
            hoverinfo="skip",
        )


def _draw_bars(figure: go.Figure, rows: pd.DataFrame, window: Window, words: Words) -> None:
    """The bars: a pale piece where only month or year is known, then the bar itself."""
    least = window.length * PIECE
    edge = window.end + window.length * 0.008
    inside = rows.assign(
        begin=rows["begin"].clip(lower=window.start).where(rows["begin"] <= window.end, edge),
        sure=rows["sure"].clip(lower=window.start),
    )
    until = inside["finish"].clip(upper=window.end).where(rows["begin"] <= window.end, edge)
    until = until.where(~_followed(rows), until - window.length * SEAM)
    until = until.mask(until - inside["begin"] < least, inside["begin"] + least)
    sure = inside["sure"].where(inside["sure"] > inside["begin"], inside["begin"])
    sure = sure.mask(sure >= until, inside["begin"])
    main = inside.assign(begin=sure, until=until)
    _bar(figure, main, words, 1.0, whole=True)
    before = inside.assign(until=sure)[sure > inside["begin"]]
    after = inside.assign(begin=until, until=inside["latest"].clip(upper=window.end))
    _bar(figure, before, words, 0.35, whole=False)
    _bar(figure, after[after["until"] > after["begin"]], words, 0.35, whole=False)


def _followed(rows: pd.DataFrame) -> pd.Series:
    """Does another phase of the same measure begin on the line where this one ends?"""
    order = rows.sort_values("begin", kind="stable")
    after = order.groupby(["measure_id", "y"])["begin"].shift(-1)
    return (after == order["finish"]).reindex(rows.index)


def _bar(figure: go.Figure, rows: pd.DataFrame, words: Words, strength: float, whole: bool) -> None:
    if rows.empty:
        return
    colors = [words.pair.colors()[code] for code in rows["imposed_by"]]
    named = whole and "product" in rows
    figure.add_bar(
        orientation="h",
        base=[iso(at) for at in rows["begin"]],
        x=_milliseconds(rows["until"] - rows["begin"]),
        y=rows["y"].round(3).tolist(),
        width=[0.3 if kind == "easing" else 0.82 for kind in rows["kind"]],
        marker=_look(rows["kind"].tolist(), colors, strength),
        customdata=rows["restriction_id"].tolist() if named else None,
        hovertext=[hover(row, words) for row in rows.itertuples()] if named else None,
        hovertemplate="%{hovertext}<extra></extra>" if named else None,
        hoverinfo=None if named else "skip",
        unselected={"marker": {"opacity": 0.5}},
    )


def _look(kinds: list[str], colors: list[str], strength: float) -> dict[str, object]:
    """Solid, hatched or dotted, in the colour of the side.

    Where a bar has a pattern, Plotly draws the pattern in the bar's colour, and nothing behind it.
    """
    pattern = {"in-force": "", "easing": "", "end-unknown": "/"}
    weight = {"in-force": 1.0, "easing": 0.45, "end-unknown": 0.85}
    return {
        "color": [
            theme.translucent(color, round(weight.get(kind, 0.75) * strength, 3))
            for kind, color in zip(kinds, colors, strict=True)
        ],
        "line": {"width": 0},
        "pattern": {
            "shape": [pattern.get(kind, ".") for kind in kinds],
            "size": 5,
            "solidity": 0.45,
        },
    }


def _write_rates(figure: go.Figure, rows: pd.DataFrame, window: Window, lane: float) -> None:
    """Rates on the bars that have room, and beside the axis where they still apply at its end.

    A bar that nobody sees, higher than the one below it, holds the rate: Plotly leaves out what
    does not fit into it at the width of the screen.
    """
    if "rate_percent" not in rows:
        return
    stated = rows[rows["rate_percent"].notna() & (rows["begin"] <= window.end)]
    begin = stated["begin"].clip(lower=window.start)
    until = stated["finish"].clip(upper=window.end)
    last = stated["finish"] >= window.end
    inside = ~last & (until > begin) & (stated["kind"] == "in-force")
    if inside.any():
        figure.add_bar(
            orientation="h",
            base=[iso(at) for at in begin[inside]],
            x=_milliseconds((until - begin)[inside]),
            y=stated.loc[inside, "y"].round(3).tolist(),
            width=RATE_ROOM / lane,
            marker={"color": "rgba(0, 0, 0, 0)", "line": {"width": 0}},
            text=[rate(r) for r in stated.loc[inside, "rate_percent"]],
            textposition="inside",
            insidetextanchor="start",
            insidetextfont={"size": RATE_SIZE, "color": ON_BAR},
            textangle=0,
            hoverinfo="skip",
        )
        figure.update_layout(uniformtext={"minsize": RATE_SIZE, "mode": "hide"})
    for row in stated[last].itertuples():
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            y=round(row.y, 3),
            text=plain(rate(row.rate_percent)),
            showarrow=False,
            font={"size": 10},
        )


def _fade_out(figure: go.Figure, rows: pd.DataFrame, window: Window, words: Words) -> None:
    """Pieces of falling strength beyond the end: nothing is known there, and nothing ended."""
    still = rows[rows["open"] & (rows["finish"] >= window.end)]
    piece = window.length * PIECE
    for place, strength in enumerate(FADE):
        begin = window.end + piece * place
        _bar(
            figure,
            still.assign(begin=begin, until=begin + piece),
            words,
            strength,
            whole=False,
        )


def _name_rows(
    figure: go.Figure, rows: pd.DataFrame, bands: pd.DataFrame, group: str, words: Words
) -> None:
    figure.update_yaxes(showticklabels=not group)
    if not group:
        figure.update_yaxes(
            tickvals=((bands["top"] + bands["bottom"] - BETWEEN) / 2).tolist(),
            ticktext=[words.term("product_group", name) for name in bands["name"]],
        )
        return
    last = rows.sort_values("begin").drop_duplicates("band", keep="last").set_index("band")
    for band in bands.itertuples():
        row = last.loc[band.name]
        figure.add_annotation(
            x=0,
            xref="paper",
            xanchor="left",
            y=band.top + LABELLED,
            yanchor="bottom",
            text=plain(_row_name(row, words)),
            showarrow=False,
            font={"size": 12},
        )


def _row_name(row: pd.Series, words: Words) -> str:
    kind = words.term("measure", row["measure"])
    room = max(16, 48 - len(kind))
    return _("{product} · {measure}", product=shortened(row["product"], room), measure=kind)


def _axes(figure: go.Figure, window: Window, total: float) -> None:
    figure.update_xaxes(
        **window.axis(0.03 if window.record_ends else 0.0, showgrid=True, gridcolor=theme.FAINT),
    )
    figure.update_yaxes(range=[total, -0.3], showgrid=False, fixedrange=True)
    figure.update_layout(margin={**theme.MARGIN, "t": 30, "b": 48, "r": MARGIN_FOR_RATE})


def _name_sides(figure: go.Figure, words: Words) -> None:
    named = [
        (side.color, _("imposed by {side}", side=words.side(side.code)))
        for side in words.pair.sides
    ]
    legend.line(figure, named)


def _milliseconds(lengths: pd.Series) -> list[int]:
    return [int(length.total_seconds() * 1000) for length in lengths]
