"""A lane for each episode, on one clock whose day 0 is the trigger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.compare.clock import MARKS
from analysis.compare.episodes import KEY
from charts.compare import names
from charts.compare.names import Named
from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import lines, plain, wrapped
from charts.speech.formats import day, number
from charts.speech.language import _, plural

LANE, HEAD, SCALE = 96, 130, 56
"""Pixels of a lane, of what is above the lanes, and of its part that the scale needs."""

YEAR = 365.25

CONTACTS = ("leader", "minister", "other")

ROWS = {
    **dict.fromkeys(("measure", "lifting"), -0.07),
    **dict.fromkeys(CONTACTS, 0.1),
    **dict.fromkeys(("detained", "released"), 0.27),
}
"""How far below the middle of its lane a mark stands."""

SIGNS = {
    "measure": ("square", 9),
    "lifting": ("square-open", 9),
    "leader": ("star", 13),
    "minister": ("circle", 9),
    "other": ("circle-open", 6),
    "detained": ("triangle-down", 10),
    "released": ("triangle-up-open", 10),
}
"""The sign of each mark, and its size."""

BAR_ABOVE, NAME_ABOVE = 0.23, 0.4


def mark_name(mark: str) -> str:
    """What a mark stands for."""
    return {
        "measure": _("Measure taken"),
        "lifting": _("Measure lifted or eased"),
        "leader": _("Contact of leaders"),
        "minister": _("Contact of ministers"),
        "other": _("Other contact"),
        "detained": _("Detention"),
        "released": _("Release"),
    }[mark]


def lanes(marks: pd.DataFrame, rows: pd.DataFrame, called: Sequence[str], words: Named) -> Picture:
    """What happened on which day of each episode?

    `marks` is what `analysis.compare.clock.on_clock` returns, `called` the name of the row of each
    mark, `rows` the episodes in the order of their lanes. A click on a mark selects it; its
    customdata is pair, table and id of the row.
    """
    place = {tuple(key): y for y, key in enumerate(rows[KEY].itertuples(index=False))}
    drawn = marks.assign(
        called=list(called),
        y=[place[key] for key in marks[KEY].itertuples(index=False, name=None)],
    )
    figure = theme.figure(
        HEAD + LANE * len(rows), clickmode="event+select", showlegend=True, barmode="overlay"
    )
    _draw_spans(figure, rows)
    for mark in MARKS:
        _draw_marks(figure, mark, drawn[drawn["mark"] == mark], words)
    _draw_key(figure, words)
    length = rows["lasted"].max() if len(rows) else 1
    years = int(length // YEAR) + 1
    figure.update_xaxes(
        range=[-length * 0.02, length * 1.03],
        tickvals=[YEAR * year for year in range(years + 1)],
        ticktext=[number(year) for year in range(years + 1)],
        showgrid=True,
        gridcolor=theme.FAINT,
        title=_("years since the first day of the episode"),
        # The lanes are many: the scale stands where a reader begins.
        side="top",
    )
    figure.update_yaxes(range=[len(rows) - 0.4, -0.6], visible=False, showgrid=False)
    figure.update_layout(
        annotations=_names(rows, words),
        legend={
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": 11},
            # Right above the scale, however many rows it has: Plotly makes room for it.
            "y": 1 + SCALE / (LANE * max(len(rows), 1)),
        },
        margin={"t": SCALE, "b": 10},
    )
    return Picture(
        figure=figure,
        title=_title(rows),
        subtitle=_(
            "A bar is an episode from its first day to its last, pale where it is still open; a "
            "colour is the side that acted. Choose a mark for its card."
        ),
        table=_numbers(drawn, rows, words),
        note=_("Records differ in density: compare when things came, not how many there are."),
    )


def _title(rows: pd.DataFrame) -> str:
    open_ = int(rows["end"].isna().sum())
    return plural(
        "Of the {n} episode compared here: {ended} ended, {open} open",
        "Of the {n} episodes compared here: {ended} ended, {open} open",
        len(rows),
        ended=number(len(rows) - open_),
        open=number(open_),
    )


def _draw_spans(figure: go.Figure, rows: pd.DataFrame) -> None:
    """A bar from the trigger to the end, pale where there is none."""
    ended = rows["end"].notna()
    figure.add_bar(
        orientation="h",
        base=[0] * len(rows),
        x=rows["lasted"].tolist(),
        y=[y - BAR_ABOVE for y in range(len(rows))],
        width=0.07,
        marker={
            "color": [theme.LINE if e else theme.translucent(theme.LINE, 0.35) for e in ended],
            "line": {"width": 0},
        },
        hovertext=[_ending(e) for e in rows.to_dict("records")],
        showlegend=False,
    )


def _ending(episode: dict[Any, Any]) -> str:
    since = day(episode["begin"], episode["begin_precision"])
    if pd.isna(episode["end"]):
        return plain(_("since {date}", date=since))
    until = day(episode["end"], episode["end_precision"])
    return plain(_("{start} to {end}", start=since, end=until))


def _draw_marks(figure: go.Figure, mark: str, own: pd.DataFrame, words: Named) -> None:
    sign, size = SIGNS[mark]
    colors = [
        words[of].pair.colors().get(side, theme.MUTED) if side else theme.LINE
        for of, side in zip(own["pair"], own["side"], strict=True)
    ]
    figure.add_scatter(
        x=own["least"],
        y=own["y"] + ROWS[mark],
        mode="markers",
        showlegend=False,
        marker={"symbol": sign, "size": size, "color": colors, "line": {"width": 1.5}},
        customdata=own[["pair", "table", "row_id"]].to_numpy().tolist(),
        hovertext=[_hover(row, words) for row in own.to_dict("records")],
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _draw_key(figure: go.Figure, words: Named) -> None:
    """What signs and colours mean: of a colour that several sides have, that it is the other's."""
    named: dict[str, set[str]] = {}
    for each in words.values():
        for side in each.pair.sides:
            named.setdefault(side.color, set()).add(each.side(side.code))
    entries = [
        # A contact is of both sides, and has no side's colour.
        (mark_name(mark), *SIGNS[mark], theme.LINE if mark in CONTACTS else theme.MUTED)
        for mark in MARKS
    ]
    for color, called in named.items():
        name = _("the other side") if len(called) > 1 else plain(*called)
        entries.append((name, "square", 9, color))
    for name, sign, size, color in entries:
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="markers",
            name=name,
            marker={"symbol": sign, "size": size, "color": color},
        )


