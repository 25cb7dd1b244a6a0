"""What was raised, by whom, and what the other side's account leaves out."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.contacts import accounts, topics
from analysis.tables.dataset import Dataset


def contact(a: tuple[str, ...], b: tuple[str, ...], shared: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "contact_id": ["c"],
            "date": pd.to_datetime(["2020-08-25"]),
            "topics_a": [a],
            "topics_b": [b],
            "topics_shared": [shared],
        }
    )


def test_rome_by_hand(dataset: Dataset) -> None:
    rome = dataset.contacts[dataset.contacts["contact_id"] == "2020-08-25-champagne-wang-rome"]
    sets = topics.compared(rome).iloc[0]
    assert sets["common"] == ("covid-19",)
    assert set(sets["only_a"]) == {"consular-cases", "death-penalty", "hong-kong", "human-rights"}
    assert sets["only_b"] == ("extradition",)


def test_what_both_lists_name_is_in_common_though_not_shared() -> None:
    sets = topics.compared(contact(("trade", "taiwan"), ("trade",), ())).iloc[0]
    assert sets["common"] == ("trade",)
    assert sets["only_a"] == ("taiwan",)
    assert sets["only_b"] == ()


names = st.lists(st.sampled_from("abcdef"), max_size=6).map(tuple)


@given(names, names, names)
def test_the_three_sets_part_the_topics(
    a: tuple[str, ...], b: tuple[str, ...], shared: tuple[str, ...]
) -> None:
    sets = topics.compared(contact(a, b, shared)).iloc[0]
    parts = [set(sets[name]) for name in ("common", "only_a", "only_b")]
    assert set.union(*parts) == {*a, *b, *shared}
    assert sum(map(len, parts)) == len(set.union(*parts))
    assert all(len(sets[name]) == len(set(sets[name])) for name in ("common", "only_a", "only_b"))


@given(names, names, names)
def test_changing_sides_changes_sides(
    a: tuple[str, ...], b: tuple[str, ...], shared: tuple[str, ...]
) -> None:
    one, other = (topics.compared(contact(*order, shared)).iloc[0] for order in ((a, b), (b, a)))
    assert one["only_a"] == other["only_b"]
    assert one["only_b"] == other["only_a"]
    assert set(one["common"]) == set(other["common"])


def test_every_item_of_every_list_is_raised_once(dataset: Dataset) -> None:
    raised = topics.raised(dataset.contacts)
    items = sum(dataset.contacts[column].map(set).str.len().sum() for column in topics.RAISED_BY)
    assert len(raised) == items
    counts = topics.by_year(raised)
    assert counts["contacts"].sum() == items


def test_topics_of_one_year_and_side(dataset: Dataset) -> None:
    counts = topics.by_year(topics.raised(dataset.contacts), ["canola"])
    cell = counts[(counts["year"] == 2025) & (counts["raised_by"] == "a")]
    in_2025 = dataset.contacts[dataset.contacts["date"].dt.year == 2025]
    assert cell["contacts"].item() == sum("canola" in listed for listed in in_2025["topics_a"])
    assert set(counts["topic"]) == {"canola"}


def test_what_is_left_out_is_counted_where_both_accounts_are_known(dataset: Dataset) -> None:
    heard = accounts.both(dataset.contacts, dataset.pair)
    table = topics.left_out(heard).set_index("topic")
    rights = [
        "human-rights" in a and "human-rights" not in (*b, *s)
        for a, b, s in zip(
            heard["topics_a"], heard["topics_b"], heard["topics_shared"], strict=True
        )
    ]
    assert table.at["human-rights", "only_a"] == sum(rights) > 0
    one_sided = table["only_a"] + table["only_b"]
    assert one_sided.is_monotonic_decreasing


def test_no_contact_has_no_topic(dataset: Dataset) -> None:
    none = topics.raised(dataset.contacts.head(0))
    assert none.empty
    assert topics.by_year(none).empty
    assert topics.busiest(none, 5).empty
    assert topics.left_out(dataset.contacts.head(0)).empty


@pytest.mark.parametrize("n", [1, 12, 1000])
def test_the_busiest_topics_come_first(dataset: Dataset, n: int) -> None:
    raised = topics.raised(dataset.contacts)
    top = topics.busiest(raised, n)
    sizes = raised.groupby("topic")["contact_id"].nunique()
    assert [sizes[t] for t in top.index] == list(top) == sorted(sizes, reverse=True)[:n]
