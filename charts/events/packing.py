"""On which row of its lane does a mark stand, and on which side of it is there room for a label?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort

import pandas as pd

MOST_ROWS = 6
"""The most rows of a lane; marks that do not fit share one."""


def packed(
    events: pd.DataFrame, apart: float, label: pd.Series, last: pd.Timestamp
) -> pd.DataFrame:
    """On which row of its domain's lane does each event stand, its label beside it?

    `events` has date and domain; `apart` is the width of a mark in days, `label` that of each
    event's label (0 for none), `last` the end of the lane. Adds to the columns, sorted by date:
    row (from 0), right (the label stands to the right of its mark, where the neighbour on the row
    is farther off) and room (days for the label, infinite where there is no neighbour; two labels
    that face each other share what is between them by their widths).
    """
    ordered = events.sort_values("date", kind="stable")
    day = (ordered["date"] - last).dt.days
    rows = pd.Series(0, index=ordered.index)
    for _domain, lane in day.groupby(ordered["domain"], observed=True):
        rows[lane.index] = _rows(lane.to_list(), label[lane.index].to_list(), apart)
    wide = label[ordered.index]

    def beside(values: pd.Series, place: int) -> pd.Series:
        """The value of the next mark on the row (-1), or of the last (1)."""
        return values.groupby([ordered["domain"], rows], observed=True).shift(place)

    after = (beside(ordered["date"], -1) - ordered["date"]).dt.days.fillna(float("inf"))
    before = (ordered["date"] - beside(ordered["date"], 1)).dt.days.fillna(float("inf"))
    right = after >= before
    on_left, on_right = wide.mask(right, 0), wide.where(right, 0)
    facing = beside(on_left, -1).where(right, beside(on_right, 1)).fillna(0)
    share = wide / (wide + facing).where(wide > 0, 1)
    return ordered.assign(row=rows, right=right, room=after.where(right, before) * share)


def _rows(day: list[int], label: list[float], apart: float) -> list[int]:
    """The row of each mark of one lane; `day`, in order, counts up to 0, where the lane ends.

    Labelled marks come first and take, from the lowest row up, one where the label has room; the
    others the highest on which they touch nothing; where there is none, the row with the farthest
    neighbour.
    """
    together = max(i + 1 - bisect_right(day, here - apart) for i, here in enumerate(day))
    count = min(together, MOST_ROWS)
    taken: list[list[tuple[float, float, int]]] = [[] for _row in range(count)]
    rows = [0] * len(day)
    for i in sorted(range(len(day)), key=lambda i: (label[i] == 0, day[i])):
        here, wide = day[i], label[i]
        start = here - wide if here + wide > 0 else here
        end = here + apart if here + wide > 0 else here + max(wide, apart)
        order = range(count)[::-1] if wide else range(count)
        row = next((r for r in order if _free(taken[r], start, end)), None)
        if row is None:
            row = max(order, key=lambda r: min(apart, *(abs(here - at) for *_ab, at in taken[r])))
        rows[i] = row
        insort(taken[row], (start, end, here))
    return rows


def _free(taken: list[tuple[float, float, int]], start: float, end: float) -> bool:
    at = bisect_left(taken, (start, end))
    return (at == 0 or taken[at - 1][1] <= start) and (at == len(taken) or taken[at][0] >= end)
