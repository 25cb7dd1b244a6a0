"""How long it took in each episode, as dots: filled where it came, open where it is awaited."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.compare.durations import Median
from analysis.compare.episodes import KEY
from charts.compare import names
from charts.compare.names import Named
from charts.draw import intervals, theme
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.speech.formats import days_range, number, sentences
from charts.speech.language import _, plural

ROW, HEAD = 46, 70


def measure_name(measure: str) -> str:
    """What is counted, in words."""
    return {
        "days-to-first-measure": _("First measure"),
        "days-to-first-contact": _("First contact of ministers"),
        "days-to-first-leaders": _("First contact of leaders"),
        "days-to-leaders-visit": _("First visit of a leader"),
        "days-to-first-easing": _("First easing"),
        "days-to-end": _("End"),
    }[measure]


def _meaning(measure: str) -> str:
    return {
        "days-to-first-measure": _("the first measure of the side that answered"),
        "days-to-first-contact": _("the first time that ministers or leaders of both sides spoke"),
        "days-to-first-leaders": _("the first time that leaders of both sides spoke"),
        "days-to-leaders-visit": _("the first official visit of a leader to the other side"),
        "days-to-first-easing": _(
            "the day on which the side that answered first lifted or eased a measure it had taken "
            "in the episode"
        ),
        "days-to-end": _("the end of the episode"),
    }[measure]


def dots(
    found: pd.DataFrame,
    came: Sequence[str],
    half: Median,
    rows: pd.DataFrame,
    measure: str,
    words: Named,
) -> Picture:
    """How many days after the trigger did it come?

    `found` are the rows of this measure in `analysis.compare.durations.durations`, `came`
    the names of what came, `half` what `median` returns for them.
    """
    told = (
        found.assign(came=list(came))
        .merge(
            rows.assign(called=names.episodes(rows, words))[[*KEY, "called", "begin"]],
            on=KEY,
            validate="one_to_one",
        )
        .sort_values(["open", "days"], ignore_index=True)
    )
    open_ = told["open"].astype(bool)
    longest = max(1, told["days"].max() if len(told) else 1)
    figure = theme.figure(HEAD + ROW * len(told))
    intervals.ranges(figure, [0] * len(told), told["days"], theme.FAINT)
    if not pd.isna(half.days):
        _draw_median(figure, half)
    figure.add_scatter(
        x=told["days"],
        y=list(range(len(told))),
        mode="markers",
        marker={
            "size": 12,
            "color": theme.LINE,
            "symbol": ["circle-open" if o else "circle" for o in open_],
            "line": {"width": 2},
        },
        hovertext=[plain(_days(row)) for row in told.to_dict("records")],
    )
    figure.update_xaxes(
        title=_("days since the first day of the episode"),
        tickformat=",",
        # Room for a dot at either end.
        range=[-0.03 * longest, 1.06 * longest],
        showgrid=True,
        gridcolor=theme.FAINT,
    )
    figure.update_yaxes(range=[len(told) - 0.4, -0.75], visible=False, showgrid=False)
    figure.update_layout(
        annotations=[
            {**theme.AT_ROW, "y": y - 0.38, "text": f"<b>{plain(names.short(row.called))}</b>"}
            for y, row in enumerate(told.itertuples())
        ]
    )
    return Picture(
        figure=figure,
        title=_title(half, measure),
        subtitle=_(
            "Days from its first day to {what}. Open dot: not reached by the end of its record, "
            "where it stands.",
            what=_meaning(measure),
        ),
        table=pd.DataFrame(
            {
                _("Episode"): told["called"],
                _("Days"): [_days(row) for row in told.to_dict("records")],
                _("Row"): told["came"],
            }
        ),
        note=sentences([_median(half), _("So few episodes show no general rule.")]),
    )


def _draw_median(figure: go.Figure, half: Median) -> None:
    """The median as an upright, its interval as shading."""
    low, high = half.low, half.high
    if not pd.isna(low) and not pd.isna(high):
        figure.add_vrect(x0=low, x1=high, fillcolor=theme.EMPTY_CELL, line_width=0, layer="below")
    theme.lines_up(
        figure, sorted({half.days, half.most}), {"color": theme.MUTED, "width": 2, "dash": "dot"}
    )


def _days(row: dict[str, object]) -> str:
    least, most = int(str(row["days"])), int(str(row["days_most"]))
    if row["open"]:
        return plural("not within {n} day", "not within {n} days", least)
    return days_range(least, most)


def _title(half: Median, measure: str) -> str:
    return plural(
        "{what}: reached in {came} of the {n} episode compared here",
        "{what}: reached in {came} of the {n} episodes compared here",
        half.n,
        what=measure_name(measure),
        came=number(half.came),
    )


def _median(half: Median) -> str:
    if pd.isna(half.days):
        return _("No median is given: too few reached it.")
    ends = [number(days) for days in sorted({half.days, half.most})]
    days = ends[0] if len(ends) == 1 else _("{first} to {last}", first=ends[0], last=ends[1])
    if pd.isna(half.low) or pd.isna(half.high):
        return _(
            "Half had reached it after {days} days (Kaplan–Meier); its interval has no end.",
            days=days,
        )
    return _(
        "Half had reached it after {days} days (Kaplan–Meier; 95% interval {low} to {high}).",
        days=days,
        low=number(half.low),
        high=number(half.high),
    )
