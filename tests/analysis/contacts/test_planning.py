"""Who asked for a contact, was it planned, how long did it last."""

from __future__ import annotations

from analysis.contacts import planning
from analysis.contacts.often import UNKNOWN
from analysis.tables.dataset import Dataset
from analysis.tables.offices import with_level


def test_the_unknown_are_counted_too(dataset: Dataset) -> None:
    table = with_level(dataset.contacts, dataset.offices)
    for answer, by in (("requested_by", "level"), ("scheduled", "format")):
        counts = planning.known_by(table, answer, by)
        assert counts["contacts"].sum() == len(table)
        unknown = counts.loc[counts[answer] == UNKNOWN, "contacts"].sum()
        assert unknown == table[answer].isna().sum()


def test_only_kinds_that_occur_have_rows(dataset: Dataset) -> None:
    letters = dataset.contacts[dataset.contacts["format"] == "letter"]
    counts = planning.known_by(letters, "scheduled", "format")
    assert set(counts["format"]) == {"letter"}
    assert set(counts["scheduled"]) == {"yes", "no", UNKNOWN}


def test_durations_are_the_known_ones_longest_first(dataset: Dataset) -> None:
    known = planning.durations(dataset.contacts)
    assert len(known) == dataset.contacts["duration_min"].notna().sum()
    assert known["duration_min"].is_monotonic_decreasing
    assert known.iloc[0]["contact_id"] == "2024-07-19-joly-wang-beijing"
