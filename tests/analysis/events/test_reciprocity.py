from __future__ import annotations

import pandas as pd

from analysis.events import answers, reciprocity
from analysis.tables import pair as pairs
from analysis.tables.dataset import Dataset
from tests.analysis.events.test_answers import CHAIN

SIDES = '[a]\ncode = "A"\nname.en = "a"\n[b]\ncode = "B"\nname.en = "b"\n'
PAIR = pairs.parse(SIDES)
END = pd.Timestamp(2021, 12, 31)


def test_reciprocity_counts_acts_answered_in_kind_in_time() -> None:
    found = reciprocity.shares(CHAIN, answers.pairs(CHAIN), PAIR, END, (5, 30))
    by = found.set_index(["direction", "within"])
    # a is answered in kind by b after 10 days, c and alone never; x by y, in 0 to 19 days.
    assert by.loc[("A-B", 30), ["acts", "answered", "possibly"]].tolist() == [4, 2, 0]
    assert by.loc[("A-B", 5), ["acts", "answered", "possibly"]].tolist() == [4, 0, 1]
    # b is answered by c after 50 days, y never.
    assert by.loc[("B-A", 30), ["acts", "answered"]].tolist() == [2, 0]
    assert by.at[("A-B", 30), "share"] == 0.5


def test_an_act_whose_time_is_not_up_does_not_count() -> None:
    end = pd.Timestamp(2020, 2, 10)
    found = reciprocity.shares(CHAIN, answers.pairs(CHAIN), PAIR, end, (30,))
    assert found.set_index("direction").at["A-B", "acts"] == 1


def test_shares_without_any_act_are_unknown() -> None:
    none = CHAIN.iloc[:0]
    found = reciprocity.shares(none, answers.pairs(none), PAIR, END)
    assert found["acts"].sum() == 0
    assert found["share"].isna().all()


def test_reciprocity_agrees_with_counting_by_hand(dataset: Dataset) -> None:
    """The same shares, counted act by act."""
    pair = dataset.pair
    events = dataset.events[dataset.events["date_precision"] == "day"]
    opposite = {pair.a_to_b: pair.b_to_a, pair.b_to_a: pair.a_to_b}
    found = reciprocity.shares(events, answers.pairs(events), pair, dataset.end, (90,))
    rows = events.to_dict("records")
    for share in found.itertuples():
        acts = [
            act
            for act in rows
            if act["direction"] == share.direction
            and act["goldstein"] < 0
            and act["date"] + pd.Timedelta(days=90) <= dataset.end
        ]
        in_kind = [
            act
            for act in acts
            if any(
                act["event_id"] in answer["responds_to"]
                and answer["direction"] == opposite[share.direction]
                and answer["goldstein"] < 0
                and (answer["date"] - act["date"]).days <= 90
                for answer in rows
            )
        ]
        assert (share.acts, share.answered, share.possibly) == (len(acts), len(in_kind), 0)


def test_in_kind_pairs_are_hostile_both_ways() -> None:
    found = reciprocity.in_kind(answers.pairs(CHAIN), PAIR)
    assert sorted(found["answer"]) == ["b", "c", "y"]


def test_conflictual_acts_are_those_of_the_two_sides_below_zero() -> None:
    found = reciprocity.conflictual(CHAIN, PAIR)
    assert sorted(found["event_id"]) == ["a", "alone", "b", "c", "x", "y"]
