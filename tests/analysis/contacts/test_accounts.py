"""Whose account is known; who asked, was it planned, how long did it last."""

from __future__ import annotations

import pandas as pd

from analysis.contacts import accounts
from analysis.tables.accounts import KNOWN, known
from analysis.tables.dataset import Dataset
from analysis.tables.links import claims_on

ROME = "2020-08-25-champagne-wang-rome"


def test_accounts_of_hand_made_contacts(dataset: Dataset) -> None:
    a, b = (side.code for side in dataset.pair.sides)
    table = pd.DataFrame(
        {
            "date": pd.to_datetime(["2020-01-01", "2020-02-01", "2022-01-01", "2022-02-01"]),
            "account_a_by": [a, a, None, None],
            "account_b_by": [b, None, b, None],
        }
    )
    assert known(table, dataset.pair).tolist() == list(KNOWN)
    years = accounts.by_year(table, (2020, 2022), dataset.pair).set_index("year")
    assert years.loc[2020, ["both", "only_a", "contacts", "one_sided"]].tolist() == [1, 1, 2, 0.5]
    assert years.loc[2022, ["only_b", "neither", "one_sided"]].tolist() == [1, 1, 0.5]
    assert years.loc[2021, "contacts"] == 0
    assert pd.isna(years.loc[2021, "one_sided"])


def test_what_the_other_side_tells_is_no_account_of_ones_own(dataset: Dataset) -> None:
    a, b = (side.code for side in dataset.pair.sides)
    table = pd.DataFrame({"account_a_by": [b, a, "third-party"], "account_b_by": [b, b, ""]})
    assert known(table, dataset.pair).tolist() == ["only_b", "both", "neither"]


def test_whose_words_an_account_rests_on_is_said_of_every_account(dataset: Dataset) -> None:
    for account in ("account_a", "account_b"):
        said = dataset.contacts[account] != ""
        assert (said == dataset.contacts[f"{account}_by"].notna()).all()


def test_every_contact_is_in_one_kind(dataset: Dataset) -> None:
    years = accounts.by_year(dataset.contacts, (1968, 2026), dataset.pair)
    assert years["contacts"].sum() == len(dataset.contacts)
    assert years[list(KNOWN)].sum(axis="columns").equals(years["contacts"])
    assert years["both"].sum() == len(accounts.both(dataset.contacts, dataset.pair))


def test_rome_lasted_ninety_minutes_and_was_not_planned(dataset: Dataset) -> None:
    rome = dataset.contacts.set_index("contact_id").loc[ROME]
    assert rome["duration_min"] == 90
    assert rome["arranged_by"] == "Italian Ministry of Foreign Affairs"
    assert rome["scheduled"] == "no"
    assert ROME in set(accounts.both(dataset.contacts, dataset.pair)["contact_id"])


def test_sources_differ_over_the_length_of_rome(dataset: Dataset) -> None:
    claims = claims_on(dataset, "contacts", ROME)
    length = claims[claims["field"] == "duration_min"]
    assert length["disagree"].all()
    assert sorted(length["value"].unique()) == ["120", "90"]
