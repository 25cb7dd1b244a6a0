"""What happened on which day of an episode."""

from __future__ import annotations

import pandas as pd

from analysis.compare.clock import MARKS, marks, measures, on_clock
from tests.analysis.compare.conftest import Records


def test_days_are_counted_from_the_trigger(records: Records, known: pd.DataFrame) -> None:
    found = on_clock(records, known)
    assert set(found["mark"]) == set(MARKS)
    own = found[found["episode_id"] == "huawei-2018"]
    held = own[own["mark"] == "detained"].set_index("row_id")["least"]
    # 1 December to 10 December 2018.
    assert held.to_dict() == {"kovrig-michael": 9, "spavor-michael": 9}


def test_marks_lie_between_the_trigger_and_the_end(records: Records, known: pd.DataFrame) -> None:
    found = on_clock(records, known)
    until = (known["end"].fillna(known["watched"]) - known["begin"]).dt.days
    longest = dict(zip(known["episode_id"], until, strict=True))
    assert (found["least"] >= 0).all()
    assert (found["least"] <= found["episode_id"].map(longest)).all()
    assert (found["least"] <= found["most"]).all()


def test_a_month_that_holds_the_trigger_counts_only_for_an_answer(
    records: Records, known: pd.DataFrame
) -> None:
    found = on_clock(records, known)
    rough = found[(found["date_precision"] == "month") & (found["least"] == 0)]
    assert set(rough["row_id"]) == {
        "chn-boycott-2012",
        "chn-tours-2012",
        "chn-visas-norwegians-2010",
    } | set(rough.loc[rough["episode_id"] == "remark-2025", "row_id"])
    assert set(rough["mark"]) == {"measure"}


def test_no_mark_is_the_trigger_itself(records: Records, known: pd.DataFrame) -> None:
    found = on_clock(records, known)
    assert not set(found["row_id"]) & set(known["trigger_event"])


def test_a_measure_is_lifted_when_its_last_phase_is(records: Records) -> None:
    whole = measures(records["aus-chn"]).set_index("measure_id")
    # Provisional duties that final ones replaced were not lifted then.
    wine = whole.loc["chn-wine-ad-investigation-2020"]
    assert (wine["begin"], wine["lifted"]) == (
        pd.Timestamp(2020, 11, 27),
        pd.Timestamp(2024, 3, 29),
    )
    # Of cotton no end was found.
    assert pd.isna(whole.loc["chn-cotton-unofficial-2020", "lifted"])


def test_a_rank_above_that_of_a_minister_counts_as_at_least_a_minister(records: Records) -> None:
    record = records["jpn-chn"]
    ranks = record.offices["rank"].astype(str).replace("minister", "state-councillor")
    raised = record.with_tables(offices=record.offices.assign(rank=ranks))
    pd.testing.assert_frame_equal(marks(raised), marks(record))


def test_nothing_to_compare_is_an_empty_table(records: Records, known: pd.DataFrame) -> None:
    assert on_clock(records, known.head(0)).empty
