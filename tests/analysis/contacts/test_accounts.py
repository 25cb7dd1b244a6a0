"""Whose account is known; who asked, was it planned, how long did it last."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.contacts import accounts, planning
from analysis.contacts.counts import UNKNOWN, with_level
from analysis.tables.dataset import Dataset
from analysis.tables.links import claims_on

ROME = "2020-08-25-champagne-wang-rome"


def test_accounts_of_hand_made_contacts() -> None:
    table = pd.DataFrame(
        {
            "date": pd.to_datetime(["2020-01-01", "2020-02-01", "2022-01-01", "2022-02-01"]),
            "account_a": ["said", "said", "", " "],
            "account_b": ["said", "", "said", ""],
        }
    )
    assert accounts.with_accounts(table)["accounts"].tolist() == list(accounts.KNOWN)
    years = accounts.by_year(table, (2020, 2022)).set_index("year")
    assert years.loc[2020, ["both", "only_a", "contacts", "one_sided"]].tolist() == [1, 1, 2, 0.5]
    assert years.loc[2022, ["only_b", "neither", "one_sided"]].tolist() == [1, 1, 0.5]
    assert years.loc[2021, "contacts"] == 0
    assert pd.isna(years.loc[2021, "one_sided"])


@pytest.mark.parametrize(
    "told",
    [
        "Anand, by the Chinese account, thanked China.",
        "By China's account, Joly said little.",
        "By China’s account, Joly said little.",
    ],
)
def test_what_the_other_side_tells_is_no_account_of_ones_own(told: str, dataset: Dataset) -> None:
    table = pd.DataFrame(
        {"account_a": [told, "Canada said so."], "account_b": ["China said so."] * 2}
    )
    known = accounts.with_accounts(table, accounts.names(dataset.pair))
    assert known["accounts"].tolist() == ["only_b", "both"]
    assert accounts.with_accounts(table)["accounts"].tolist() == ["both", "both"]


def test_every_contact_is_in_one_kind(dataset: Dataset) -> None:
    years = accounts.by_year(dataset.contacts, (1968, 2026))
    assert years["contacts"].sum() == len(dataset.contacts)
    assert years[list(accounts.KNOWN)].sum(axis="columns").equals(years["contacts"])
    assert years["both"].sum() == len(accounts.both(dataset.contacts))


def test_rome_lasted_ninety_minutes_and_was_not_planned(dataset: Dataset) -> None:
    rome = dataset.contacts.set_index("contact_id").loc[ROME]
    assert rome["duration_min"] == 90
    assert rome["arranged_by"] == "Italian Ministry of Foreign Affairs"
    assert rome["scheduled"] == "no"
    assert ROME in set(accounts.both(dataset.contacts)["contact_id"])


def test_sources_differ_over_the_length_of_rome(dataset: Dataset) -> None:
    claims = claims_on(dataset, "contacts", ROME)
    length = claims[claims["field"] == "duration_min"]
    assert length["disagree"].all()
    assert sorted(length["value"].unique()) == ["120", "90"]


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
