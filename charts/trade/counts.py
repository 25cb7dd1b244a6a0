"""Pictures of how many measures stood over time, and how soon after their announcement."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.speech.describe import describe
from charts.speech.formats import day, labelled, listed, number
from charts.speech.language import _, plural, plural_if
from charts.speech.names import Words, measure
from charts.trade.goods import standing_name


def over_time(counts: pd.DataFrame, words: Words) -> Picture:
    """How many measures did each side hold at any time?

    `counts` is what `analysis.trade.counts.over_time` returns. One side grows upwards, the other
    downwards; those whose end was not found lie outside, hatched.
    """
    figure = theme.figure(380, hovermode="x unified")
    for which, side in enumerate(words.pair.sides):
        _draw_count(figure, counts[counts["imposed_by"] == side.code], which, words)
    top = float(counts[["in-force", "end-unknown"]].sum(axis=1).max()) if len(counts) else 1.0
    figure.add_hline(y=0, line={"color": theme.MUTED, "width": 1})
    ticks = _ticks(top)
    figure.update_yaxes(
        tickvals=[-t for t in reversed(ticks)] + ticks[1:],
        ticktext=[number(t) for t in [*reversed(ticks), *ticks[1:]]],
        range=[-top * 1.18 - 0.5, top * 1.18 + 0.5],
    )
    figure.update_xaxes(**theme.DATE_AXIS)
    a, b = (words.side(side.code) for side in words.pair.sides)
    title, table = _title(counts, words), _table(counts, words)
    return Picture(
        figure=figure,
        title=title,
        subtitle=_(
            "Measures in force, by imposing side: {a} upwards, {b} downwards. Hatched: begun, and "
            "no end on record. Easing, investigations and scheduled measures are not counted.",
            a=a,
            b=b,
        ),
        alt=describe(title, table.drop_duplicates(_("Side"), keep="last").iloc[:, 1:]),
        table=table,
        note=_(
            "A date known to the month or year counts from its first day. A rise of the hatched "
            "part shows what is not known, not more restriction."
        ),
    )


def _draw_count(figure: go.Figure, rows: pd.DataFrame, which: int, words: Words) -> None:
    side = words.pair.sides[which]
    sign = 1 if which == 0 else -1
    name = words.side(side.code)
    hatched = {"shape": "/", "fgcolor": side.color, "size": 6, "solidity": 0.3}
    looks: dict[str, dict[str, Any]] = {
        "in-force": {"fillcolor": theme.translucent(side.color, 0.6)},
        "end-unknown": {"fillpattern": hatched},
    }
    for standing, look in looks.items():
        figure.add_scatter(
            x=rows["date"],
            y=(sign * rows[standing]).tolist(),
            stackgroup=side.code,
            mode="lines",
            line={"shape": "hv", "width": 1.5, "color": side.color},
            customdata=rows[standing].tolist(),
            name=labelled(name, standing_name(standing, words)),
            hovertemplate="%{customdata}",
            **look,
        )
    if len(rows):
        figure.add_annotation(
            {
                **theme.ABOVE,
                "y": 1 if which == 0 else 0,
                "yanchor": "top" if which == 0 else "bottom",
                "yshift": -6 * sign,
                "text": f"<b>{plain(_('imposed by {side}', side=name))}</b>",
                "font": {"color": side.color, "size": 13},
            }
        )


def _ticks(top: float) -> list[int]:
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000, 10_000) if top / s <= 5 or s == 10_000)
    return list(range(0, int(top) + step, step))


def _title(counts: pd.DataFrame, words: Words) -> str:
    if counts.empty:
        return _("No restriction to count")
    last = counts.groupby("imposed_by").tail(1).set_index("imposed_by")
    sure, unsure = (
        listed(
            _("{side} {n}", side=words.side(side.code), n=number(last.loc[side.code, standing]))
            for side in words.pair.sides
            if side.code in last.index
        )
        for standing in ("in-force", "end-unknown")
    )
    return _(
        "In force on {end}: {sure}; begun, with no known end: {unsure}",
        end=day(counts["date"].max()),
        sure=sure,
        unsure=unsure,
    )


def _table(counts: pd.DataFrame, words: Words) -> pd.DataFrame:
    return counts.assign(imposed_by=counts["imposed_by"].map(words.side)).rename(
        columns={
            "date": _("From"),
            "imposed_by": _("Side"),
            "in-force": standing_name("in-force", words),
            "end-unknown": standing_name("end-unknown", words),
        }
    )


def delays(dated: pd.DataFrame, words: Words) -> Picture:
    """How long after their announcement did restrictions take effect?

    `dated` is what `analysis.trade.counts.delays` returns. Bars count restrictions by class of
    delay and side.
    """
    known = dated.dropna(subset="delay")
    least, most = (known["delay"].min(), known["delay"].max()) if len(known) else (0.0, 0.0)
    # Empty classes at the ends are left out.
    classes = [(name, low, high) for name, low, high in _delays() if high > least and low <= most]
    figure = theme.figure(260, barmode="group", bargap=0.25, showlegend=True)
    for side in words.pair.sides:
        own = known.loc[known["imposed_by"] == side.code, "delay"]
        sizes = [int(((own >= low) & (own < high)).sum()) for _name, low, high in classes]
        figure.add_bar(
            x=[name for name, _low, _high in classes],
            y=sizes,
            name=words.side(side.code),
            marker={"color": side.color},
            text=[number(size) if size else "" for size in sizes],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}<extra>%{fullData.name}</extra>",
        )
    figure.update_yaxes(visible=False)
    figure.update_xaxes(tickangle=0, tickfont={"size": 11})
    return Picture(
        figure=figure,
        title=_delay_title(known),
        subtitle=_("Restrictions by days from announcement to effect, and by imposing side."),
        table=_delay_table(dated, words),
        note=plural_if(
            "{n} more has a date known to the month or year only: its days cannot be counted.",
            "{n} more have a date known to the month or year only: their days cannot be counted.",
            len(dated) - len(known),
        ),
    )


def _delays() -> list[tuple[str, float, float]]:
    """Each class of delay, its first day and the first day beyond, after the announcement."""
    return [
        (_("before"), float("-inf"), 0),
        (_("same day"), 0, 1),
        (_("1–7 days"), 1, 8),
        (_("8–30"), 8, 31),
        (_("31–91"), 31, 92),
        (_("92–365"), 92, 366),
        (_("over a year"), 366, float("inf")),
    ]


def _delay_title(known: pd.DataFrame) -> str:
    if known.empty:
        return _("No restriction with both dates known to the day")
    return _(
        "{same} of {n} restrictions took effect on the day of announcement or before; the "
        "longest wait was {days}",
        n=number(len(known)),
        same=number((known["delay"] <= 0).sum()),
        days=plural("{n} day", "{n} days", max(known["delay"].max(), 0)),
    )


def _delay_table(dated: pd.DataFrame, words: Words) -> pd.DataFrame:
    rows = dated.sort_values("delay", ascending=False)
    return pd.DataFrame(
        {
            _("Side"): rows["imposed_by"].map(words.side),
            _("Goods"): rows["product"].map(words.told),
            _("Measure"): [measure(row, words) for row in rows.itertuples()],
            _("Announced"): rows["announced"],
            _("In effect"): rows["effective"],
            _("Days"): rows["delay"],
        }
    )
