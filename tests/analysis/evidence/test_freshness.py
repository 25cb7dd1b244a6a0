from __future__ import annotations

import pandas as pd

from analysis.evidence.freshness import freshness
from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters, apply


def test_freshness_never_looks_past_the_chosen_day(dataset: Dataset) -> None:
    day = pd.Timestamp(2019, 6, 30)
    fresh = freshness(apply(dataset, Filters(as_of=day))).set_index("table")
    for table in ("events", "contacts", "statements", "consular_milestones", "observations"):
        assert fresh.at[table, "newest"] <= day
        assert fresh.at[table, "days"] == (day - fresh.at[table, "newest"]).days
    assert fresh.at["events", "rows"] < len(dataset.events)


def test_a_measure_announced_without_a_day_of_effect_is_new_all_the_same(dataset: Dataset) -> None:
    latest = dataset.trade_restrictions.nlargest(1, "announced").assign(effective=pd.NaT)
    older = dataset.trade_restrictions.nsmallest(1, "effective")
    cut = dataset.with_tables(trade_restrictions=pd.concat([older, latest]))
    fresh = freshness(cut).set_index("table")
    assert fresh.at["trade_restrictions", "newest"] == latest["announced"].iloc[0]
