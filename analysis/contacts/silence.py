"""How long did the two sides not meet, and what ended the silence?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.contacts.counts import last_day_of

LEVELS = ("leader", "minister", "deputy-minister", "ambassador")
"""The levels whose silences are measured: below them a missing row says little."""

MAX_TEETH = 400
"""Silences that a saw-tooth draws at most; the shortest are left out beyond that."""


def at_or_above(contacts: pd.DataFrame, level: str) -> pd.DataFrame:
    """Which contacts were at this level or above? `contacts` has level (see `with_level`)."""
    return contacts[contacts["level"] <= level]


def silences(contacts: pd.DataFrame, end: pd.Timestamp) -> pd.DataFrame:
    """How long was it, each time, until the next contact?

    `contacts` has contact_id, date and end_date, and `level` where the highest of several contacts
    on one day is to be named as the one that ended the silence; `end` is the last day that is
    known. Returns one row per silence, in the order of time:

    - `since`: the last day of the contact before; `until`: the first day of the contact after,
      missing where the silence still lasted at `end`;
    - `days`: from `since` to `until` (or `end`), so that contacts on two days running leave no
      silence and at least one day passed without a contact;
    - `before`, `ended_by`: the ids of the contacts on either side (`ended_by` empty if none);
    - `rank`: 1 for the longest of the record; equals share a rank.

    The silence that lasts at `end` is always among the rows, however short; before the first
    contact there is none.
    """
    order = ["date", "level"] if "level" in contacts else ["date"]
    held = contacts.sort_values(order, kind="stable").assign(
        covered=lambda c: last_day_of(c).clip(upper=end)
    )
    if held.empty:
        return _table(held["date"], held["date"], [], [], end)
    latest = held["covered"].cummax()
    before = held["contact_id"].to_numpy()[_last_new(held["covered"])]
    gap = (held["date"] - latest.shift(1)).dt.days > 1
    since = pd.concat([latest.shift(1)[gap], latest.tail(1)])
    until = pd.concat([held["date"][gap], pd.Series([pd.NaT], dtype=held["date"].dtype)])
    shifted = np.concatenate([before[:1], before[:-1]])
    return _table(
        since,
        until,
        [*shifted[gap.to_numpy()], before[-1]],
        [*held.loc[gap, "contact_id"], ""],
        end,
    )


def _last_new(covered: pd.Series) -> npt.NDArray[np.int64]:
    """For each row, the position of the row so far whose cover reaches furthest."""
    newest = covered >= covered.cummax()
    return np.maximum.accumulate(np.where(newest, np.arange(len(covered)), 0)).astype(np.int64)


def _table(
    since: pd.Series, until: pd.Series, before: list[str], ended_by: list[str], end: pd.Timestamp
) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "since": since.to_numpy(),
            "until": until.to_numpy(),
            "before": pd.Series(before, dtype="str").to_numpy(),
            "ended_by": pd.Series(ended_by, dtype="str").to_numpy(),
        }
    )
    days = (table["until"].fillna(end) - table["since"]).dt.days.astype("int64")
    rank = days.rank(method="min", ascending=False).astype("int64")
    return table.assign(days=days, rank=rank)


def within(silences: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Which silences had at least one of their days from `start` to `end`?"""
    return silences[(silences["since"] < end) & ~(silences["until"] <= start)]


def longest(silences: pd.DataFrame, n: int = 5) -> pd.DataFrame:
    """Which silences were the longest? At most `n`, the longest first; equals, the latest first."""
    return silences.sort_values(["days", "since"], ascending=False, kind="stable").head(n)


def current(silences: pd.DataFrame) -> pd.DataFrame:
    """Which silence still lasted at the end of the record? One row, or none."""
    return silences[silences["until"].isna()]


def saw_tooth(silences: pd.DataFrame, end: pd.Timestamp) -> pd.DataFrame:
    """How many days had passed since the last contact, on any day?

    Returns the corners of the line, date and days: 0 at the end of a contact, a climb of one per
    day, and back to 0 with the next contact. Between two silences, and through those too short to
    be drawn (see `MAX_TEETH`), the line lies at 0.
    """
    drawn = silences.nlargest(MAX_TEETH, "days").sort_values("since", kind="stable")
    stop = drawn["until"].fillna(end)
    back = drawn["until"].notna().to_numpy()
    corners = pd.concat(
        [
            pd.DataFrame({"date": drawn["since"], "days": 0, "order": 0}),
            pd.DataFrame({"date": stop, "days": drawn["days"], "order": 1}),
            pd.DataFrame({"date": stop[back], "days": 0, "order": 2}),
        ]
    )
    tooth = pd.concat([pd.Series(np.arange(len(drawn)))] * 2 + [pd.Series(np.flatnonzero(back))])
    placed = corners.assign(tooth=tooth.to_numpy()).sort_values(["tooth", "order"])
    return placed[["date", "days"]].reset_index(drop=True)
