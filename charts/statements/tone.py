"""Pictures of what each side said: in which tone, when, and about what."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.statements.tone import STANCES, TONE_OF, TONES
from charts.draw import theme
from charts.draw.panels import heading, panels
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.speech.formats import listed, number, percent
from charts.speech.language import _, plural
from charts.speech.names import Words

PANEL = 190
HEAD = 70
STANCE_ROW = 20
CELL_GAP = 2
SPACING = 0.12
CLICKS = {"clickmode": "event+select"}
CELL_TEXT = {"size": 11, "color": theme.INK}

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


def grouping(words: Words) -> str:
    """Which stances make up each tone, in words."""
    return " · ".join(
        _("{tone}: {stances}", tone=tone_name(tone), stances=listed(words.terms("stance", stances)))
        for tone, stances in TONES.items()
    )


def label(by: str, value: str, words: Words) -> str:
    """The name of a tone or of a stance."""
    return tone_name(value) if by == "tone" else words.term("stance", value)


def over_time(counts: pd.DataFrame, words: Words, by: str = "tone") -> Picture:
    """In which tone (or stance) did each side speak, year by year? One panel for each side.

    `counts` is what `analysis.statements.tone.over_time` returns. A click selects a bar or a cell;
    its customdata is [side, year, tone or stance].
    """
    figure = _tones(counts, words) if by == "tone" else _stances(counts, words)
    return Picture(
        figure=figure,
        title=_time_title(counts, by, words),
        subtitle=_("Statements on record per year. {tones}", tones=grouping(words)),
        alt=_time_alt(counts, by, words),
        table=counts[counts["statements"] > 0]
        .assign(
            side=lambda rows: [words.side(code) for code in rows["side"]],
            **{by: lambda rows: [label(by, value, words) for value in rows[by]]},
        )
        .rename(
            columns={
                "side": _("Side"),
                "year": _("Year"),
                by: _("Tone") if by == "tone" else _("Stance"),
                "statements": _("Statements"),
            }
        ),
        note=_(
            "Red is warm and blue is cold, as for the temperature. Statements of third parties are "
            "in the list alone. Choose a mark to list its statements."
        ),
    )


def _tones(counts: pd.DataFrame, words: Words) -> go.Figure:
    """Bars around a middle line: cooperative above, confrontational below, neutral across it."""
    sides = [side.code for side in words.pair.sides]
    reach = {side: _reach(counts[counts["side"] == side]) for side in sides}
    figure = panels(
        HEAD + PANEL * len(sides),
        len(sides),
        layout={**CLICKS, "barmode": "overlay", "showlegend": True, "bargap": 0.18},
        shared_xaxes=True,
        vertical_spacing=SPACING,
        # A statement is as high in one panel as in the other.
        row_heights=[up - down for down, up in reach.values()],
    )
    headings = []
    for place, side in enumerate(sides, 1):
        wide = counts[counts["side"] == side].pivot(
            index="year", columns="tone", values="statements"
        )
        wide = wide.reindex(columns=list(TONES), fill_value=0)
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
                name=tone_name(tone),
                marker={"color": TONE_COLOR[tone], "line": {"width": 0}},
                customdata=[[side, int(year), tone] for year in some.index],
                text=[number(n) for n in some[tone]],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                hovertemplate="%{x}: %{text}<extra>"
                + plain(f"{words.side(side)}, {tone_name(tone)}")
                + "</extra>",
                showlegend=place == 1,
                unselected={"marker": {"opacity": 0.45}},
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
    years = counts["year"]
    figure.update_yaxes(
        showticklabels=False,
        showgrid=False,
        fixedrange=True,
        zeroline=True,
        zerolinecolor=theme.MUTED,
        zerolinelayer="below traces",
    )
    figure.update_xaxes(
        range=[years.min() - 0.6, years.max() + 0.6] if len(counts) else None,
        tickformat="d",
        dtick=_year_step(years),
        fixedrange=True,
    )
    return figure


def _year_step(years: pd.Series) -> int:
    span = int(years.max() - years.min()) + 1 if len(years) else 1
    return 1 if span <= 8 else 2 if span <= 16 else 5 if span <= 40 else 10


def _reach(counts: pd.DataFrame) -> list[float]:
    """How far the longest bars of a side reach below and above the middle line."""
    wide = counts.pivot(index="year", columns="tone", values="statements")
    if wide.empty:
        return [-1.0, 1.0]
    middle = wide["neutral"] / 2
    up = float((middle + wide["cooperative"]).max())
    down = float((middle + wide["confrontational"]).max())
    return [-down * 1.06 - 0.3, up * 1.06 + 0.3]


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
    names = [words.term("stance", stance) for stance in STANCES]
    top = max(int(counts["statements"].max()), 2) if len(counts) else 2
    for place, side in enumerate(sides, 1):
        wide = counts[counts["side"] == side].pivot(
            index="stance", columns="year", values="statements"
        )
        wide = wide.reindex(index=list(STANCES), columns=years)
        _cells(figure, place, names, years, wide.mul(0), None, 1)
        for tone, stances in TONES.items():
            # Every layer has every row: Plotly fails on a heatmap of some of an axis's categories.
            own = wide.where(wide.index.isin(stances)[:, None] & (wide > 0))
            _cells(figure, place, names, years, own, TONE_COLOR[tone], top)
        _targets(figure, place, wide, side, words)
    figure.update_yaxes(
        range=[len(STANCES) - 0.5, -0.5],
        type="category",
        showgrid=False,
        fixedrange=True,
        ticks="",
    )
    figure.update_xaxes(
        range=[years[0] - 0.5, years[-1] + 0.5] if years else None,
        dtick=_year_step(counts["year"]),
        tickformat="d",
        fixedrange=True,
        ticks="",
    )
    figure.update_layout(
        margin={"l": 8, "r": 8, "t": 30, "b": 8},
        annotations=[
            heading(f"<b>{plain(words.side(side))}</b>", place)
            for place, side in enumerate(sides, 1)
        ],
    )
    return figure


def _cells(
    figure: go.Figure,
    place: int,
    rows: list[str],
    columns: Sequence[object],
    values: pd.DataFrame,
    color: str | None,
    top: int,
) -> None:
    """Cells from near the background to the colour; empty ones where there is none."""
    step = (MOST - FEWEST) / max(top - 1, 1)
    figure.add_heatmap(
        x=list(columns),
        y=rows,
        z=values.to_numpy(dtype=float),
        zmin=1 - FEWEST / step,
        zmax=1 + (1 - FEWEST) / step,
        colorscale=[[0, theme.GROUND], [1, color]]
        if color
        else [[end, theme.EMPTY_CELL] for end in (0, 1)],
        showscale=False,
        hoverinfo="skip",
        xgap=CELL_GAP,
        ygap=CELL_GAP,
        **({"texttemplate": "%{z}", "textfont": CELL_TEXT} if color else {}),
        row=place,
        col=1,
    )


def _targets(figure: go.Figure, place: int, wide: pd.DataFrame, side: str, words: Words) -> None:
    """One transparent marker a cell: Plotly heatmaps send no click of their own."""
    cells = [
        (stance, int(year), int(wide.at[stance, year]))
        for stance in wide.index
        for year in wide.columns
        if wide.at[stance, year] > 0
    ]
    figure.add_scatter(
        x=[year for _stance, year, _n in cells],
        y=[words.term("stance", stance) for stance, _year, _n in cells],
        mode="markers",
        marker={"symbol": "square", "size": STANCE_ROW - 4, "opacity": 0, "color": theme.MUTED},
        customdata=[[side, year, stance] for stance, year, _n in cells],
        hovertext=[
            plain(
                plural(
                    "{side}, {year}, {stance}: {n} statement",
                    "{side}, {year}, {stance}: {n} statements",
                    n,
                    side=words.side(side),
                    year=str(year),
                    stance=words.term("stance", stance),
                )
            )
            for stance, year, n in cells
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 0.35}},
        unselected={"marker": {"opacity": 0}},
        showlegend=False,
        row=place,
        col=1,
    )


def _confrontational(counts: pd.DataFrame, by: str) -> pd.Series:
    """How many statements of each side are confrontational."""
    tones = counts[by] if by == "tone" else counts[by].map(TONE_OF)
    return counts["statements"].where(tones == "confrontational", 0).groupby(counts["side"]).sum()


def _time_title(counts: pd.DataFrame, by: str, words: Words) -> str:
    a, b = (side.code for side in words.pair.sides)
    total = counts.groupby("side")["statements"].sum().reindex([a, b], fill_value=0)
    shares = _confrontational(counts, by) / total
    return _(
        "Confrontational: {share_a} of {n_a} statements by {a}, {share_b} of {n_b} by {b}",
        share_a=percent(shares.get(a, float("nan"))),
        share_b=percent(shares.get(b, float("nan"))),
        n_a=number(total[a]),
        n_b=number(total[b]),
        a=words.side(a),
        b=words.side(b),
    )


def _time_alt(counts: pd.DataFrame, by: str, words: Words) -> str:
    yearly = counts.groupby(["side", "year"])["statements"].sum().reset_index()
    if yearly.empty or not yearly["statements"].sum():
        return _("No statement to show.")
    top = yearly.loc[yearly["statements"].idxmax()]
    return _(
        "{kind} of statements per year, one panel for each side, from {first} to {last}. The most "
        "in a year: {n} by {side} in {year}.",
        kind=_("Bars by tone") if by == "tone" else _("Heatmap by stance"),
        first=str(int(yearly["year"].min())),
        last=str(int(yearly["year"].max())),
        n=number(top["statements"]),
        side=words.side(str(top["side"])),
        year=str(int(top["year"])),
    )
