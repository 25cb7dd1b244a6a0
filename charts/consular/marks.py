"""What is drawn over the bars of the cases: steps, bail, and lines of time."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.tables.dates import last_day
from charts.draw import theme
from charts.draw.text import lines, plain, wrapped
from charts.speech.formats import day
from charts.speech.language import _
from charts.speech.names import Words

MARKS: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "visit": ("circle", 5, ("consular-visit",)),
    "law": (
        "diamond",
        8,
        ("arrested", "charged", "indicted", "hearing", "trial", "verdict", "appeal"),
    ),
    "access": ("x", 9, ("access-suspended", "access-restored")),
    "custody": ("square", 9, ("detained", "bail", "released", "deported", "executed", "died")),
}
"""The symbol of each group of steps, its size in pixels, and the kinds of steps that it holds.

The most frequent are small and come first, so that the others lie upon them.
"""


def _names() -> dict[str, str]:
    """What each group of steps is called in the key."""
    return {
        "visit": _("consular visit"),
        "law": _("legal step"),
        "access": _("change of access"),
        "custody": _("custody begins or ends"),
    }


INK = "#20252D"
PAPER = "#FFFFFF"
MARK: dict[str, Any] = {"color": PAPER, "line": {"color": INK, "width": 1.2}}
"""Marks are white with a dark edge, which stays visible on every bar and in both themes."""

NEVER_FADED = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
"""What is not chosen stays as it is: the chosen case opens below."""

ROUGH = 0.6
"""The strength of a mark whose day is not known."""

GRID = 0.17
"""How far a line of time reaches above and below the middle of a bar: the name stays free."""

MONTHS_SHOWN = 2
"""Windows of so many years or fewer have a line for every quarter."""


def draw_bail(figure: go.Figure, bail: pd.DataFrame, width: float) -> None:
    """Hatching over the bars, of this width, while a person was free on bail."""
    known = bail.dropna(subset=["y"])
    if known.empty:
        return
    hatching = {"shape": "/", "fgcolor": PAPER, "size": 6, "solidity": 0.3}
    figure.add_bar(
        orientation="h",
        base=[t.isoformat() for t in known["start"]],
        x=((known["end"] - known["start"]) / pd.Timedelta(milliseconds=1)).to_list(),
        y=known["y"].to_list(),
        width=width,
        marker={"color": theme.FAINT, "pattern": hatching, "line": {"width": 0}},
        hoverinfo="skip",
        showlegend=False,
        customdata=known["case_id"].to_list(),
    )
    # The overlay alone is too faint for the legend.
    figure.add_bar(
        x=[None],
        y=[None],
        name=_("after a bail decision"),
        marker={"color": theme.MUTED, "pattern": {**hatching, "fillmode": "overlay"}},
    )


def placed(steps: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    """The steps with the day where each is drawn, as `at`.

    A step known to its month or year stands at the beginning of that period, but not before the
    case itself if the case began within the period.
    """
    begun = cases[cases["start_known"].astype(bool)]
    known = dict(zip(begun["case_id"], begun["start"], strict=True))
    # Where nothing is left, the mapping has no dates to take its type from.
    start = pd.to_datetime(steps["case_id"].map(known))
    precision = steps["date_precision"].astype(str)
    early = (precision != "day") & (steps["date"] < start)
    within = early & (start <= last_day(steps["date"], precision))
    return steps.assign(at=steps["date"].mask(within, start), rough=precision != "day")


def draw_marks(figure: go.Figure, steps: pd.DataFrame, first: pd.Timestamp, words: Words) -> None:
    """The steps (see `placed`) from `first` on: a symbol for each group, paler on a rough date."""
    drawn = steps[steps["y"].notna() & (steps["at"] >= first)]
    named = _names()
    for group, (symbol, size, kinds) in MARKS.items():
        # The legend shows a group as its first mark.
        rows = drawn[drawn["kind"].isin(kinds)].sort_values("rough", kind="stable")
        if rows.empty:
            continue
        figure.add_scatter(
            x=[t.isoformat() for t in rows["at"]],
            y=rows["y"].to_list(),
            mode="markers",
            name=named[group],
            # Where a bar begins and ends says as much.
            showlegend=group != "custody",
            marker={
                **MARK,
                "symbol": symbol,
                "size": size,
                "opacity": [ROUGH if rough else 1 for rough in rows["rough"]],
            },
            customdata=rows["case_id"].to_list(),
            hovertext=[step_hover(step, words) for step in rows.itertuples()],
            **NEVER_FADED,
        )


def draw_earlier(figure: go.Figure, cases: pd.DataFrame, edge: pd.Timestamp) -> None:
    """An arrow at the left edge of the plot for the bars that began before it."""
    rows = cases[cases["start"] < edge]
    if len(rows):
        figure.add_scatter(
            x=[edge.isoformat()] * len(rows),
            y=rows["y"].to_list(),
            mode="markers",
            name=_("began earlier"),
            marker={**MARK, "symbol": "triangle-left", "size": 9},
            customdata=rows["case_id"].to_list(),
            hoverinfo="skip",
            showlegend=False,
            cliponaxis=False,
            **NEVER_FADED,
        )


def times(window: tuple[pd.Timestamp, pd.Timestamp]) -> pd.DatetimeIndex:
    """The days that are named on the axis: beginnings of years, or of quarters."""
    years = window[1].year - window[0].year + 1
    if years <= MONTHS_SHOWN:
        return pd.date_range(*window, freq="QS", normalize=True)
    every = next(step for most, step in ((8, 1), (16, 2), (40, 5), (1000, 10)) if years <= most)
    starts = pd.date_range(*window, freq="YS", normalize=True)
    return starts[starts.year % every == 0]


def draw_times(
    figure: go.Figure, window: tuple[pd.Timestamp, pd.Timestamp], rows: int
) -> dict[str, Any]:
    """Lines of time across the bars of so many rows; the axis' labels that belong to them.

    Grid lines would run through the names above the bars.
    """
    at = times(window)
    figure.add_scatter(
        x=[t.isoformat() for t in at] * rows,
        y=[row for row in range(rows) for _time in at],
        mode="markers",
        marker={"size": 1, "opacity": 0},
        error_y={
            "type": "constant",
            "value": GRID,
            "color": theme.FAINT,
            "thickness": 1,
            "width": 0,
        },
        hoverinfo="skip",
        showlegend=False,
    )
    form = "%Y" if all(at.is_year_start) else "%Y-%m"
    return {"tickvals": [t.isoformat() for t in at], "ticktext": at.strftime(form).to_list()}


def step_hover(step: Any, words: Words) -> str:
    """The hover box of a step: its kind, its date as known, and its detail."""
    return lines(
        [
            f"<b>{plain(words.term('milestone_kind', step.kind))}</b>",
            plain(day(step.date, step.date_precision)),
            wrapped(step.detail),
        ]
    )
