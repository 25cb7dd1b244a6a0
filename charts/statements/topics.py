"""Pictures of who says what about what."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.statements.tone import MOST_TOPICS, STANCES, TONES
from charts.draw import theme
from charts.draw.panels import panels
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.speech.formats import number, percent, sentences
from charts.speech.language import _, plural
from charts.speech.names import Words
from charts.statements.tone import CELL_TEXT, label

ROW = 24
HEAD = 60
STANCE_HEAD = 110
NAME = 26
COUNT = [[place / 4, color] for place, color in enumerate(theme.SEQUENTIAL[1:6])]
"""Few to many, as far as a number in the colour of text can be read on it."""

FAINTEST = 0.14
"""The opacity of the smallest difference: more than that of an empty cell."""

STRONGEST = 0.75
"""How much of a side's colour the cell of the greatest difference has, for the same reason."""


def heatmaps(counts: pd.DataFrame, words: Words, by: str = "tone") -> Picture:
    """Which side speaks in which tone (or stance) of which topic, and where do they differ?

    `counts` is what `analysis.statements.tone.by_topic` returns. Three panels: side a, side b, and
    the difference of their shares in percentage points. A click selects a cell of a side; its
    customdata is [side, topic, tone or stance].
    """
    topics = list(dict.fromkeys(counts["topic"]))
    values = list(TONES) if by == "tone" else list(STANCES)
    figure = _panels(len(topics), by, words)
    codes = [side.code for side in words.pair.sides]
    rows = [words.term("topic", topic) for topic in topics]
    columns = [label(by, value, words) for value in values]
    wide = {
        name: counts.pivot(index="topic", columns=by, values=name).reindex(
            index=topics, columns=values
        )
        for name in [*codes, *(f"share_{code}" for code in codes)]
    }
    top = max((int(wide[code].max().max()) for code in codes if len(topics)), default=2)
    for place, code in enumerate(codes, 1):
        _counted(figure, (place, by), rows, columns, wide[code], max(top, 2))
        _targets(figure, (place, by), wide[code], code, (rows, columns), words)
    difference = (wide[f"share_{codes[0]}"] - wide[f"share_{codes[1]}"]) * 100
    _differing(figure, (3, by), rows, columns, difference, words)
    _finish(figure, by, len(rows), len(columns))
    return Picture(
        figure=figure,
        title=_title(counts, by, words),
        subtitle=_(
            "Number of statements of each side by topic, and the difference of their shares in "
            "percentage points: positive where {a} speaks of it more, negative where {b} does.",
            a=words.side(codes[0]),
            b=words.side(codes[1]),
        ),
        alt=_alt(counts, by, words),
        table=_table(counts, by, words),
        note=_note(len(topics)),
    )


def _note(topics: int) -> str:
    notes = [
        _(
            "The shares are of a side’s statements that have a topic; a statement on two topics "
            "counts for both. Choose a cell to list its statements."
        ),
        _("An empty cell: no statement, or a difference of less than half a point."),
    ]
    if topics == MOST_TOPICS:
        notes = [_("Drawn are the {n} topics spoken of most.", n=number(topics)), *notes]
    return sentences(notes)


def _panels(topics: int, by: str, words: Words) -> go.Figure:
    names = [*(words.side(side.code) for side in words.pair.sides), _("Difference")]
    side_by_side = by == "tone"
    height = ROW * max(topics, 1) + HEAD if side_by_side else 3 * (ROW * max(topics, 1) + 50)
    figure = panels(
        height + (0 if side_by_side else STANCE_HEAD),
        1 if side_by_side else 3,
        3 if side_by_side else 1,
        layout={"clickmode": "event+select", "margin": {"l": 8, "r": 8, "t": 34, "b": 8}},
        shared_yaxes=side_by_side,
        shared_xaxes=not side_by_side,
        horizontal_spacing=0.02,
        vertical_spacing=0.04,
        subplot_titles=[f"<b>{plain(name)}</b>" for name in names],
    )
    return figure.update_annotations(font={"size": 13})


def _where(place: int, by: str) -> dict[str, int]:
    return {"row": 1, "col": place} if by == "tone" else {"row": place, "col": 1}


def _counted(
    figure: go.Figure,
    at: tuple[int, str],
    rows: Sequence[str],
    columns: Sequence[str],
    values: pd.DataFrame,
    top: int,
) -> None:
    _empty(figure, at, rows, columns, values)
    figure.add_heatmap(
        x=list(columns),
        y=list(rows),
        z=values.where(values > 0).to_numpy(dtype=float),
        zmin=1,
        zmax=top,
        colorscale=COUNT,
        texttemplate="%{z}",
        textfont=CELL_TEXT,
        showscale=False,
        hoverinfo="skip",
        xgap=2,
        ygap=2,
        **_where(*at),
    )


def _empty(
    figure: go.Figure,
    at: tuple[int, str],
    rows: Sequence[str],
    columns: Sequence[str],
    values: pd.DataFrame,
) -> None:
    """The ground of every cell, which shows where nothing is drawn upon it."""
    figure.add_heatmap(
        x=list(columns),
        y=list(rows),
        z=values.mul(0).to_numpy(dtype=float),
        colorscale=[[end, theme.EMPTY_CELL] for end in (0, 1)],
        showscale=False,
        hoverinfo="skip",
        xgap=2,
        ygap=2,
        **_where(*at),
    )


