from __future__ import annotations

import pandas as pd
import pytest

from analysis.events import answers
from analysis.tables.dataset import Dataset

OPPOSITE = {"A-B": "B-A", "B-A": "A-B"}
END = pd.Timestamp(2021, 12, 31)


def table(*rows: tuple[str, str, str, float, str]) -> pd.DataFrame:
    """Events: id, date as known, direction, intensity, what they answer."""
    precision = {4: "year", 7: "month", 10: "day"}
    return pd.DataFrame(
        {
            "event_id": [r[0] for r in rows],
            "title": [r[0].upper() for r in rows],
            "date": pd.to_datetime([r[1] for r in rows], format="ISO8601"),
            "date_precision": [precision[len(r[1])] for r in rows],
            "direction": [r[2] for r in rows],
            "domain": "trade",
            "goldstein": [r[3] for r in rows],
            "responds_to": [tuple(r[4].split()) for r in rows],
        }
    )


CHAIN = table(
    ("a", "2020-01-01", "A-B", -5.0, ""),
    ("b", "2020-01-11", "B-A", -4.0, "a"),
    ("c", "2020-03-01", "A-B", -2.0, "b"),
    ("d", "2020-01-21", "B-A", 3.0, "a"),
    ("e", "2020-05-01", "mutual", 2.0, "c d"),
    ("x", "2020-06", "A-B", -1.0, ""),
    ("y", "2020-06-20", "B-A", -1.0, "x"),
    ("alone", "2020-02-02", "A-B", -3.0, ""),
)


def test_pairs_count_days_from_act_to_answer() -> None:
    pairs = answers.pairs(CHAIN).set_index("answer")
    assert pairs.at["b", "days"] == 10
    assert pairs.loc[["e"], "days"].tolist() == [61, 101]
    assert pairs.at["b", "title_act"] == "A"


def test_days_between_reach_as_far_as_the_dates_are_known() -> None:
    pair = answers.pairs(CHAIN).set_index("answer").loc["y"]
    assert (pair["days_least"], pair["days_most"], pair["exact"]) == (0, 19, False)


def test_an_answer_to_what_the_table_does_not_hold_is_left_out() -> None:
    assert answers.pairs(table(("b", "2020-01-01", "A-B", 1.0, "gone"))).empty


def test_trees_start_with_their_first_act() -> None:
    pairs = answers.pairs(CHAIN)
    found = answers.trees(pairs, CHAIN)
    assert found[["event_id", "events"]].to_numpy().tolist() == [["a", 5], ["x", 2]]


@pytest.mark.parametrize(
    ("event", "steps", "near"),
    [
        ("a", 1, {"a", "b", "d"}),
        ("c", 1, {"b", "c", "e"}),
        ("a", 2, {"a", "b", "c", "d", "e"}),
        ("b", answers.WHOLE, {"a", "b", "c", "d", "e"}),
        ("alone", answers.WHOLE, set()),
    ],
)
def test_a_chain_is_followed_as_far_as_asked(event: str, steps: int, near: set[str]) -> None:
    found = answers.around(answers.pairs(CHAIN), event, steps)
    assert {*found["act"], *found["answer"]} == near


def test_the_outline_puts_each_answer_below_its_first_act() -> None:
    pairs = answers.around(answers.pairs(CHAIN), "a", answers.WHOLE)
    outline = answers.outline(pairs, CHAIN)
    assert outline["event_id"].tolist() == ["a", "b", "c", "d", "e"]
    assert outline["depth"].tolist() == [0, 1, 2, 1, 2]
    assert outline.set_index("event_id").at["e", "act"] == "d"
    assert outline["days"].tolist()[1:] == [10, 50, 20, 101]


def test_an_outline_counts_days_only_between_dates_known_to_the_day() -> None:
    pairs = answers.around(answers.pairs(CHAIN), "x", answers.WHOLE)
    outline = answers.outline(pairs, CHAIN)
    assert outline["event_id"].tolist() == ["x", "y"]
    assert outline["days"].isna().all()


def test_every_event_of_every_tree_stands_once_in_its_outline(dataset: Dataset) -> None:
    pairs = answers.pairs(dataset.events)
    for tree in answers.trees(pairs, dataset.events).itertuples():
        whole = answers.around(pairs, tree.event_id, answers.WHOLE)
        outline = answers.outline(whole, dataset.events)
        assert outline["event_id"].is_unique
        assert len(outline) == tree.events
        placed = dict(zip(outline["event_id"], outline["row"], strict=True))
        below = outline.dropna(subset="act")
        assert all(placed[act] < row for act, row in zip(below["act"], below["row"], strict=True))


def test_times_take_only_what_is_known_to_the_day() -> None:
    found = answers.times(answers.pairs(CHAIN), ["direction"]).set_index("direction")
    assert found.loc["B-A", ["n", "least", "median", "most"]].tolist() == [2, 10, 15, 20]
    assert found.at["B-A", "lower"] == 12.5
    assert found.at["A-B", "n"] == 1


def test_reciprocity_counts_acts_answered_in_kind_in_time() -> None:
    found = answers.reciprocity(CHAIN, answers.pairs(CHAIN), OPPOSITE, END, (5, 30))
    by = found.set_index(["direction", "within"])
    # a is answered in kind by b after 10 days, c and alone never; x by y, in 0 to 19 days.
    assert by.loc[("A-B", 30), ["acts", "answered", "possibly"]].tolist() == [4, 2, 0]
    assert by.loc[("A-B", 5), ["acts", "answered", "possibly"]].tolist() == [4, 0, 1]
    # b is answered by c after 50 days, y never.
    assert by.loc[("B-A", 30), ["acts", "answered"]].tolist() == [2, 0]
    assert by.at[("A-B", 30), "share"] == 0.5


def test_an_act_whose_time_is_not_up_does_not_count() -> None:
    end = pd.Timestamp(2020, 2, 10)
    found = answers.reciprocity(CHAIN, answers.pairs(CHAIN), OPPOSITE, end, (30,))
    assert found.set_index("direction").at["A-B", "acts"] == 1


def test_shares_without_any_act_are_unknown() -> None:
    none = CHAIN.iloc[:0]
    found = answers.reciprocity(none, answers.pairs(none), OPPOSITE, END)
    assert found["acts"].sum() == 0
    assert found["share"].isna().all()


def test_reciprocity_agrees_with_counting_by_hand(dataset: Dataset) -> None:
    """The same shares, counted act by act."""
    pair = dataset.pair
    events = dataset.events[dataset.events["date_precision"] == "day"]
    opposite = {pair.a_to_b: pair.b_to_a, pair.b_to_a: pair.a_to_b}
    found = answers.reciprocity(events, answers.pairs(events), opposite, dataset.end, (90,))
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
    found = answers.in_kind_pairs(answers.pairs(CHAIN), OPPOSITE)
    assert sorted(found["answer"]) == ["b", "c", "y"]


def test_the_largest_tree_of_the_record_is_found(dataset: Dataset) -> None:
    pairs = answers.pairs(dataset.events)
    assert len(pairs) == dataset.events["responds_to"].map(len).sum()
    largest = answers.trees(pairs, dataset.events).iloc[0]
    assert largest["events"] == 43
    assert largest["first"] == pd.Timestamp(2018, 12, 1)
