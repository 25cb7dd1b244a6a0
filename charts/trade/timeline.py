"""Picture of every phase of every restriction on one axis of time."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.trade.timeline import lanes
from charts.draw import legend, theme
from charts.draw.labels import width_of
from charts.draw.picture import Picture
from charts.draw.text import plain, shortened
from charts.draw.time import Window, iso, mark_end
from charts.speech.formats import leading, number, rate
from charts.speech.language import _, plural, plural_if
from charts.speech.names import Words, measure
from charts.trade.goods import hover, pattern, span, standing_name

LANE, LANE_OF_GROUP = 11.4, 15
"""Height of a line of bars, in pixels: all groups, and one group under the measures' names."""

BETWEEN, LABELLED = 0.25, 1.35
"""Room between bands, and for the name above each measure, in lines."""

BAR = 0.87
"""Height of a bar, in lines: it holds a name in full-width signs from top to bottom."""

FADE = (0.6, 0.42, 0.27, 0.14)
"""How an open end fades: the strength of each piece beyond the end of the record."""

PIECE = 0.006
"""Length of one piece of a fading end, and of what parts two phases, as a share of the axis."""

RATE_SIZE, RATE_ROOM, MARGIN_FOR_RATE = 10, 24, 46
"""In pixels: size of a rate on a bar, height of the box that it is fitted into, and the room to
the right of the axis for the rates that still apply."""

NOMINAL_WIDTH = 800
"""The width of the axis in pixels for which it is decided what is written on a bar."""

STRENGTH = {"in-force": 1.0, "easing": 0.45, "end-unknown": 0.85}
OTHER_STRENGTH = 0.75
"""How much of its side's colour a bar has, by how the phase stands."""

PATTERN = {"in-force": "", "easing": "", "end-unknown": "/"}
"""How a bar is filled: one that is announced, scheduled or under investigation has dots."""


def timeline(
    drawn: pd.DataFrame, window: Window, words: Words, group: str = "", undated: int = 0
) -> Picture:
    """Which measures held when, from first phase to last, by product?

    `drawn` is what `analysis.trade.timeline.bars` returns. Without `group` every measure is
    drawn in the band of its product group; with it, the measures of that group each under their
    own name. Phases of one measure share a line; each bar carries its rate and, as customdata,
    its id. `undated` phases have no date and no bar.
    """
    shown = drawn[drawn["product_group"].astype(str) == group] if group else drawn
    band = "measure_id" if group else "product_group"
    lane = LANE_OF_GROUP if group else LANE
    rows, bands = _stacked(lanes(shown, band, window.length * 0.012), band)
    total = bands["bottom"].max() if len(bands) else 3.0
    figure = theme.figure(
        int(lane * total) + 82, barmode="overlay", bargap=0, clickmode="event+select"
    )
    for shaded in () if group else bands.iloc[::2].itertuples():
        figure.add_hrect(
            y0=shaded.top - BETWEEN / 2,
            y1=shaded.bottom - BETWEEN / 2,
            fillcolor=theme.EMPTY_CELL,
            line_width=0,
            layer="below",
        )
    _join_phases(figure, rows, words)
    _draw_phases(figure, rows, window, words)
    _write_on_bars(figure, rows, window, lane, words, named=not group)
    if window.record_ends:
        _fade_out(figure, rows, window, words)
    beyond = 0.03 if window.record_ends else 0.0
    figure.update_xaxes(**window.axis(beyond, showgrid=True, gridcolor=theme.FAINT))
    if window.record_ends:
        mark_end(figure, window.end)
    figure.update_yaxes(range=[total, -0.3], showgrid=False)
    if group:
        _name_measures(figure, rows, bands, words)
    else:
        figure.update_yaxes(
            tickvals=((bands["top"] + bands["bottom"] - BETWEEN) / 2).tolist(),
            ticktext=words.terms("product_group", bands["name"]),
        )
    figure.update_layout(margin={**theme.MARGIN, "b": 48, "r": MARGIN_FOR_RATE})
    sides = [(s.color, _("imposed by {side}", side=words.side(s.code))) for s in words.pair.sides]
    legend.key(figure, sides)
    return Picture(
        figure=figure,
        title=_title(shown, window, words, group),
        subtitle=_(
            "Each bar is a phase of a measure, with its rate where it states one. Hatched: no end "
            "was found. Cross-hatched: not announced by its author, but reported by others or "
            "denied. Thin: easing. Dotted: announced, scheduled or under investigation. Pale: the "
            "date is known to the month or year only. Choose a bar for its card."
        ),
        table=_table(shown, words),
        note=plural_if(
            "{n} more phase has no date on record: it is listed, not drawn.",
            "{n} more phases have no date on record: they are listed, not drawn.",
            undated,
        ),
    )


