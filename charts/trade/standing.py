"""Picture of the restrictions that stand on a day, by side and product group."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis.trade.standing import STANDINGS, count_by_side, unannounced
from charts.draw import legend, theme
from charts.draw.picture import Picture
from charts.speech.formats import day, number, sentences
from charts.speech.language import _, plural, plural_if
from charts.speech.names import Words
from charts.trade.goods import hover, pattern, standing_name

ROW_HEIGHT = 30

SHOWN = ("in-force", "end-unknown", "easing")
GAP = 0.6
"""Easing stands this far apart from restrictions: it is not one of them."""

LEAST = 3.0
"""The least room of a side, in marks."""


def standing(held: pd.DataFrame, on: pd.Timestamp, words: Words, partial: bool = False) -> Picture:
    """What is in force on a day, by side and product group?

    `held` is what `analysis.trade.standing.standing` returns. Each mark is one phase, with its id
    as customdata: solid in force, hatched where no end is on record, outlined and set apart where
    it eases a restriction. The title counts measures. Of a side that has no phase among a
    selection (`partial`) nothing is said: the filters may leave out all of it.
    """
    found = set(held["imposed_by"])
    sides = [s.code for s in words.pair.sides if not partial or s.code in found]
    drawn = held[held["standing"].isin(SHOWN)]
    groups = _groups(drawn)
    figure = theme.figure(
        max(200, ROW_HEIGHT * len(groups) + 60),
        clickmode="event+select",
        bargap=0.3,
        barmode="overlay",
    )
    left, right = (_draw_side(figure, drawn, side, words) for side in (0, 1))
    room = max((left + right) * 0.03, 0.4)
    figure.update_xaxes(visible=False, range=[-left - room, right + room])
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=words.terms("product_group", reversed(groups)),
        range=[-0.6, len(groups) - 0.4],
        showgrid=False,
    )
    figure.add_vline(x=0, line={"color": theme.MUTED, "width": 1})
    drawn_sides = [side for side in words.pair.sides if side.code in sides]
    legend.key(
        figure, [(s.color, _("imposed by {side}", side=words.side(s.code))) for s in drawn_sides]
    )
    return Picture(
        figure=figure,
        title=_title(held, on, sides, words),
        subtitle=_(
            "Each mark is a phase of a measure: the time in which its terms stay the same. "
            "Hatched: no end was found. Cross-hatched: not announced by its author, but reported "
            "by others or denied. Outlined, apart: easing. Choose a mark for its card."
        ),
        table=_table(held, words),
        note=_note(held),
    )


def _groups(drawn: pd.DataFrame) -> list[str]:
    """The groups found, the fullest first."""
    restricting = drawn[drawn["standing"] != "easing"]["product_group"].astype(str).value_counts()
    found = drawn["product_group"].astype(str).unique()
    return sorted(found, key=lambda group: (-int(restricting.get(group, 0)), group))


def _draw_side(figure: go.Figure, drawn: pd.DataFrame, which: int, words: Words) -> float:
    """Draw one side's marks, outwards from the middle; returns how far they reach."""
    code = words.pair.sides[which].code
    rows = drawn[drawn["imposed_by"] == code].assign(
        order=lambda table: table["standing"].map(SHOWN.index)
    )
    if rows.empty:
        return LEAST
    rows = rows.sort_values(["product_group", "order", "effective"], kind="stable")
    apart = (rows["standing"] == "easing") * GAP
    base = rows.groupby(rows["product_group"].astype(str)).cumcount() + apart
    sign = -1 if which == 0 else 1
    color = words.pair.colors()[code]
    # Where a bar has a pattern, Plotly draws the pattern in the bar's colour, and nothing behind.
    figure.add_bar(
        orientation="h",
        y=words.terms("product_group", rows["product_group"]),
        x=[sign * 0.86] * len(rows),
        base=(sign * (base + 0.07)).tolist(),
        marker={
            "color": ["rgba(0, 0, 0, 0)" if s == "easing" else color for s in rows["standing"]],
            "line": {
                "color": color,
                "width": [0 if s == "in-force" else 1.2 for s in rows["standing"]],
            },
            "pattern": {
                "shape": [
                    pattern(row, "/" if row.standing == "end-unknown" else "")
                    for row in rows.itertuples()
                ],
                "size": 6,
                "solidity": 0.45,
            },
        },
        customdata=rows["restriction_id"].tolist(),
        hovertext=[hover(row, words) for row in rows.itertuples()],
        unselected={"marker": {"opacity": 0.45}},
    )
    return max(float(base.max()) + 1, LEAST)


def _title(held: pd.DataFrame, on: pd.Timestamp, sides: list[str], words: Words) -> str:
    counted = held[held["standing"].isin(STANDINGS[:2])]
    table = count_by_side(counted).reindex(sides, fill_value=0)
    told = _(
        "{date}: {measures} in {phases}",
        date=day(on),
        measures=plural("{n} measure", "{n} measures", int(table.to_numpy().sum())),
        phases=plural("{n} phase", "{n} phases", len(counted)),
    )
    by_side = [
        _(
            "{side}: {n} in force, {unknown} with no known end",
            side=words.side(side),
            n=number(table.loc[side, "in-force"]),
            unknown=number(table.loc[side, "end-unknown"]),
        )
        for side in sides
    ]
    return sentences([told, *by_side])


def _note(held: pd.DataFrame) -> str:
    ends = plural_if(
        "{n} hatched phase is counted apart: it may have lapsed without a report.",
        "{n} hatched phases are counted apart: they may have lapsed without a report.",
        (held["standing"] == "end-unknown").sum(),
    )
    dates = plural_if(
        "{n} beginning is known to the month or year only and counts from the first day of it.",
        "{n} beginnings are known to the month or year only and count from the first day of it.",
        held["effective_precision"].isin(["month", "year"]).sum(),
    )
    untold = plural_if(
        "{n} phase was not announced by its author.",
        "{n} phases were not announced by their author.",
        (unannounced(held) & held["standing"].isin(SHOWN)).sum(),
    )
    advised = plural_if(
        "{n} piece of travel advice limits nothing and is not counted.",
        "{n} pieces of travel advice limit nothing and are not counted.",
        (held["standing"] == "advice").sum(),
    )
    others = plural_if(
        "{n} phase is not drawn: not yet in force, or without a start date.",
        "{n} phases are not drawn: not yet in force, or without a start date.",
        held["standing"].isin(["scheduled", "no-start"]).sum(),
    )
    probed = plural_if(
        "{n} investigation under way restricts nothing and is not drawn.",
        "{n} investigations under way restrict nothing and are not drawn.",
        (held["standing"] == "investigation").sum(),
    )
    return sentences([ends, untold, dates, advised, others, probed])


def _table(held: pd.DataFrame, words: Words) -> pd.DataFrame:
    keys = ["imposed_by", "product_group", "standing"]
    table = held[keys].astype(str).groupby(keys).size().unstack(fill_value=0)
    table = table.reindex(columns=list(STANDINGS), fill_value=0).reset_index()
    return table.assign(
        imposed_by=table["imposed_by"].map(words.side),
        product_group=words.terms("product_group", table["product_group"]),
    ).rename(
        columns={
            "imposed_by": _("Side"),
            "product_group": _("Product group"),
            **{s: standing_name(s, words) for s in STANDINGS},
        }
    )
