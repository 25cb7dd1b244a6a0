"""Rate paths: hand-checked on the tables, and what may be added."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.trade import goods, rates
from tests.analysis.trade.rows import phases

START, END = pd.Timestamp("2015-01-01"), pd.Timestamp("2026-06-16")


def _path(dataset: Dataset, line: str) -> pd.DataFrame:
    return rates.path(goods.of_line(dataset.trade_restrictions, line), START, dataset.end)


def _on(path: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    return path[(path["begin"] <= day) & (day < path["finish"])]


def _steps(path: pd.DataFrame) -> list[tuple[str, float, str]]:
    return [
        (str(begin.date()), rate, standing)
        for begin, rate, standing in zip(
            path["begin"], path["rate_percent"], path["standing"], strict=True
        )
    ]


def test_canola_seed_reads_nothing_then_75_8_then_5_9(dataset: Dataset) -> None:
    assert _steps(_path(dataset, "canola-seed")) == [
        ("2015-01-01", 0.0, "none"),
        ("2025-08-14", 75.8, "in-force"),
        ("2026-03-01", 5.9, "in-force"),
    ]


@pytest.mark.parametrize(
    ("day", "rate"),
    [("2025-08-13", 0.0), ("2025-08-14", 75.8), ("2026-02-28", 75.8), ("2026-03-01", 5.9)],
)
def test_the_rate_of_canola_seed_on_a_day(dataset: Dataset, day: str, rate: float) -> None:
    held = _on(_path(dataset, "canola-seed"), pd.Timestamp(day))
    assert held["rate_percent"].tolist() == [rate]


def test_electric_vehicles_read_100_then_two_tiers(dataset: Dataset) -> None:
    path = _path(dataset, "vehicles")
    before = _on(path, pd.Timestamp("2024-10-01"))
    assert before[["rate_percent", "standing", "tier"]].to_numpy().tolist() == [
        [100.0, "in-force", ""]
    ]
    since = _on(path, pd.Timestamp("2026-03-01"))
    assert since[["rate_percent", "standing", "tier"]].to_numpy().tolist() == [
        [6.1, "in-force", "within-quota"],
        [100.0, "end-unknown", "outside-quota"],
    ]
    assert _on(path, pd.Timestamp("2024-09-30"))["rate_percent"].tolist() == [0.0]


def test_the_ordinary_duty_of_vehicles_is_told_and_not_added(dataset: Dataset) -> None:
    vehicles = goods.of_line(dataset.trade_restrictions, "vehicles")
    assert rates.ordinary_duty(vehicles) == 6.1
    assert 106.1 not in _path(dataset, "vehicles")["rate_percent"].tolist()
    seed = goods.of_line(dataset.trade_restrictions, "canola-seed")
    assert pd.isna(rates.ordinary_duty(seed))


def test_a_lifted_surtax_reads_nothing_and_says_that_it_is_relief(dataset: Dataset) -> None:
    now = _on(_path(dataset, "peas"), dataset.end)
    assert now[["rate_percent", "standing"]].to_numpy().tolist() == [[0.0, "easing"]]


def test_seafood_keeps_its_rate_but_for_lobster_and_crab(dataset: Dataset) -> None:
    now = _on(_path(dataset, "seafood"), dataset.end)
    assert dict(zip(now["restriction_id"], now["rate_percent"], strict=True)) == {
        "chn-lobster-crab-suspension-2026": 0.0,
        "chn-aquatic-surtax-rest-2026": 25.0,
    }


def test_steel_measures_stand_side_by_side_and_are_never_summed(dataset: Dataset) -> None:
    metals = goods.of_line(dataset.trade_restrictions, "steel-aluminium")
    now = _on(_path(dataset, "steel-aluminium"), dataset.end)
    assert sorted(now["rate_percent"]) == [0.0, 25.0, 25.0, 25.0, 50.0]
    assert now.groupby("tier").size().to_dict() == {"": 4, "above-quota": 1}
    assert pd.isna(rates.together(metals, dataset.end))
    assert len(rates.without_rate(metals)) > 10


@pytest.mark.parametrize(
    ("stacks", "sum_of_rates"),
    [
        ("yes", 35.0),
        ("no", None),
        (None, None),
    ],
)
def test_rates_are_added_only_where_the_record_says_that_they_stack(
    stacks: str | None, sum_of_rates: float | None
) -> None:
    table = phases(
        {"effective": "2020-01-01", "rate_percent": 25},
        {"effective": "2020-02-01", "rate_percent": 10, "stacks": stacks},
    )
    total = rates.together(table, pd.Timestamp("2020-03-01"))
    assert (None if pd.isna(total) else total) == sum_of_rates
    assert pd.isna(rates.together(table, pd.Timestamp("2020-01-15")))


def test_a_phase_without_a_rate_has_a_step_without_a_rate() -> None:
    table = phases(
        {"effective": "2020-01-01", "ended": "2020-06-01", "status": "ended"},
        {"effective": "2020-06-01", "rate_percent": 12, "replaces": ("p0",)},
    )
    path = rates.path(table, START, END)
    assert path["rate_percent"].fillna(-1).tolist() == [0.0, -1.0, 12.0]


def test_between_and_after_its_phases_a_measure_reads_nothing() -> None:
    table = phases(
        {"effective": "2020-01-01", "ended": "2020-06-01", "status": "ended", "rate_percent": 5},
        {
            "effective": "2020-09-01",
            "ended": "2021-01-01",
            "status": "ended",
            "rate_percent": 8,
            "replaces": ("p0",),
        },
    )
    assert _steps(rates.path(table, START, END)) == [
        ("2015-01-01", 0.0, "none"),
        ("2020-01-01", 5.0, "in-force"),
        ("2020-06-01", 0.0, "none"),
        ("2020-09-01", 8.0, "in-force"),
        ("2021-01-01", 0.0, "none"),
    ]


def test_a_step_tells_its_own_days_where_the_window_cuts_it() -> None:
    table = phases(
        {"effective": "2014-04", "ended": "2018-04-20", "status": "ended", "rate_percent": 5},
        {"effective": "2018-04-20", "rate_percent": 5, "replaces": ("p0",)},
    )
    path = rates.path(table, START, END)
    assert path["begin"].min() == START
    assert path["since"].dt.strftime("%Y-%m-%d").tolist() == ["2014-04-01", "2018-04-20"]
    assert path["precision"].tolist() == ["month", "day"]
    assert path["until"].isna().tolist() == [False, True]


def test_a_probe_and_what_is_scheduled_have_no_rate_yet() -> None:
    table = phases(
        {"effective": "2020-01-01", "rate_percent": 5, "status": "investigation"},
        {"effective": "2027-01-01", "rate_percent": 5, "status": "scheduled"},
        {"effective": None, "announced": "2020-01-01", "rate_percent": 5},
    )
    assert rates.path(table, START, END).empty


def test_a_circle_of_replacements_still_has_a_path() -> None:
    table = phases(
        {
            "effective": "2020-01-01",
            "ended": "2020-06-01",
            "status": "ended",
            "rate_percent": 5,
            "replaces": ("p1",),
        },
        {"effective": "2020-06-01", "rate_percent": 8, "replaces": ("p0",)},
    )
    assert rates.path(table, START, END)["rate_percent"].tolist() == [0.0, 5.0, 8.0]


def test_a_rate_goes_on_in_a_phase_that_says_not_since_when() -> None:
    table = phases(
        {"effective": "2020-01-01", "ended": "2021-01-01", "status": "ended", "rate_percent": 14.5},
        {"announced": "2021-01-01", "rate_percent": 10.0, "replaces": ("p0",)},
    )
    assert _steps(rates.path(table, START, END)) == [
        ("2015-01-01", 0.0, "none"),
        ("2020-01-01", 14.5, "in-force"),
        ("2021-01-01", 10.0, "in-force"),
    ]
