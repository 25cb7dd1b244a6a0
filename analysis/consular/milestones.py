"""The milestones of the cases, each with a name of its own, and the days between any two."""

from __future__ import annotations

import pandas as pd

from analysis.tables.dates import days_apart

COURSE = (
    "detained", "arrested", "charged", "indicted", "trial", "verdict", "bail", "released",
    "deported", "executed", "died",
)  # fmt: skip
"""The kinds of milestones that tell how a case went."""


def course(steps: pd.DataFrame) -> pd.DataFrame:
    """The milestones that tell how each case went, in the order of time.

    Each kind once, a verdict once for each sentence. Returns the columns of `steps`.
    """
    told = steps[steps["kind"].isin(COURSE)].sort_values("date", kind="stable")
    return told.drop_duplicates(["case_id", "kind", "sentence"])


def named(steps: pd.DataFrame) -> pd.DataFrame:
    """The milestones in the order of time, once each, under names for an address.

    Returns the columns of `steps`, indexed by `case_id.date.kind`.
    """
    days = steps["date"].dt.strftime("%Y-%m-%d")
    names = steps["case_id"] + "." + days + "." + steps["kind"].astype(str)
    known = steps.set_index(names.rename("milestone"))
    return known[~known.index.duplicated()].sort_values("date", kind="stable")


def apart(milestones: pd.DataFrame, first: str, second: str) -> tuple[int, int]:
    """The least and the most days from one milestone of `named` to another."""
    pair = milestones.loc[[first, second]].reset_index(drop=True).sort_values("date")
    return days_apart(pair["date"], pair["date_precision"])