def _hover(row: dict[Any, Any], words: Named) -> str:
    side = words[row["pair"]].side(row["side"]) if row["side"] else ""
    return lines(
        [
            f"<b>{wrapped(row['called'])}</b>",
            plain(" · ".join(filter(None, [mark_name(row["mark"]), side]))),
            plain(f"{day(row['date'], row['date_precision'])} · {since(row)}"),
        ]
    )


def since(row: dict[Any, Any]) -> str:
    """The day of the episode, or between which days, in words."""
    if row["least"] == row["most"]:
        return _("day {n}", n=number(row["least"]))
    return _("day {least} to {most}", least=number(row["least"]), most=number(row["most"]))


def _names(rows: pd.DataFrame, words: Named) -> list[dict[str, Any]]:
    called = names.episodes(rows, words)
    return [
        {**theme.AT_ROW, "y": y - NAME_ABOVE, "text": f"<b>{plain(names.short(name))}</b>"}
        for y, name in enumerate(called)
    ]


def _numbers(drawn: pd.DataFrame, rows: pd.DataFrame, words: Named) -> pd.DataFrame:
    called = names.by_key(rows, words)
    return pd.DataFrame(
        {
            _("Episode"): [called[key] for key in drawn[KEY].itertuples(index=False, name=None)],
            _("Day, at least"): drawn["least"].tolist(),
            _("Day, at most"): drawn["most"].tolist(),
            _("What"): [mark_name(mark) for mark in drawn["mark"]],
            _("Row"): drawn["called"].tolist(),
        }
    )
