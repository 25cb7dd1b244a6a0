"""Pictures of who says what about what."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis.statements.tone import values as values_of
from analysis.statements.topics import MOST_TOPICS
from charts.draw import theme
from charts.draw.panels import panels
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.speech.describe import describe
from charts.speech.formats import (
    aside,
    clauses,
    degrees,
    labelled,
    leading,
    listed,
    number,
    percent,
    sentences,
)
from charts.speech.language import _, plural
from charts.speech.names import Words
from charts.statements import cells
from charts.statements.tone import label

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

    `counts` is what `analysis.statements.topics.by_topic` returns. Three panels: side a, side b,
    and the difference of their shares in percentage points. A click selects a cell of a side; its
    customdata is [side, topic, tone or stance].
    """
    topics = list(dict.fromkeys(counts["topic"]))
    values = values_of(by)
    figure = _panels(len(topics), by, words)
    at = [{"row": 1, "col": n} if by == "tone" else {"row": n, "col": 1} for n in (1, 2, 3)]
    codes = [side.code for side in words.pair.sides]
    names = (words.terms("topic", topics), [label(by, value, words) for value in values])
    wide = {
        name: counts.pivot(index="topic", columns=by, values=name).reindex(
            index=topics, columns=values
        )
        for name in [*codes, *(f"share_{code}" for code in codes)]
    }
    top = max((int(wide[code].max().max()) for code in codes if len(topics)), default=2)
    for place, code in enumerate(codes, 1):
        _draw_side(figure, names, wide[code], max(top, 2), code, words, **at[place - 1])
    difference = (wide[f"share_{codes[0]}"] - wide[f"share_{codes[1]}"]) * 100
    _draw_difference(figure, names, difference, words, **at[2])
    _finish(figure, by, len(topics), len(values))
    title, table = _title(counts, by, words), _table(counts, by, words)
    return Picture(
        figure=figure,
        title=title,
        subtitle=_(
            "Number of statements of each side by topic, and the difference of their shares in "
            "percentage points: positive where {a} speaks of it more, negative where {b} does.",
            a=words.side(codes[0]),
            b=words.side(codes[1]),
        ),
        alt=describe(title, table.iloc[:, [0, 1, 2, 4]]),
        table=table,
        note=_note(counts, words),
    )


def _note(counts: pd.DataFrame, words: Words) -> str:
    topics = counts["topic"].nunique()
    said = [
        labelled(words.side(side.code), number(counts[f"of_{side.code}"].max()))
        for side in words.pair.sides
    ]
    notes = [
        _(
            "The shares are of a side’s statements that have a topic ({counted}); a statement on "
            "two topics counts for both. Choose a cell to list its statements.",
            counted=clauses(said),
        ),
        _("An empty cell: no statement, or a difference of less than half a point."),
    ]
    if topics == MOST_TOPICS:
        notes = [_("The {n} topics spoken of most are drawn.", n=number(topics)), *notes]
    return sentences(notes)


def _panels(topics: int, by: str, words: Words) -> go.Figure:
    names = [*(words.side(side.code) for side in words.pair.sides), _("Difference")]
    side_by_side = by == "tone"
    height = ROW * max(topics, 1) + HEAD if side_by_side else 3 * (ROW * max(topics, 1) + 50)
    figure = panels(
        height + (0 if side_by_side else STANCE_HEAD),
        1 if side_by_side else 3,
        3 if side_by_side else 1,
        layout={"clickmode": "event+select", "margin": {**theme.MARGIN, "t": 34}},
        shared_yaxes=side_by_side,
        shared_xaxes=not side_by_side,
        horizontal_spacing=0.02,
        vertical_spacing=0.04,
        subplot_titles=[f"<b>{plain(name)}</b>" for name in names],
    )
    return figure.update_annotations(font={"size": 13})


def _draw_side(
    figure: go.Figure,
    names: cells.Names,
    values: pd.DataFrame,
    top: int,
    code: str,
    words: Words,
    **at: int,
) -> None:
    cells.draw_ground(figure, names, values, **at)
    cells.draw(
        figure,
        names,
        values.where(values > 0),
        zmin=1,
        zmax=top,
        colorscale=COUNT,
        texttemplate="%{z}",
        textfont=cells.TEXT,
        **at,
    )
    filled = cells.filled(values)
    keys = ([code, values.index[i], values.columns[j]] for i, j, _n in filled)
    texts = (
        plural(
            "{side} on {topic}, {tone}: {n} statement",
            "{side} on {topic}, {tone}: {n} statements",
            n,
            side=words.side(code),
            topic=names[0][i],
            tone=names[1][j],
        )
        for i, j, n in filled
    )
    cells.draw_targets(figure, names, filled, keys, texts, ROW - 6, **at)


def _draw_difference(
    figure: go.Figure, names: cells.Names, points: pd.DataFrame, words: Words, **at: int
) -> None:
    a, b = (side.color for side in words.pair.sides)
    rounded = points.round(0)
    reach = max(float(points.abs().max().max()) if points.size else 1.0, 1.0) / STRONGEST
    cells.draw_ground(figure, names, points, **at)
    cells.draw(
        figure,
        names,
        points.round(1).where(rounded != 0),
        text=[
            [degrees(value, 0) if value and pd.notna(value) else "" for value in row]
            for row in rounded.to_numpy(dtype=float)
        ],
        texttemplate="%{text}",
        textfont=cells.TEXT,
        zmin=-reach,
        zmax=reach,
        colorscale=[
            [0, theme.translucent(b, 1)],
            [0.499, theme.translucent(b, FAINTEST)],
            [0.501, theme.translucent(a, FAINTEST)],
            [1, theme.translucent(a, 1)],
        ],
        hoverinfo=None,
        hovertemplate=labelled(
            listed(["%{y}", "%{x}"]), _("{value} percentage points", value="%{z:+.1f}")
        )
        + "<extra></extra>",
        **at,
    )


def _finish(figure: go.Figure, by: str, rows: int, columns: int) -> None:
    figure.update_yaxes(range=[rows - 0.5, -0.5], type="category", showgrid=False, ticks="")
    figure.update_xaxes(
        range=[-0.5, columns - 0.5],
        type="category",
        **({"tickangle": -90} if by == "stance" else {"autotickangles": [0, -90]}),
        ticks="",
    )
    figure.update_traces(hoverlabel={"align": "left"})


def _title(counts: pd.DataFrame, by: str, words: Words) -> str:
    a, b = (side.code for side in words.pair.sides)
    names = [
        aside(words.term("topic", topic), label(by, value, words).lower())
        for topic, value in zip(counts["topic"], counts[by], strict=True)
    ]
    heard = [code for code in (a, b) if counts[code].any()]
    if len(heard) == 1:
        shares = counts[f"share_{heard[0]}"]
        return _(
            "Only {side} is heard here, most on {topics}: {share}",
            side=words.side(heard[0]),
            topics=leading(names, shares),
            share=percent(shares.max(), 1),
        )
    apart = (counts[f"share_{a}"] - counts[f"share_{b}"]).abs().round(9)
    if not apart.max() > 0:
        return _("The two sides speak of the same topics in the same way")
    if apart.eq(apart.max()).sum() > 1:
        return _(
            "The sides are furthest apart, by {points} percentage points each, on {topics}",
            points=number(apart.max() * 100, 1),
            topics=leading(names, apart),
        )
    most = counts.loc[apart.idxmax()]
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
