"""How many events fall in each month, and how many are there of each kind?"""

from __future__ import annotations

import pandas as pd


def monthly(events: pd.DataFrame) -> pd.DataFrame:
    """How many events fall in each month, from the first that has one to the last?

    `events` has date. Returns month (its first day) and events, months without any included; an
    event known only to its year counts in the month where its date stands.
    """
    month = events["date"].dt.to_period("M")
    every = pd.period_range(month.min(), month.max(), freq="M") if len(month) else month
    return pd.DataFrame(
        {
            "month": pd.PeriodIndex(every, freq="M").to_timestamp().astype("datetime64[s]"),
            "events": month.value_counts().reindex(every, fill_value=0).to_numpy(),
        }
    )


def by_value(events: pd.DataFrame, column: str) -> pd.DataFrame:
    """How many events have each value of a column, and how intense are they on average?

    Returns `column`, events and goldstein (plain mean, -10 to +10), most frequent first; values
    that no event has are left out.
    """
    found = events.groupby(column, observed=True)["goldstein"].agg(events="size", goldstein="mean")
    return found.reset_index().sort_values(
        "events", ascending=False, kind="stable", ignore_index=True
    )
