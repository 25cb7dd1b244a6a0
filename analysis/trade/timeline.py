"""Where does each phase of a restriction go on a timeline?"""

from __future__ import annotations

import pandas as pd

from analysis.tables.dates import last_day
from analysis.trade.standing import measures, took_effect, widened_on


def bars(restrictions: pd.DataFrame, end: pd.Timestamp) -> pd.DataFrame:
    """Where does each phase begin and end on a timeline that stops at `end`?

    Adds to the rows:

    - `measure_id` (see `measures`);
    - `begin`: when it took effect (see `took_effect`), or announced where that is not known;
    - `sure`: from when on it is sure to have begun (the last day of a month or year that is all
      that is known; else `begin`);
    - `finish`: the end, the day on which wider relief takes the place of relief, or `end`;
    - `latest`: when it is sure to have ended (`finish`, but for an end known to month or year);
    - `open`: no end is on record, so the bar fades out;
    - `kind`: in-force, end-unknown, easing, scheduled, investigation or no-start.

    A phase that begins later than `end` finishes on its own first day. Rows without any date are
    left out.
    """
    first = took_effect(restrictions)
    begin = first.fillna(restrictions["announced"])
    how_known = restrictions["effective_precision"].fillna(restrictions["announced_precision"])
    dated = restrictions.assign(
        begin=begin, sure=last_day(begin, how_known), measure_id=measures(restrictions)
    )[begin.notna()]
    ended = dated["ended"].fillna(widened_on(dated))
    is_open = ended.isna() | (ended > end)
    finish = ended.mask(is_open, end)
    finish = finish.mask(finish < dated["begin"], dated["begin"])
    known = last_day(dated["ended"], dated["ended_precision"])
    status = dated["status"].astype(str).replace("ended", "in-force")
    return dated.assign(
        finish=finish,
        sure=dated["sure"].clip(upper=finish),
        latest=known.fillna(finish).mask(is_open | (known < finish), finish),
        open=is_open & (dated["begin"] <= end),
        kind=status.mask(first[begin.notna()].isna() & (status != "investigation"), "no-start"),
    )


def lanes(drawn: pd.DataFrame, band: str, gap: pd.Timedelta) -> pd.DataFrame:
    """On which line of a timeline does each bar go?

    `drawn` is what `bars` returns and `band` a column that keeps rows apart (a product group, a
    measure). Phases of one measure stay on one line, except where they overlap, and measures share
    a line where at least `gap` lies between them. Adds `lane`, counted from 0 in each band, in
    order of imposing side and beginning.
    """
    placed = drawn.assign(within=_within_measure(drawn))
    whole = placed.groupby("measure_id", sort=False).agg(
        band=(band, "first"),
        side=("imposed_by", "first"),
        begin=("begin", "min"),
        finish=("finish", "max"),
        depth=("within", "max"),
    )
    top: dict[object, int] = {}
    used: dict[object, int] = {}
    order = whole.sort_values("begin", kind="stable")
    for (band, _side), own in order.groupby(["band", "side"], observed=True):
        free: list[pd.Timestamp] = []
        for row in own.itertuples():
            lane = _first_free(free, row.begin, row.depth + 1)
            free[lane : lane + row.depth + 1] = [row.finish + gap] * (row.depth + 1)
            top[row.Index] = used.get(band, 0) + lane
        used[band] = used.get(band, 0) + len(free)
    lane = placed["measure_id"].map(top).astype(int) + placed["within"]
    return placed.assign(lane=lane).drop(columns="within")


def _within_measure(drawn: pd.DataFrame) -> pd.Series:
    """The line of each bar among those of its own measure; relief goes below what it relieves."""
    order = drawn.assign(relief=drawn["kind"] == "easing").sort_values(["relief", "begin"])
    taken: dict[str, list[pd.Timestamp]] = {}
    line = {}
    for row in order.itertuples():
        free = taken.setdefault(row.measure_id, [])
        place = _first_free(free, row.begin, 1)
        free[place : place + 1] = [row.finish]
        line[row.Index] = place
    return pd.Series(line, dtype=int).reindex(drawn.index)


def _first_free(free: list[pd.Timestamp], begin: pd.Timestamp, depth: int) -> int:
    """The first of `depth` neighbouring lines that are free from `begin` on, or new ones."""
    for lane in range(len(free) + 1):
        if all(until <= begin for until in free[lane : lane + depth]):
            return lane
    return len(free)
