"""The state of the relationship on one day, in a handful of figures."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.consular.cases import open_cases
from analysis.contacts.often import last_at
from analysis.tables.dataset import Dataset
from analysis.temperature import line as temperature
from analysis.trade.standing import count_by_side, in_force


@dataclass(frozen=True, eq=False)
class Headline:
    """The figures at the head of the overview, all as of `day`.

    Temperatures are degrees; `last_leader` and `last_minister` hold the last contact at that
    level or above (one row or none); `restrictions` counts by imposing side and standing; `cases`
    holds the open cases.
    """

    day: pd.Timestamp
    temperature: float
    a_year_before: float
    last_leader: pd.DataFrame
    last_minister: pd.DataFrame
    restrictions: pd.DataFrame
    cases: pd.DataFrame

    @property
    def change(self) -> float:
        """The change of the temperature over twelve months, in degrees."""
        return self.temperature - self.a_year_before


def headline(
    dataset: Dataset,
    half_life_days: float = temperature.HALF_LIFE_DAYS,
    prior_weight: float = temperature.PRIOR_WEIGHT,
) -> Headline:
    """How does the relationship stand at the end of what the tables know?

    `dataset.contacts` carries `level` (see `analysis.tables.offices.with_level`).
    """
    day = dataset.end
    at = pd.DatetimeIndex([day - pd.DateOffset(years=1), day])
    then, now = temperature.line(dataset.events, at, half_life_days, prior_weight)["temperature"]
    return Headline(
        day=day,
        temperature=float(now),
        a_year_before=float(then),
        last_leader=last_at(dataset.contacts, "leader"),
        last_minister=last_at(dataset.contacts, "minister"),
        restrictions=count_by_side(in_force(dataset.trade_restrictions, day)),
        cases=open_cases(dataset.consular_cases, day),
    )
