"""Picture of the restrictions that stand on a day, by side and product group."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis.trade.standing import STANDINGS
from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.speech.formats import day, number, sentences
from charts.speech.language import _, plural
from charts.speech.names import Words
from charts.trade.goods import hover, standing_name

ROW_HEIGHT = 30
MOST_UNITS = 40
"""Beyond so many restrictions in a row, blocks are drawn in place of one mark for each."""

SHOWN = ("in-force", "end-unknown", "easing")
GAP = 0.6
"""Easing stands this far apart from restrictions: it is not one of them."""


def standing(held: pd.DataFrame, on: pd.Timestamp, words: Words) -> Picture:
    """What is in force on a day, by side and product group?

    `held` is what `analysis.trade.standing.standing` returns. Each mark is one phase (a block where
    there are too many), with its id as customdata: solid in force, hatched where no end is on
    record, outlined and set apart where it eases a restriction.
    """
    drawn = held[held["standing"].isin(SHOWN)]
    groups = _groups(drawn)
    figure = theme.figure(
        max(200, ROW_HEIGHT * len(groups) + 60),
        clickmode="event+select",
        bargap=0.3,
        barmode="overlay",
    )
    left, right = (_draw_side(figure, drawn, side, groups, words) for side in (0, 1))
    room = max((left + right) * 0.03, 0.4)
    figure.update_xaxes(visible=False, range=[-left - room, right + room], fixedrange=True)
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=[_group(g, words) for g in reversed(groups)],
        range=[-0.6, len(groups) - 0.4],
        showgrid=False,
        fixedrange=True,
    )
    figure.add_vline(x=0, line={"color": theme.MUTED, "width": 1})
    _name_sides(figure, words)
    return Picture(
        figure=figure,
        title=_standing_title(held, on, words),
        subtitle=_(
            "Each mark is one measure. Solid: in force. Hatched: no end was found, so it may have "
            "ended. Outlined, apart: easing, which restricts nothing. Choose a mark for its card."
        ),
        alt=_standing_alt(held, on, words),
        table=_standing_table(held, words),
        note=_standing_note(held),
    )


def _groups(drawn: pd.DataFrame) -> list[str]:
    """The groups found, the fullest first."""
    restricting = drawn[drawn["standing"] != "easing"]["product_group"].astype(str).value_counts()
    found = drawn["product_group"].astype(str).unique()
    return sorted(found, key=lambda group: (-int(restricting.get(group, 0)), group))


def _group(group: str, words: Words) -> str:
    return words.term("product_group", group)


def _draw_side(
    figure: go.Figure, drawn: pd.DataFrame, which: int, groups: list[str], words: Words
) -> float:
    """Draw one side's marks, outwards from the middle; returns how far they reach."""
    code = words.pair.sides[which].code
    rows = drawn[drawn["imposed_by"] == code].assign(
        order=lambda table: table["standing"].map({s: i for i, s in enumerate(SHOWN)})
    )
    if rows.empty:
        return 3.0
    rows = rows.sort_values(["product_group", "order", "effective"], kind="stable")
    rows = rows.assign(size=1.0)
    if rows.groupby("product_group", observed=True).size().max() > MOST_UNITS:
        rows = _blocks(rows)
    group = rows["product_group"].astype(str)
    apart = (rows["standing"] == "easing") * GAP
    base = rows.groupby(group)["size"].cumsum() - rows["size"] + apart
    sign = -1 if which == 0 else 1
    color = words.pair.colors()[code]
    figure.add_bar(
        orientation="h",
        y=[_group(g, words) for g in group],
        x=(sign * (rows["size"] - 0.14)).tolist(),
        base=(sign * (base + 0.07)).tolist(),
        marker=_look(rows["standing"], color),
        customdata=rows["restriction_id"].tolist(),
        hovertext=[hover(row, words) for row in rows.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
        unselected={"marker": {"opacity": 0.45}},
    )
    return max(float((base + rows["size"]).max()), 3.0)


def _blocks(rows: pd.DataFrame) -> pd.DataFrame:
    keys = ["product_group", "standing"]
    sizes = rows.groupby(keys, observed=True)["size"].transform("sum")
    return rows.assign(size=sizes).drop_duplicates(keys)


def _look(standing: pd.Series, color: str) -> dict[str, object]:
    """Solid, hatched or outlined, in the colour of the side.

    Where a bar has a pattern, Plotly draws the pattern in the bar's colour, and nothing behind it.
    """
    fill = {"in-force": color, "end-unknown": color}
    return {
        "color": [fill.get(s, "rgba(0, 0, 0, 0)") for s in standing],
        "line": {"color": color, "width": [0 if s == "in-force" else 1.2 for s in standing]},
        "pattern": {
            "shape": ["/" if s == "end-unknown" else "" for s in standing],
            "size": 6,
            "solidity": 0.45,
        },
    }


def _name_sides(figure: go.Figure, words: Words) -> None:
    for which, anchor in ((0, "left"), (1, "right")):
        side = words.pair.sides[which]
        figure.add_annotation(
            x=which,
            xref="paper",
            y=1,
            yref="paper",
            yanchor="bottom",
            xanchor=anchor,
            text=f"<b>{plain(_('imposed by {side}', side=words.side(side.code)))}</b>",
            showarrow=False,
            font={"color": side.color, "size": 13},
        )
    figure.update_layout(margin={**theme.MARGIN, "t": 28})


def _tally(held: pd.DataFrame, words: Words) -> list[tuple[str, dict[str, int]]]:
    """For each side: its name, and how many of its phases stand how."""
    return [
        (
            words.side(side.code),
            {
                s: int(((held["imposed_by"] == side.code) & (held["standing"] == s)).sum())
                for s in STANDINGS
            },
        )
        for side in words.pair.sides
    ]


def _standing_title(held: pd.DataFrame, on: pd.Timestamp, words: Words) -> str:
    (name_a, a), (name_b, b) = _tally(held, words)
    return _(
        "{a}: {n_a} in force, {u_a} with no known end. {b}: {n_b} in force, {u_b} with no known "
        "end ({date})",
        a=name_a,
        n_a=number(a["in-force"]),
        u_a=number(a["end-unknown"]),
        b=name_b,
        n_b=number(b["in-force"]),
        u_b=number(b["end-unknown"]),
        date=day(on),
    )


def _standing_alt(held: pd.DataFrame, on: pd.Timestamp, words: Words) -> str:
    groups = _groups(held[held["standing"].isin(SHOWN)])
    fullest = _group(groups[0], words) if groups else "–"
    easing = int((held["standing"] == "easing").sum())
    return plural(
        "Marks by product group, one side to the left and the other to the right, on {date}. "
        "Most are in {group}. {n} measure of easing stands apart.",
        "Marks by product group, one side to the left and the other to the right, on {date}. "
        "Most are in {group}. {n} measures of easing stand apart.",
        easing,
        date=day(on),
        group=fullest,
    )


def _standing_note(held: pd.DataFrame) -> str:
    reduced = int((held["effective_precision"].isin(["month", "year"])).sum())
    unknown = int((held["standing"] == "end-unknown").sum())
    ends = plural(
        "For {n} measure the sources tell of a beginning and of no end: it is hatched and counted "
        "apart, because it may have lapsed without a report.",
        "For {n} measures the sources tell of a beginning and of no end: they are hatched and "
        "counted apart, because they may have lapsed without a report.",
        unknown,
    )
    dates = plural(
        "{n} beginning is known to the month or year only and counts from the first day of it.",
        "{n} beginnings are known to the month or year only and count from the first day of it.",
        reduced,
    )
    undrawn = int((~held["standing"].isin(SHOWN)).sum())
    others = plural(
        "{n} measure is not drawn: not yet in force, or without a start date.",
        "{n} measures are not drawn: not yet in force, or without a start date.",
        undrawn,
    )
    said = ((ends, unknown), (dates, reduced), (others, undrawn))
    return sentences(text for text, n in said if n)


def _standing_table(held: pd.DataFrame, words: Words) -> pd.DataFrame:
    if held.empty:
        return pd.DataFrame(columns=[_("Side"), _("Product group"), _("Total")])
    table = (
        held.assign(product_group=held["product_group"].astype(str))
        .groupby(["imposed_by", "product_group", "standing"])
        .size()
        .unstack(fill_value=0)
        .reindex(columns=list(STANDINGS), fill_value=0)
        .reset_index()
    )
    return table.assign(
        imposed_by=table["imposed_by"].map(words.side),
        product_group=[_group(g, words) for g in table["product_group"]],
    ).rename(
        columns={
            "imposed_by": _("Side"),
            "product_group": _("Product group"),
            **{s: standing_name(s, words) for s in STANDINGS},
        }
    )
