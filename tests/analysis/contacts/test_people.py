"""Who met whom: pairs, matrix and network."""

from __future__ import annotations

from itertools import permutations

import pandas as pd
import pytest

from analysis.contacts import people
from analysis.tables.dataset import Dataset


@pytest.fixture(scope="module")
def pairs(dataset: Dataset) -> pd.DataFrame:
    return people.pairs(dataset.contacts, dataset.actors)


@pytest.fixture(scope="module")
def everyone(pairs: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    return people.people(pairs, dataset.offices)


def meetings(*rows: tuple[str, list[str], list[str]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "contact_id": [f"c{i}" for i in range(len(rows))],
            "date": pd.to_datetime([day for day, _a, _b in rows]),
            "date_precision": "day",
            "place_city": "Town",
            "side_a": [a for _day, a, _b in rows],
            "side_b": [b for _day, _a, b in rows],
        }
    )


ACTORS = pd.DataFrame(
    {
        "actor_id": ["ann", "abe", "bea", "ben", "state-b"],
        "kind": ["person", "person", "person", "person", "state"],
    }
)
NO_OFFICES = pd.DataFrame(
    {
        "actor_id": pd.Series([], dtype="str"),
        "office": pd.Series([], dtype="str"),
        "post": pd.Series([], dtype="str"),
        "attested": pd.Series([], dtype="datetime64[s]"),
        "attested_precision": pd.Series([], dtype="str"),
        "rank": pd.Series([], dtype="str"),
        "start": pd.Series([], dtype="datetime64[s]"),
        "end": pd.Series([], dtype="datetime64[s]"),
        "end_precision": pd.Series([], dtype="str"),
    }
)


def test_a_contact_of_several_people_counts_once_per_pair() -> None:
    met = people.pairs(meetings(("2020-01-01", ["ann", "abe"], ["bea", "ben", "bea"])), ACTORS)
    assert len(met) == 4
    persons = people.people(met, NO_OFFICES)
    assert persons["contacts"].tolist() == [1, 1, 1, 1]
    assert persons["partners"].tolist() == [2, 2, 2, 2]


def test_a_side_without_a_named_person_has_no_pair() -> None:
    table = meetings(("2020-01-01", ["ann"], ["state-b"]), ("2020-01-02", ["ann"], ["bea"]))
    met = people.pairs(table, ACTORS)
    assert met["contact_id"].tolist() == ["c1"]
    assert people.without_names(table, met) == 1


def test_the_matrix_counts_contacts_of_each_pair() -> None:
    table = meetings(
        ("2020-01-01", ["ann"], ["bea"]),
        ("2020-02-01", ["ann"], ["bea", "ben"]),
        ("2020-03-01", ["abe"], ["ben"]),
    )
    met = people.pairs(table, ACTORS)
    persons = people.people(met, NO_OFFICES)
    counts = people.matrix(people.links(met, persons), persons)
    assert counts.to_numpy().tolist() == [[2, 1], [0, 1]]
    assert counts.index.tolist() == ["ann", "abe"]


def test_the_foreign_ministers_of_the_record(pairs: pd.DataFrame, everyone: pd.DataFrame) -> None:
    links = people.links(pairs, everyone).set_index(["person_a", "person_b"])
    one = links.loc[("champagne-francois-philippe", "wang-yi")]
    assert one["contacts"] == 5
    assert (pd.Timestamp("2020-08-25"), "day") in one["dates"]
    assert "Rome" in one["places"]


def test_people_stand_by_rank_then_by_first_contact(everyone: pd.DataFrame) -> None:
    for _side, own in everyone.groupby("side"):
        keys = list(zip(own["rank"].cat.codes, own["first"], strict=True))
        assert keys == sorted(keys)


def test_the_busiest_are_the_busiest(everyone: pd.DataFrame) -> None:
    few = people.busiest(everyone, 5)
    assert few.groupby("side").size().tolist() == [5, 5]
    for side, own in few.groupby("side"):
        others = everyone[(everyone["side"] == side) & ~everyone.index.isin(own.index)]
        assert own["contacts"].min() >= others["contacts"].max()
    assert list(few.index) == sorted(few.index)


def test_matrix_and_links_agree(pairs: pd.DataFrame, everyone: pd.DataFrame) -> None:
    links = people.links(pairs, everyone)
    counts = people.matrix(links, everyone)
    assert counts.to_numpy().sum() == links["contacts"].sum() == len(pairs)
    assert (counts.sum(axis="columns") > 0).all()


def test_no_contact_gives_empty_tables(dataset: Dataset) -> None:
    none = people.pairs(dataset.contacts.head(0), dataset.actors)
    persons = people.people(none, dataset.offices)
    links = people.links(none, persons)
    assert persons.empty
    assert links.empty
    assert people.matrix(links, persons).empty
    assert people.layout(persons, links).empty


def test_the_network_is_the_same_on_every_run(pairs: pd.DataFrame, everyone: pd.DataFrame) -> None:
    few = people.busiest(everyone, 12)
    links = people.links(pairs, few)
    once, again = (
        people.layout(few, links),
        people.layout(few.sample(frac=1, random_state=1), links),
    )
    pd.testing.assert_frame_equal(
        once[["actor_id", "x", "y"]].reset_index(drop=True),
        again[["actor_id", "x", "y"]].reset_index(drop=True),
    )


def test_who_stand_alike_in_the_network_stand_in_the_order_of_their_first_contacts() -> None:
    # Three of the four whom one person met met nobody else.
    links = pd.DataFrame(
        [
            ("ann", "bea", 1),
            ("ann", "ben", 1),
            ("ann", "bob", 1),
            ("ann", "bud", 1),
            ("abe", "bea", 1),
        ],
        columns=["person_a", "person_b", "contacts"],
    )
    first = pd.to_datetime(["2020-01-01", "2018-01-01", "2021-01-01", "2022-01-01", "2019-01-01"])
    for order in permutations(["bud", "ben", "bob"]):
        persons = pd.DataFrame(
            {
                "actor_id": ["ann", "bea", *order, "abe"],
                "side": ["side_a", *["side_b"] * 4, "side_a"],
                "first": [first[0], first[1], *sorted(first[2:]), first[1]],
            }
        )
        placed = people.layout(persons, links)
        assert [one for one in placed["actor_id"] if one in order] == list(order)


def test_every_linked_person_has_a_place_of_their_own(
    pairs: pd.DataFrame, everyone: pd.DataFrame
) -> None:
    links = people.links(pairs, everyone)
    placed = people.layout(everyone, links)
    assert set(placed["actor_id"]) == set(links["person_a"]) | set(links["person_b"])
    assert not placed.duplicated(["x", "y"]).any()
    assert placed["y"].between(0, 1).all()
    assert set(placed.loc[placed["side"] == "side_a", "x"]) == {0.0}


def test_groups_that_never_met_are_kept_apart() -> None:
    table = meetings(
        ("2020-02-01", ["ann"], ["bea"]),
        ("2019-01-01", ["abe"], ["ben"]),
    )
    met = people.pairs(table, ACTORS)
    persons = people.people(met, NO_OFFICES)
    placed = people.layout(persons, people.links(met, persons)).set_index("actor_id")["y"]
    # The earlier pair stands above.
    assert placed.to_dict() == {"abe": 0, "ben": 0, "ann": 1, "bea": 1}
