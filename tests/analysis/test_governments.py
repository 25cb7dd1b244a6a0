from __future__ import annotations

import pandas as pd
import pytest

from analysis import governments
from analysis.tables.dataset import Dataset
from analysis.tables.dates import iso
from analysis.temperature import acts
from analysis.trade.standing import measures, restricting
from tests.analysis.trade.rows import phases

END = pd.Timestamp(2024, 12, 31)


def offices(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Terms of one office: who, start and end as known."""
    table = pd.DataFrame(rows, columns=["actor_id", "start", "end"]).assign(office="chair")
    precision = {0: None, 4: "year", 7: "month", 10: "day"}
    table = table.assign(post="", attested="")
    for column in ("start", "end", "attested"):
        table[f"{column}_precision"] = table[column].map(lambda text: precision[len(text)])
        table[column] = pd.to_datetime(table[column].replace("", None), format="ISO8601")
    return table


def test_a_term_without_an_end_lasts_until_the_next_begins() -> None:
    held = governments.terms(
        offices(("b", "2020-01-01", ""), ("a", "2010", "2012-05"), ("c", "2023-06-01", "")),
        "chair",
        END,
    )
    assert held["actor_id"].tolist() == ["a", "b", "c"]
    assert held["until"].dt.strftime("%Y-%m-%d").tolist() == [
        "2012-05-31",
        "2023-05-31",
        "2024-12-31",
    ]
    assert iso(held["start"], held["start_precision"]).tolist() == [
        "2010",
        "2020-01-01",
        "2023-06-01",
    ]
    assert iso(held["end"], held["end_precision"]).tolist() == ["2012-05", "2023-06-01", ""]


def test_an_end_on_record_is_told_unless_the_next_term_began_before_it() -> None:
    held = governments.terms(
        offices(("a", "2010", "2012"), ("b", "2012", "2019-07-18"), ("c", "2016-09", "")),
        "chair",
        END,
    )
    assert iso(held["end"], held["end_precision"]).tolist() == ["2012", "2016-09", ""]


def test_terms_after_the_day_of_the_record_are_left_out() -> None:
    table = offices(("a", "2010-01-01", "2030-01-01"), ("b", "2026-01-01", ""))
    held = governments.terms(table, "chair", END)
    assert held["actor_id"].tolist() == ["a"]
    assert held["until"].tolist() == [END]


def test_terms_without_a_start_divide_nothing() -> None:
    assert governments.terms(offices(("a", "", "2020")), "chair", END).empty


def test_offices_of_equal_rank_come_first_and_of_them_those_with_most_terms(
    dataset: Dataset,
) -> None:
    start = dataset.events["date"].min()
    for side, office in zip(
        dataset.pair.sides,
        ("Prime Minister of Canada", "Premier of the State Council of China"),
        strict=True,
    ):
        found = governments.dividing(dataset.offices, dataset.actors, side.code, start, dataset.end)
        assert found["office"].iloc[0] == office
        assert found["rank"].iloc[0] == "leader"
        assert (found["terms"] >= 1).all()
        assert found["rank"].is_monotonic_increasing
        for _rank, equal in found.groupby("rank", observed=True):
            assert equal["terms"].is_monotonic_decreasing


@pytest.mark.parametrize(
    "office", ["Prime Minister of Canada", "Minister of Foreign Affairs of China"]
)
def test_terms_divide_the_record_without_loss(dataset: Dataset, office: str) -> None:
    side = "CAN" if "Canada" in office else "CHN"
    held = governments.terms(dataset.offices, office, dataset.end)
    found = governments.by_term(dataset, held, side, dataset.events["date"].min())
    # As many as its temperature is made of: acts of third parties are none.
    assert found["events"].sum() == len(acts.between(dataset.events, dataset.pair))
    assert found["contacts"].sum() == len(dataset.contacts)
    rows = dataset.trade_restrictions
    held = restricting(rows) & rows["effective"].notna()
    assert found[["begun_own", "begun_other"]].sum().sum() == measures(rows)[held].nunique()
    assert found["temperature"].between(-10, 10).all()


def test_both_divisions_have_the_same_mean_over_all_days(dataset: Dataset) -> None:
    start = dataset.events["date"].min()
    means = []
    for side, office in (
        ("CAN", "Prime Minister of Canada"),
        ("CHN", "Minister of Foreign Affairs of China"),
    ):
        held = governments.terms(dataset.offices, office, dataset.end)
        found = governments.by_term(dataset, held, side, start)
        means.append((found["temperature"] * found["days"]).sum() / found["days"].sum())
    assert means[0] == pytest.approx(means[1], abs=0.002)


def test_no_terms_give_an_empty_table(dataset: Dataset) -> None:
    none = governments.terms(dataset.offices, "no such office", dataset.end)
    assert governments.by_term(dataset, none, "CAN", dataset.end).empty


def test_what_a_term_leaves_the_next_inherits(dataset: Dataset) -> None:
    held = governments.terms(dataset.offices, "Prime Minister of Canada", dataset.end)
    found = governments.by_term(dataset, held, "CAN", dataset.events["date"].min())
    assert found["inherited"].iloc[1:].tolist() == found["left"].iloc[:-1].tolist()
    assert found["inherited"].isna().tolist() == [True] + [False] * (len(found) - 1)


def test_a_measure_of_several_phases_begins_and_ends_once(dataset: Dataset) -> None:
    own, other = {"imposed_by": "CAN"}, {"imposed_by": "CHN"}
    table = phases(
        {**own, "effective": "2019-01-01", "ended": "2019-06-01", "status": "ended"},
        {**own, "effective": "2019-06-01", "ended": "2020", "status": "ended", "replaces": ("p0",)},
        {**other, "effective": "2018-01-01", "ended": "2019-01-01", "status": "ended"},
        {**other, "effective": "2019-01-01", "replaces": ("p2",)},
        {**other, "announced": "2019-01-01"},
    )
    held = governments.terms(dataset.offices, "Prime Minister of Canada", dataset.end)
    told = dataset.with_tables(trade_restrictions=table)
    found = governments.by_term(told, held, "CAN", dataset.events["date"].min())
    counts = found.set_index("actor_id")[["begun_own", "begun_other", "ended_own", "ended_other"]]
    assert counts.loc["trudeau-justin"].tolist() == [1, 1, 1, 0]


def test_measures_are_counted_by_the_length_of_the_term(dataset: Dataset) -> None:
    held = governments.terms(dataset.offices, "Prime Minister of Canada", dataset.end)
    found = governments.by_term(dataset, held, "CAN", dataset.events["date"].min())
    for change in ("begun", "ended"):
        total = found[f"{change}_own"] + found[f"{change}_other"]
        again = found[f"{change}_per_year"] * found["days"] / governments.DAYS_OF_YEAR
        assert again.tolist() == pytest.approx(total.tolist())
