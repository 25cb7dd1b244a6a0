"""Does the line tell the sign of the next event better than a rule without it?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.temperature.line import HALF_LIFE_DAYS, line

BURN_IN_YEARS = 1
"""The dense years are that old before the first forecast, so that the line rests on them."""


def next_sign(
    events: pd.DataFrame, year: int, half_life_days: float = HALF_LIFE_DAYS
) -> pd.DataFrame:
    """How often is the sign of the next event foretold by the line, and by two simpler rules?

    Foretold are the events known to their day, from a year after the dense years begin (`year`):
    by the sign of the line on the day before, by the sign of the mean of all events before the
    year in question, and by always saying conflict. Nothing later than the day before is used.
    Returns rule (line, earlier, conflict), right and n; events of intensity 0 count as not above 0.
    """
    known = events[events["date_precision"] == "day"]
    asked = known[known["date"] >= pd.Timestamp(year, 1, 1) + pd.DateOffset(years=BURN_IN_YEARS)]
    warm = (asked["goldstein"] > 0).to_numpy()
    eve = pd.DatetimeIndex(asked["date"]) - pd.Timedelta(days=1)
    told = line(events, eve, half_life_days)["temperature"].to_numpy() > 0
    years = asked["date"].dt.year
    means = {y: events.loc[events["date"].dt.year < y, "goldstein"].mean() for y in years.unique()}
    rules = {
        "line": told,
        "earlier": (years.map(means) > 0).to_numpy(),
        "conflict": np.zeros(len(asked), dtype=bool),
    }
    return pd.DataFrame(
        [(rule, int((said == warm).sum()), len(asked)) for rule, said in rules.items()],
        columns=["rule", "right", "n"],
    )
