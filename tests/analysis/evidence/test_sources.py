from __future__ import annotations

import pytest

from analysis.evidence import sources
from analysis.tables.dataset import Dataset
from analysis.tables.links import cited


def test_claims_do_not_count_as_rows_that_rest_on_a_source(dataset: Dataset) -> None:
    citations = cited(dataset)
    total = sources.rows_per_source(citations).sum()
    assert total == (citations["table"] != "claims").sum()


@pytest.mark.parametrize("by", ["side", "kind", "publisher", "language", "year"])
def test_sources_are_counted_once(dataset: Dataset, by: str) -> None:
    counts = sources.counts(dataset.sources, by)
    known = dataset.sources["published"].notna() if by == "year" else dataset.sources[by].notna()
    assert counts["sources"].sum() == known.sum()
    assert not counts.duplicated(list(dict.fromkeys([by, "side"]))).any()


def test_years_are_in_order_and_other_values_by_frequency(dataset: Dataset) -> None:
    assert sources.counts(dataset.sources, "year")["year"].is_monotonic_increasing
    counts = sources.counts(dataset.sources, "kind")
    totals = counts.groupby("kind", sort=False, observed=True)["sources"].sum()
    assert totals.is_monotonic_decreasing