def _stacked(placed: pd.DataFrame, key: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows with their height `y`, and the bands with `top`, `bottom` and `name`."""
    if placed.empty:
        return placed.assign(y=0.0), pd.DataFrame(columns=["name", "top", "bottom"])
    one_by_one = key == "measure_id"
    named = placed.assign(band=placed[key].astype(str))
    by_band = named.groupby("band")
    first = by_band.agg(side=("imposed_by", "first"), begin=("begin", "min"), size=("lane", "size"))
    # Measures by side and beginning; product groups by size, the fullest first.
    order = (
        first.sort_values(["side", "begin"])
        if one_by_one
        else first.sort_values("size", ascending=False, kind="stable")
    ).index
    head = LABELLED if one_by_one else 0.0
    depth = by_band["lane"].max().reindex(order) + 1 + head + BETWEEN
    bottom = depth.cumsum()
    bands = pd.DataFrame({"name": list(order), "top": bottom - depth, "bottom": bottom})
    start = named["band"].map(bands.set_index("name")["top"]) + head
    return named.assign(y=start + named["lane"] + 0.5), bands


def _join_phases(figure: go.Figure, rows: pd.DataFrame, words: Words) -> None:
    """A thin line between phases of one measure that do not touch."""
    order = rows.sort_values(["measure_id", "y", "begin"])
    before = order.groupby(["measure_id", "y"])["finish"].shift()
    gaps = order.assign(before=before)[order["begin"] > before]
    for code, own in gaps.groupby("imposed_by", observed=True):
        theme.stroke(
            figure,
            [at for row in own.itertuples() for at in (iso(row.before), iso(row.begin), None)],
            [at for row in own.itertuples() for at in (row.y, row.y, None)],
            {"color": words.pair.colors()[str(code)], "width": 1, "dash": "dot"},
        )


def _draw_phases(figure: go.Figure, rows: pd.DataFrame, window: Window, words: Words) -> None:
    """The bars: a pale piece where only month or year is known, then the bar itself."""
    least = window.length * PIECE
    edge = window.end + window.length * 0.008
    inside = rows.assign(
        begin=rows["begin"].clip(lower=window.start).where(rows["begin"] <= window.end, edge),
        sure=rows["sure"].clip(lower=window.start),
    )
    until = inside["finish"].clip(upper=window.end).where(rows["begin"] <= window.end, edge)
    until = until.where(~_followed(rows), until - least)
    until = until.mask(until - inside["begin"] < least, inside["begin"] + least)
    sure = inside["sure"].where(inside["sure"] > inside["begin"], inside["begin"])
    sure = sure.mask(sure >= until, inside["begin"])
    draw_bars(figure, inside.assign(begin=sure, until=until), words, _strengths(inside))
    before = inside.assign(until=sure)[sure > inside["begin"]]
    after = inside.assign(begin=until, until=inside["latest"].clip(upper=window.end))
    for pale in (before, after[after["until"] > after["begin"]]):
        draw_bars(figure, pale, words, _strengths(pale, 0.35), chosen=False)


def _followed(rows: pd.DataFrame) -> pd.Series:
    """Does another phase of the same measure begin on the line where this one ends?"""
    order = rows.sort_values("begin", kind="stable")
    after = order.groupby(["measure_id", "y"])["begin"].shift(-1)
    return (after == order["finish"]).reindex(rows.index)


def _strengths(rows: pd.DataFrame, share: float = 1.0) -> list[float]:
    return [round(STRENGTH.get(kind, OTHER_STRENGTH) * share, 3) for kind in rows["kind"]]


def draw_bars(
    figure: go.Figure,
    rows: pd.DataFrame,
    words: Words,
    strengths: Sequence[float],
    *,
    width: float = BAR,
    solidity: float = 0.45,
    chosen: bool = True,
    **axes: str,
) -> None:
    """Draw bars from `begin` to `until` at height `y`, in the colour of the side that imposes.

    `kind` says how each is filled; an easing is thin. With `chosen` a bar tells of its phase and
    can be chosen.
    """
    if rows.empty:
        return
    # Where a bar has a pattern, Plotly draws the pattern in the bar's colour, and nothing behind.
    colors = [words.pair.colors()[str(code)] for code in rows["imposed_by"]]
    figure.add_bar(
        orientation="h",
        base=[iso(at) for at in rows["begin"]],
        x=_milliseconds(rows["until"] - rows["begin"]),
        y=rows["y"].round(3).tolist(),
        width=[0.3 if kind == "easing" else width for kind in rows["kind"]],
        marker={
            "color": [theme.translucent(*look) for look in zip(colors, strengths, strict=True)],
            "line": {"width": 0},
            "pattern": {
                "shape": [pattern(row, PATTERN.get(row.kind, ".")) for row in rows.itertuples()],
                "size": 5,
                "solidity": solidity,
            },
        },
        customdata=rows["restriction_id"].tolist() if chosen else None,
        hovertext=[hover(row, words) for row in rows.itertuples()] if chosen else None,
        hoverinfo=None if chosen else "skip",
        unselected={"marker": {"opacity": 0.5}},
        **axes,
    )


def _write_on_bars(
    figure: go.Figure, rows: pd.DataFrame, window: Window, lane: float, words: Words, named: bool
) -> None:
    """Rates, and with `named` products, on the bars that have room.

    An invisible bar, higher than the one below it, holds the text: Plotly leaves out what does
    not fit into it at the width of the screen. A rate that still applies at the end of the axis
    stands beside it.
    """
    shown = rows[rows["begin"] <= window.end]
    begin = shown["begin"].clip(lower=window.start)
    until = shown["finish"].clip(upper=window.end)
    last = shown["finish"] >= window.end
    room = (until - begin) / window.length * NOMINAL_WIDTH
    rates = [rate(r) if pd.notna(r) else "" for r in shown["rate_percent"]]
    texts = [
        _on_bar(words.told(product) if named else "", "" if beside else said, pixels)
        for product, said, beside, pixels in zip(shown["product"], rates, last, room, strict=True)
    ]
    inside = (until > begin) & (shown["kind"] == "in-force") & pd.Series(texts, shown.index).ne("")
    if inside.any():
        colors = words.pair.colors()
        figure.add_bar(
            orientation="h",
            base=[iso(at) for at in begin[inside]],
            x=_milliseconds((until - begin)[inside]),
            y=shown.loc[inside, "y"].round(3).tolist(),
            width=RATE_ROOM / lane,
            marker={"color": "rgba(0, 0, 0, 0)", "line": {"width": 0}},
            text=[text for text, kept in zip(texts, inside, strict=True) if kept],
            textposition="inside",
            insidetextanchor="start",
            insidetextfont={
                "size": RATE_SIZE,
                "color": [theme.ink_on(colors[str(c)]) for c in shown.loc[inside, "imposed_by"]],
            },
            textangle=0,
            hoverinfo="skip",
        )
        figure.update_layout(uniformtext={"minsize": RATE_SIZE, "mode": "hide"})
    still = shown[last & shown["rate_percent"].notna()].sort_values("begin")
    # One that began on the last day stands in place of the one that ended with it.
    for row in still.drop_duplicates("y", keep="last").itertuples():
        at = {"x": 1, "y": round(row.y, 3), "yref": "y", "yanchor": "middle"}
        text = plain(rate(row.rate_percent))
        figure.add_annotation({**theme.ABOVE, **at, "text": text, "font": {"size": RATE_SIZE}})


def _on_bar(name: str, said: str, room: float) -> str:
    """What a bar of so many pixels has room for: the name and the rate, or the rate alone."""
    both = plain(" ".join(filter(None, [name, said])))
    return both if width_of(both) < room else plain(said)


def _fade_out(figure: go.Figure, rows: pd.DataFrame, window: Window, words: Words) -> None:
    """Pieces of falling strength beyond the end: nothing is known there, and nothing ended."""
    still = rows[rows["open"] & (rows["finish"] >= window.end)]
    piece = window.length * PIECE
    for place, share in enumerate(FADE):
        begin = window.end + piece * place
        fading = still.assign(begin=begin, until=begin + piece)
        draw_bars(figure, fading, words, _strengths(fading, share), chosen=False)


def _name_measures(
    figure: go.Figure, rows: pd.DataFrame, bands: pd.DataFrame, words: Words
) -> None:
    figure.update_yaxes(showticklabels=False)
    last = rows.sort_values("begin").drop_duplicates("band", keep="last").set_index("band")
    for band in bands.itertuples():
        row = last.loc[band.name]
        kind = words.term("measure", row["measure"])
        product = shortened(words.told(row["product"]), max(16, 48 - len(kind)))
        name = plain(_("{product} · {measure}", product=product, measure=kind))
        figure.add_annotation({**theme.ABOVE, "y": band.top + LABELLED, "yref": "y", "text": name})


def _milliseconds(lengths: pd.Series) -> list[int]:
    return [int(length.total_seconds() * 1000) for length in lengths]


def _title(shown: pd.DataFrame, window: Window, words: Words, group: str) -> str:
    """How many phases of how many measures, on what most, and of how many no end is known."""
    said = {
        "years": "–".join(dict.fromkeys((str(window.start.year), str(window.end.year)))),
        "phases": plural("{n} phase", "{n} phases", len(shown)),
        "measures": plural("{n} measure", "{n} measures", shown["measure_id"].nunique()),
    }
    if group:
        name = words.term("product_group", group)
        return _("{group}, {years}: {phases} of {measures}", group=name, **said)
    if shown.empty:
        return _("{years}: {phases} of {measures}", **said)
    counted = shown["product_group"].astype(str).value_counts()
    return _(
        "{years}: {phases} of {measures}; most on: {group} ({most}); no known end: {unknown}",
        group=leading(words.terms("product_group", counted.index), counted),
        most=number(counted.max()),
        unknown=number((shown["kind"] == "end-unknown").sum()),
        **said,
    )


def _table(shown: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The phases as rows, measure by measure."""
    rows = shown.sort_values(["product_group", "measure_id", "begin"])
    return pd.DataFrame(
        {
            _("Side"): rows["imposed_by"].map(words.side),
            _("Product group"): words.terms("product_group", rows["product_group"]),
            _("Goods"): rows["product"].map(words.told),
            _("Measure"): [measure(row, words) for row in rows.itertuples()],
            _("When"): [span(row) for row in rows.itertuples()],
            _("Status"): [standing_name(str(s), words) for s in rows["status"]],
        }
    )
