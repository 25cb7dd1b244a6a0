"""The state of the relationship on one day, in a handful of figures."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.consular.cases import open_cases
from analysis.contacts.silence import last
from analysis.tables.dataset import Dataset
from analysis.temperature import acts, eras
from analysis.temperature.certainty import differences
from analysis.temperature.certainty.breaks import breaks
from analysis.temperature.certainty.differences import Difference
from analysis.temperature.certainty.record import resamples
from analysis.temperature.measures import doubt, standing
from analysis.trade.standing import count_by_side, in_force


@dataclass(frozen=True, eq=False)
class Headline:
    """The figures at the head of the overview, all as of `day`.

    `stands` has value, low and high (the record band), state_low and state_high, in degrees;
    `change` is that of twelve months; `since` is the last firm break (one row or none).
    `last_leader` and `last_minister` are what `analysis.contacts.silence.last` returns;
    `restrictions` counts measures by imposing side and standing; `cases` holds the open cases.
    """

    day: pd.Timestamp
    stands: pd.Series
    change: Difference
    since: pd.DataFrame
    last_leader: pd.DataFrame
    last_minister: pd.DataFrame
    restrictions: pd.DataFrame
    cases: pd.DataFrame


def headline(dataset: Dataset) -> Headline:
    """How does the relationship stand at the end of what the tables know?

    `dataset.contacts` carries `level` (see `analysis.tables.offices.with_level`).
    """
    day = dataset.end
    events = acts.between(dataset.events, dataset.pair)
    unsure = doubt(dataset)
    drawn = resamples(events, errors=unsure.errors)
    found = breaks(eras.since(events, eras.wall(events)))
    return Headline(
        day=day,
        stands=standing(drawn, day, unsure),
        change=differences.change(drawn, day - pd.DateOffset(years=1), day),
        since=found[found["firm"]].tail(1),
        last_leader=last(dataset.contacts, "leader", day),
        last_minister=last(dataset.contacts, "minister", day),
        restrictions=count_by_side(in_force(dataset.trade_restrictions, day)),
        cases=open_cases(dataset.consular_cases, day),
    )
