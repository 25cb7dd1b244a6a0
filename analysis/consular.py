"""Who was held, for how long, and what happened to the case?"""

from __future__ import annotations

import pandas as pd


def open_cases(cases: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """Which cases were open on this day: begun, and neither released nor ended by execution?

    A case whose beginning is not on record counts as begun. Returns the rows with `standing`:
    in-custody, or outcome-unknown where no outcome was found (counted apart).
    """
    held = ~(cases["detained"] > on) & ~(cases["released"] <= on)
    closed = cases["status"].isin(["executed"]) | (
        cases["status"].eq("released") & cases["released"].isna()
    )
    still = cases[held & ~closed]
    unknown = still["status"] == "outcome-unknown"
    return still.assign(
        standing=unknown.map({True: "outcome-unknown", False: "in-custody"}).astype(str)
    )
