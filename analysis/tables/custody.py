"""When did the custody of a person begin and end, as far as it is on record?"""

from __future__ import annotations

import pandas as pd

FREED = ("released", "deported", "expelled")
"""Statuses of cases whose person is no longer held: released where they were, or sent away."""

GOING = ("released", "deported")
"""Steps by which custody ends alive."""


def beginnings(cases: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """The day on which each person was taken; where it is not on record, the first step.

    Returns date and precision, aligned with `cases`; missing where neither is on record.
    """
    ordered = steps.sort_values(["date", "date_precision"])
    first = ordered.drop_duplicates("case_id").set_index("case_id")
    ids, precision = cases["case_id"], cases["detained_precision"].astype(object)
    return pd.DataFrame(
        {
            "date": cases["detained"].fillna(of_case(ids, first["date"])),
            "precision": precision.fillna(of_case(ids, first["date_precision"])),
        }
    )


def endings(cases: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """The day on which custody ended, for the cases in which one is on record.

    Returns date, precision and ending (released, bail, executed, died) by case id.
    """
    by_case = cases.set_index("case_id")
    released = by_case.loc[by_case["released"].notna(), ["released", "released_precision"]]
    released.columns = ["date", "precision"]
    status = of_case(steps["case_id"], by_case["status"])
    closing = steps[
        steps["kind"].isin([*GOING, "executed", "died"])
        | (steps["kind"].eq("bail") & status.isin(FREED))
    ].sort_values("date")
    last = closing.groupby("case_id").tail(1).set_index("case_id")
    other = last[["date", "date_precision", "kind"]].astype({"kind": object})
    other["kind"] = other["kind"].replace("deported", "released")
    other.columns = ["date", "precision", "ending"]
    return pd.concat([released.assign(ending="released"), other[~other.index.isin(released.index)]])


def of_case(case_ids: pd.Series, values: pd.Series) -> pd.Series:
    """The value that belongs to each case id, from a series by case id; missing where none."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        values = values.astype(object)
    return values.reindex(case_ids.to_numpy()).set_axis(case_ids.index)
