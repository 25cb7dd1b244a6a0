"""Pictures of what each side said: in which tone, when, and about what."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.statements.tone import STANCES, TONE_OF, TONES, values
from charts.draw import theme
from charts.draw.panels import heading, panels
from charts.draw.picture import Picture
from charts.draw.text import plain, wrapped
from charts.speech.describe import describe
from charts.speech.formats import labelled, listed, number, percent
from charts.speech.language import _, plural
from charts.speech.names import Words
from charts.statements import cells

PANEL = 190
TOTAL = 30
"""Room for the number over a bar, in pixels."""
HEAD = 100
LEGEND_LETTERS = 40
STANCE_ROW = 20
SPACING = 0.12
BAR = 0.82
"""Of a year: left alone, the bars of a tone that is seldom heard reach over the years between."""
CLICKS = {"clickmode": "event+select"}

TONE_COLOR = {"cooperative": "#B5352E", "neutral": "#70757E", "confrontational": "#2B5C9E"}
"""The ends of the scale from warm to cold, and its middle (see `theme.COLD_TO_WARM`)."""

FEWEST, MOST = 0.25, 0.7
"""How much of its tone's colour a cell of one statement has, and the fullest one.

On more of it, text that is dark in the light theme and light in the dark one could not be read.
"""


def tone_name(tone: str) -> str:
    """The name of a tone, in the language of the run."""
    return {
        "cooperative": _("Cooperative"),
        "neutral": _("Neutral"),
        "confrontational": _("Confrontational"),
    }[tone]


def tone_of(stance: str) -> str:
    """The name of the tone that a stance belongs to."""
    return tone_name(TONE_OF[stance])


def made_of(tone: str, words: Words) -> str:
    """Which stances make up a tone, in words."""
    stances = listed(words.terms("stance", TONES[tone]))
    return _("{tone}: {stances}", tone=tone_name(tone), stances=stances)


def label(by: str, value: str, words: Words) -> str:
    """The name of a tone or of a stance."""
    return tone_name(value) if by == "tone" else words.term("stance", value)


def over_time(counts: pd.DataFrame, words: Words, by: str = "tone") -> Picture:
    """In which tone (or stance) did each side speak, year by year? One panel for each side.

    `counts` is what `analysis.statements.tone.over_time` returns. A click selects a bar or a cell;
    its customdata is [side, year, tone or stance].
    """
    figure = _tones(counts, words) if by == "tone" else _stances(counts, words)
    title, table = _title(counts, by, words), _table(counts, by, words)
    most = table.sort_values(_("Statements"), ascending=False)
    return Picture(
        figure=figure,
        title=title,
        subtitle=_("Statements on record per year. Choose a mark to list its statements."),
        alt=describe(title, most.assign(**{_("Year"): most[_("Year")].astype(str)})),
        table=table,
        note=_(
            "Red is warm and blue is cold, as for the temperature. Statements of third parties are "
            "in the list alone."
        ),
    )


def _tones(counts: pd.DataFrame, words: Words) -> go.Figure:
    """Bars around a middle line: cooperative above, confrontational below; the total over each."""
    by_side = {side.code: _wide(counts, side.code, "tone") for side in words.pair.sides}
    reach = {side: _reach(wide) for side, wide in by_side.items()}
    line = sum(up - down for down, up in reach.values()) / (PANEL * len(by_side)) * TOTAL
    reach = {side: (down - line / 4, up + line) for side, (down, up) in reach.items()}
    figure = panels(
        HEAD + PANEL * len(by_side),
        len(by_side),
        layout={**CLICKS, "barmode": "overlay", "showlegend": True},
        shared_xaxes=True,
        vertical_spacing=SPACING,
        # A statement is as high in one panel as in the other.
        row_heights=[up - down for down, up in reach.values()],
    )
    headings = []
    for place, (side, wide) in enumerate(by_side.items(), 1):
        middle = wide["neutral"] / 2
        base = {
            "cooperative": middle,
            "neutral": -middle,
            "confrontational": -middle - wide["confrontational"],
        }
        for tone in TONES:
            some = wide[wide[tone] > 0]
            figure.add_bar(
                x=some.index.to_list(),
                y=some[tone].to_list(),
                base=base[tone].loc[some.index].to_list(),
                width=BAR,
                name=wrapped(made_of(tone, words), LEGEND_LETTERS),
                marker={"color": TONE_COLOR[tone], "line": {"width": 0}},
                customdata=[[side, int(year), tone] for year in some.index],
                text=[number(n) for n in some[tone]],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                hovertemplate=labelled("%{x}", "%{text}<extra>")
                + plain(listed([words.side(side), tone_name(tone)]))
                + "</extra>",
                showlegend=place == 1,
                unselected={"marker": {"opacity": 0.45}},
                row=place,
                col=1,
            )
        figure.add_scatter(
            x=wide.index.to_list(),
            y=(middle + wide["cooperative"]).to_list(),
            mode="text",
            text=[f"<b>{number(n)}</b>" for n in wide.sum(axis=1)],
            textposition="top center",
            cliponaxis=False,
            hoverinfo="skip",
            showlegend=False,
            row=place,
            col=1,
        )
        figure.update_yaxes(range=reach[side], row=place, col=1)
        headings.append(heading(_side_summary(wide, side, words), place))
    figure.update_layout(
        annotations=headings,
        legend={"itemclick": False, "itemdoubleclick": False, "y": 1.08},
        uniformtext={"minsize": 9, "mode": "hide"},
    )
    figure.update_yaxes(
        showticklabels=False,
        showgrid=False,
        zeroline=True,
        zerolinecolor=theme.MUTED,
        zerolinelayer="below traces",
    )
    return figure.update_xaxes(**_years(counts["year"], 0.6))


def _years(years: pd.Series, room: float) -> dict[str, Any]:
    """The settings of an axis of years, with so much of a year on either side."""
    first, last = (years.min(), years.max()) if len(years) else (0, 0)
    step = next(
        step for most, step in ((7, 1), (15, 2), (39, 5), (9999, 10)) if last - first <= most
    )
    ends = [first - room, last + room] if len(years) else None
    return {"range": ends, "tickformat": "d", "dtick": step}


def _wide(counts: pd.DataFrame, side: str, by: str) -> pd.DataFrame:
    """The statements of a side by year (rows) and tone or stance (columns)."""
    own = counts[counts["side"] == side].pivot(index="year", columns=by, values="statements")
    return own.reindex(columns=values(by), fill_value=0)


def _reach(wide: pd.DataFrame) -> tuple[float, float]:
    """How far the longest bars of a side reach below and above the middle line."""
    if wide.empty:
        return -1.0, 1.0
    middle = wide["neutral"] / 2
    up = float((middle + wide["cooperative"]).max())
    down = float((middle + wide["confrontational"]).max())
    return -down, up


def _side_summary(wide: pd.DataFrame, side: str, words: Words) -> str:
    total = int(wide.sum().sum())
    share = wide["confrontational"].sum() / total if total else float("nan")
    text = plural(
        "{n} statement, {share} confrontational",
        "{n} statements, {share} confrontational",
        total,
        share=percent(share),
    )
    return f"<b>{plain(words.side(side))}</b> · {plain(text)}"


def _stances(counts: pd.DataFrame, words: Words) -> go.Figure:
    sides = [side.code for side in words.pair.sides]
    figure = panels(
        HEAD + (STANCE_ROW * len(STANCES) + 50) * len(sides),
        len(sides),
        layout=CLICKS,
        shared_xaxes=True,
        vertical_spacing=SPACING,
    )
    years = sorted(int(year) for year in counts["year"].unique())
    names = (words.terms("stance", STANCES), years)
    top = max(int(counts["statements"].max()), 2) if len(counts) else 2
    for place, side in enumerate(sides, 1):
        wide = _wide(counts, side, "stance").T
        at = {"row": place, "col": 1}
        cells.draw_ground(figure, names, wide, **at)
        for tone, stances in TONES.items():
            own = wide.where(wide.index.isin(stances)[:, None] & (wide > 0))
            cells.draw(figure, names, own, **_shades(TONE_COLOR[tone], top), **at)
        filled = cells.filled(wide)
        keys = ([side, years[j], STANCES[i]] for i, j, _n in filled)
        texts = (
            plural(
                "{side}, {year}, {stance}: {n} statement",
                "{side}, {year}, {stance}: {n} statements",
                n,
                side=words.side(side),
                year=str(years[j]),
                stance=names[0][i],
            )
            for i, j, n in filled
        )
        cells.draw_targets(figure, names, filled, keys, texts, STANCE_ROW - 4, **at)
    figure.update_yaxes(
        range=[len(STANCES) - 0.5, -0.5],
        type="category",
        showgrid=False,
        ticks="",
    )
    figure.update_xaxes(**_years(counts["year"], 0.5), ticks="")
    named = [f"<b>{plain(words.side(side))}</b>" for side in sides]
    return figure.update_layout(
        margin={**theme.MARGIN, "t": 30},
        annotations=[heading(name, place) for place, name in enumerate(named, 1)],
    )


def _shades(color: str, top: int) -> dict[str, object]:
    """From near the background to this colour, by number."""
    step = (MOST - FEWEST) / max(top - 1, 1)
    return {
        "zmin": 1 - FEWEST / step,
        "zmax": 1 + (1 - FEWEST) / step,
        "colorscale": [[0, theme.GROUND], [1, color]],
        "texttemplate": "%{z}",
        "textfont": cells.TEXT,
    }


def _title(counts: pd.DataFrame, by: str, words: Words) -> str:
    a, b = (side.code for side in words.pair.sides)
    tones = counts[by] if by == "tone" else counts[by].map(TONE_OF)
    total = counts.groupby("side")["statements"].sum().reindex([a, b], fill_value=0)
    cold = counts[tones == "confrontational"].groupby("side")["statements"].sum()
    shares = cold.reindex([a, b], fill_value=0) / total
    return _(
        "Confrontational: {share_a} of {n_a} statements by {a}, {share_b} of {n_b} by {b}",
        share_a=percent(shares[a]),
        share_b=percent(shares[b]),
        n_a=number(total[a]),
        n_b=number(total[b]),
        a=words.side(a),
        b=words.side(b),
    )


def _table(counts: pd.DataFrame, by: str, words: Words) -> pd.DataFrame:
    some = counts[counts["statements"] > 0]
    return pd.DataFrame(
        {
            _("Side"): some["side"].map(words.side),
            _("Year"): some["year"],
            _("Tone") if by == "tone" else _("Stance"): [
                label(by, value, words) for value in some[by]
            ],
            _("Statements"): some["statements"],
        }
    )