def _targets(
    figure: go.Figure,
    at: tuple[int, str],
    values: pd.DataFrame,
    code: str,
    names: tuple[list[str], list[str]],
    words: Words,
) -> None:
    """One transparent marker a cell: Plotly heatmaps send no click of their own."""
    cells = [
        (i, j, int(values.iat[i, j]))
        for i in range(values.shape[0])
        for j in range(values.shape[1])
        if values.iat[i, j] > 0
    ]
    figure.add_scatter(
        x=[names[1][j] for _i, j, _n in cells],
        y=[names[0][i] for i, _j, _n in cells],
        mode="markers",
        marker={"symbol": "square", "size": ROW - 6, "opacity": 0, "color": theme.MUTED},
        customdata=[[code, values.index[i], values.columns[j]] for i, j, _n in cells],
        hovertext=[
            plain(
                plural(
                    "{side} on {topic}, {tone}: {n} statement",
                    "{side} on {topic}, {tone}: {n} statements",
                    n,
                    side=words.side(code),
                    topic=names[0][i],
                    tone=names[1][j],
                )
            )
            for i, j, n in cells
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 0.35}},
        unselected={"marker": {"opacity": 0}},
        showlegend=False,
        **_where(*at),
    )


def _differing(
    figure: go.Figure,
    at: tuple[int, str],
    rows: Sequence[str],
    columns: Sequence[str],
    points: pd.DataFrame,
    words: Words,
) -> None:
    a, b = (side.color for side in words.pair.sides)
    rounded = points.round(0)
    reach = max(float(points.abs().max().max()) if points.size else 1.0, 1.0) / STRONGEST
    _empty(figure, at, rows, columns, points)
    figure.add_heatmap(
        x=list(columns),
        y=list(rows),
        z=points.round(1).where(rounded != 0).to_numpy(dtype=float),
        text=[[_points(value) for value in line] for line in rounded.to_numpy(dtype=float)],
        texttemplate="%{text}",
        textfont=CELL_TEXT,
        zmin=-reach,
        zmax=reach,
        colorscale=[
            [0, theme.translucent(b, 1)],
            [0.499, theme.translucent(b, FAINTEST)],
            [0.501, theme.translucent(a, FAINTEST)],
            [1, theme.translucent(a, 1)],
        ],
        showscale=False,
        hovertemplate="%{y}, %{x}: %{z:+.1f} " + _("percentage points") + "<extra></extra>",
        xgap=2,
        ygap=2,
        **_where(*at),
    )


def _points(value: float) -> str:
    if value == 0 or pd.isna(value):
        return ""
    return ("+" if value > 0 else "−") + number(abs(value))


def _finish(figure: go.Figure, by: str, rows: int, columns: int) -> None:
    figure.update_yaxes(
        range=[rows - 0.5, -0.5], type="category", showgrid=False, fixedrange=True, ticks=""
    )
    figure.update_xaxes(
        range=[-0.5, columns - 0.5],
        type="category",
        fixedrange=True,
        **({"tickangle": -90} if by == "stance" else {"autotickangles": [0, -90]}),
        ticks="",
    )
    figure.update_traces(hoverlabel={"align": "left"})


def _spread(counts: pd.DataFrame, words: Words) -> pd.Series | None:
    """The topic and tone (or stance) in which the shares of the two sides are furthest apart."""
    a, b = (f"share_{side.code}" for side in words.pair.sides)
    gap = (counts[a] - counts[b]).abs()
    if gap.empty or not gap.max():
        return None
    return counts.loc[gap.idxmax()]


def _title(counts: pd.DataFrame, by: str, words: Words) -> str:
    most = _spread(counts, words)
    if most is None:
        return _("The two sides speak of the same topics in the same way")
    a, b = (side.code for side in words.pair.sides)
    return _(
        "The sides are furthest apart on {topic} ({tone}): {share_a} of what {a} says, {share_b} "
        "of what {b} says",
        topic=words.term("topic", most["topic"]),
        tone=label(by, most[by], words).lower(),
        share_a=percent(most[f"share_{a}"], 1),
        share_b=percent(most[f"share_{b}"], 1),
        a=words.side(a),
        b=words.side(b),
    )


def _alt(counts: pd.DataFrame, by: str, words: Words) -> str:
    if counts.empty:
        return _("No statement with a topic to show.")
    parts = []
    for side in words.pair.sides:
        top = counts.loc[counts[side.code].idxmax()]
        parts.append(
            _(
                "The fullest cell of {side} is {topic}, {tone}, with {n}.",
                side=words.side(side.code),
                topic=words.term("topic", top["topic"]),
                tone=label(by, top[by], words),
                n=number(top[side.code]),
            )
        )
    return sentences([_("Heatmaps of statements by topic, one for each side."), *parts])


def _table(counts: pd.DataFrame, by: str, words: Words) -> pd.DataFrame:
    codes = [side.code for side in words.pair.sides]
    some = counts[(counts[codes] > 0).any(axis=1)]
    named = {
        _("Topic"): [words.term("topic", topic) for topic in some["topic"]],
        (_("Tone") if by == "tone" else _("Stance")): [label(by, v, words) for v in some[by]],
    }
    for code in codes:
        named[_("Statements of {side}", side=words.side(code))] = some[code]
        named[_("Share of {side} (0 to 1)", side=words.side(code))] = some[f"share_{code}"].round(3)
    return pd.DataFrame(named)
