from __future__ import annotations

import pandas as pd
import pytest

from analysis.events import answers
from analysis.tables.dataset import Dataset


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
    found = answers.times(answers.pairs(CHAIN)).query("domain == ''").set_index("direction")
    assert found.loc["B-A", ["n", "least", "median", "most"]].tolist() == [2, 10, 15, 20]
    assert found.at["B-A", "lower"] == 12.5
    assert found.at["A-B", "n"] == 1


def test_the_largest_tree_of_the_record_is_found(dataset: Dataset) -> None:
    pairs = answers.pairs(dataset.events)
    assert len(pairs) == dataset.events["responds_to"].map(len).sum()
    largest = answers.trees(pairs, dataset.events).iloc[0]
    assert largest["events"] == 43
    assert largest["first"] == pd.Timestamp(2018, 12, 1)
