"""The rows that sentences are held against: the days that each tells of."""

from __future__ import annotations

import pandas as pd

from analysis.article.rows import Rows


def test_what_ended_in_a_month_may_have_lasted_to_its_last_day(index: Rows) -> None:
    known = index.known[index.known["field"] == ""].set_index(["table", "row_id"])
    phases = index.record.trade_restrictions.join(
        known.loc["trade_restrictions", "last"], on="restriction_id"
    )
    ended = phases[phases["ended_precision"].eq("month")]
    assert len(ended)
    assert (ended["last"] == ended["ended"] + pd.offsets.MonthEnd(0)).all()
