"""What happened when, in which domain, and where on a lane is there room to show it?"""

from __future__ import annotations

from bisect import bisect_left, insort

import pandas as pd

from analysis.tables.search import fold

MOST_ROWS = 6
"""A lane has at most so many rows; what does not fit shares one."""

PERIODS = ("month", "quarter", "year", "decade")
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


def between(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Which events begin between two days, both included?"""
    return events[events["date"].between(first, last)]


def monthly(events: pd.DataFrame) -> pd.DataFrame:
    """How many events fall in each month, from the first that has one to the last?

    `events` has date. Returns month (its first day) and events, months without any included; an
    event known only to its year counts in the month where its date stands.
    """
    if events.empty:
        return pd.DataFrame({"month": pd.to_datetime([]), "events": pd.Series(dtype="int64")})
    month = events["date"].dt.to_period("M")
    counts = month.value_counts()
    every = pd.period_range(month.min(), month.max(), freq="M")
    return pd.DataFrame(
        {
            "month": every.to_timestamp().astype("datetime64[s]"),
            "events": counts.reindex(every, fill_value=0).to_numpy(),
        }
    )


def by_value(events: pd.DataFrame, column: str) -> pd.DataFrame:
    """How many events have each value of a column, and how intense are they on average?

    Returns `column`, events and goldstein (plain mean, -10 to +10), most frequent first; values
    that no event has are left out.
    """
    found = events.groupby(column, observed=True)["goldstein"].agg(["size", "mean"]).reset_index()
    found = found.rename(columns={"size": "events", "mean": "goldstein"})
    return found.sort_values("events", ascending=False, kind="stable", ignore_index=True)


def packed(
    events: pd.DataFrame, apart_days: float, label_days: pd.Series, last: pd.Timestamp
) -> pd.DataFrame:
    """On which row of its domain's lane does each event stand, its label beside it?

    `events` has date and domain; `apart_days` is the width of a mark in days, `label_days` that of
    each event's label (0 for none), `last` the end of the lane. Labelled events come first and
    take, from the lowest row up, a row where the label has room; the others, by date, the highest
    row on which they touch nothing; where every row is taken, the one with the farthest neighbour.
    Adds `row` (from 0) to the columns, sorted by date, and `room_before` and `room_after`: days to
    the neighbours on that row (missing where there is none).
    """
    ordered = events.sort_values("date", kind="stable")
    day = (ordered["date"] - pd.Timestamp(0)).dt.days
    rows = pd.Series(0, index=ordered.index, dtype="int64")
    end = (last - pd.Timestamp(0)).days
    for _domain, lane in ordered.groupby("domain", observed=True):
        rows.loc[lane.index] = _rows(
            day[lane.index].to_list(), label_days[lane.index].to_list(), apart_days, end
        )
    placed = ordered.assign(row=rows)
    neighbours = placed.groupby(["domain", "row"], observed=True)["date"]
    return placed.assign(
        room_before=(placed["date"] - neighbours.shift(1)).dt.days,
        room_after=(neighbours.shift(-1) - placed["date"]).dt.days,
    )


def _rows(day: list[int], label: list[float], apart: float, end: int) -> list[int]:
    """The row of each mark of one lane; `day` is in order."""
    count = _needed(day, apart)
    marks: list[list[float]] = [[] for _row in range(count)]
    taken: list[list[tuple[float, float]]] = [[] for _row in range(count)]
    rows = [0] * len(day)
    first_labelled = sorted(range(len(day)), key=lambda i: (label[i] == 0, day[i]))
    for i in first_labelled:
        here = day[i]
        wide = label[i] > 0
        left = wide and here + label[i] > end
        zone = (here - label[i], here + apart) if left else (here, here + max(label[i], apart))
        order = range(count - 1, -1, -1) if wide else range(count)
        row = next((r for r in order if _free(taken[r], zone)), None)
        if row is None:
            row = max(order, key=lambda r: min(_distance(marks[r], here), apart))
        rows[i] = row
        insort(marks[row], here)
        insort(taken[row], zone)
    return rows


def _needed(day: list[int], apart: float) -> int:
    """How many rows keep the marks of a lane apart, as far as MOST_ROWS goes?"""
    most, start = 1, 0
    for i, here in enumerate(day):
        while here - day[start] >= apart:
            start += 1
        most = max(most, i - start + 1)
    return min(most, MOST_ROWS)


def _free(taken: list[tuple[float, float]], zone: tuple[float, float]) -> bool:
    at = bisect_left(taken, zone)
    before_ends = at == 0 or taken[at - 1][1] <= zone[0]
    return before_ends and (at == len(taken) or taken[at][0] >= zone[1])


def _distance(marks: list[float], here: float) -> float:
    at = bisect_left(marks, here)
    near = marks[max(at - 1, 0) : at + 1]
    return min((abs(here - mark) for mark in near), default=float("inf"))


def label_room(placed: pd.DataFrame, width: pd.Series) -> pd.DataFrame:
    """On which side of its mark has each label more room, and how much is there?

    `placed` is what `packed` returns; `width` is the width of each row's label in any unit, 0 for
    none. A label lies on its event's row, towards the neighbour that is farther off; where two
    labels face each other they share the room by their widths. Returns right (bool) and room (days,
    infinite where there is no neighbour), on the index of `placed`.
    """
    before = placed["room_before"].fillna(float("inf"))
    after = placed["room_after"].fillna(float("inf"))
    right = after >= before
    on_row = placed.assign(width=width, right=right).groupby(["domain", "row"], observed=True)
    next_label = on_row["width"].shift(-1, fill_value=0)
    last_label = on_row["width"].shift(1, fill_value=0)
    # Facing: the next one's label comes towards this one's right, or the last one's to its left.
    other = next_label.where(right & ~on_row["right"].shift(-1, fill_value=True), 0) + (
        last_label.where(~right & on_row["right"].shift(1, fill_value=False), 0)
    )
    share = width / (width + other).where(width > 0, 1)
    return pd.DataFrame({"right": right, "room": after.where(right, before) * share})


def cells(events: pd.DataFrame, most: int) -> pd.DataFrame:
    """The events summed up by period, domain and direction, in at most about `most` cells.

    The shortest of PERIODS is taken that stays below `most` cells (the longest where none does).
    Returns date (first day of the period), period, domain, direction, events, goldstein (plain
    mean), salience (the highest) and cell (its id, for `in_cell`), one row per cell that holds an
    event.
    """
    for period in PERIODS:
        start = _period_start(events["date"], _MONTHS[period])
        found = (
            events.assign(date=start, period=period)
            .groupby(["date", "period", "domain", "direction"], observed=True)
            .agg(
                events=("goldstein", "size"),
                goldstein=("goldstein", "mean"),
                salience=("salience", "max"),
            )
            .reset_index()
        )
        if len(found) <= most or period == PERIODS[-1]:
            break
    return found.assign(
        cell=[
            "|".join([period, str(start.date()), str(domain), str(direction)])
            for start, period, domain, direction in zip(
                found["date"], found["period"], found["domain"], found["direction"], strict=True
            )
        ]
    )


def in_cell(events: pd.DataFrame, cell: str) -> pd.DataFrame:
    """Which events does a cell of `cells` hold? None where it names no such cell."""
    try:
        period, start, domain, direction = cell.split("|")
        months, first = _MONTHS[period], pd.Timestamp(start)
    except (ValueError, KeyError):
        return events.iloc[:0]
    last = first + pd.DateOffset(months=months) - pd.Timedelta(days=1)
    inside = between(events, first, last)
    return inside[(inside["domain"] == domain) & (inside["direction"] == direction)]


def _period_start(date: pd.Series, months: int) -> pd.Series:
    number = (date.dt.year * 12 + date.dt.month - 1) // months * months
    return pd.to_datetime(
        pd.DataFrame({"year": number // 12, "month": number % 12 + 1, "day": 1})
    ).astype("datetime64[s]")


def haystack(rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    """The text of some columns of each row, without case and accents, ready for `matching`."""
    joined = rows[columns[0]].astype(str)
    for column in columns[1:]:
        joined = joined + "\n" + rows[column].astype(str)
    return joined.map(fold)


def matching(rows: pd.DataFrame, folded: pd.Series, text: str) -> pd.DataFrame:
    """In which rows does each word of `text` stand? `folded` is their `haystack`."""
    kept = pd.Series(True, index=rows.index)
    for word in fold(text).split():
        kept &= folded.str.contains(word, regex=False)
    return rows[kept]
