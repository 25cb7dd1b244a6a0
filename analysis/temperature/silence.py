"""When had no minister or leader met for a year or more?"""

from __future__ import annotations

import pandas as pd

LEVELS = ("leader", "minister")
LEAST = pd.DateOffset(years=1)


def silences(contacts: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """In which stretches between two days had the two sides not met at a high level for a year?

    `contacts` has date, end_date and level. A stretch begins a year after the last contact of
    ministers or leaders (or after `start`, before the first), and ends with the next. Returns start
    and end of each, in order.
    """
    held = contacts[contacts["level"].isin(LEVELS) & (contacts["date"] <= end)]
    held = held.sort_values("date", kind="stable")
    over = held["end_date"].fillna(held["date"]).clip(upper=end)
    since = pd.concat([pd.Series([start]), over.cummax()], ignore_index=True)
    until = pd.concat([held["date"], pd.Series([end])], ignore_index=True)
    found = pd.DataFrame({"start": (since + LEAST).clip(lower=start), "end": until})
    return found[found["start"] < found["end"]].reset_index(drop=True)
