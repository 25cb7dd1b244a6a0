from __future__ import annotations

import pandas as pd

from analysis.events import counts as events
from analysis.tables.dataset import Dataset

DOMAINS = ["trade", "legal"]
START = pd.Timestamp(2020, 1, 1)


def table(days: list[int], domains: list[str] | None = None, **columns: object) -> pd.DataFrame:
    """Events on the given days after the start."""
    n = len(days)
    return pd.DataFrame(
        {
            "event_id": [f"e{i}" for i in range(n)],
            "date": pd.to_datetime([START + pd.Timedelta(days=day) for day in days]),
            "domain": pd.Categorical(domains or ["trade"] * n, DOMAINS),
            "direction": pd.Categorical(["mutual"] * n, ["mutual", "third-party"]),
            "salience": pd.Categorical(["1"] * n, ["1", "2", "3"], ordered=True),
            "goldstein": [1.0] * n,
            **columns,
        }
    )


def test_a_month_without_events_is_counted_as_none() -> None:
    counts = events.monthly(table([0, 5, 70]))
    assert counts["month"].dt.strftime("%Y-%m").tolist() == ["2020-01", "2020-02", "2020-03"]
    assert counts["events"].tolist() == [2, 0, 1]


def test_counts_by_month_and_by_value_lose_no_event(dataset: Dataset) -> None:
    assert events.monthly(dataset.events)["events"].sum() == len(dataset.events)
    for column in ("domain", "root", "direction"):
        counts = events.by_value(dataset.events, column)
        assert counts["events"].sum() == len(dataset.events)
        assert counts["events"].is_monotonic_decreasing


def test_the_mean_intensity_of_a_value_is_plain() -> None:
    rows = table([0, 1, 2], goldstein=[-4.0, 1.0, 6.0])
    assert events.by_value(rows, "domain")["goldstein"].tolist() == [1.0]


def test_no_events_give_no_counts() -> None:
    assert events.monthly(table([])).empty
    assert events.by_value(table([]), "domain").empty
