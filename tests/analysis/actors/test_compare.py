from __future__ import annotations

from analysis.actors import compare, profile
from analysis.tables.dataset import Dataset

ACTOR = "wang-yi"


def test_years_without_an_appearance_are_counted_as_none(dataset: Dataset) -> None:
    seen = profile.appearances(dataset)
    counts = compare.yearly(seen, [ACTOR])
    years = counts["year"].to_list()
    assert years == list(range(years[0], years[-1] + 1))
    assert counts["rows"].sum() == profile.busiest(seen)[ACTOR]


def test_who_never_appears_has_no_years(dataset: Dataset) -> None:
    assert compare.yearly(profile.appearances(dataset), ["nobody"]).empty
