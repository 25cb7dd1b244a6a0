from __future__ import annotations

from analysis.statements import echo
from analysis.tables.dataset import Dataset


def test_the_echo_of_the_rome_talks_is_eight_statements(dataset: Dataset) -> None:
    rows = echo.around(dataset, "2020-08-25-champagne-wang-rome")
    assert rows["offset"].tolist() == [0, 0, 1, 1, 1, 1, 1, 2]
    counts = rows["side"].astype(str).value_counts()
    assert counts.to_dict() == {dataset.pair.a.code: 4, dataset.pair.b.code: 4}


def test_an_echo_lies_within_the_days_and_carries_a_sign(dataset: Dataset) -> None:
    near = echo.echo(dataset.contacts, dataset.statements, dataset.pair, days=3)
    assert near["offset"].between(-3, 3).all()
    dates = dataset.statements.set_index("statement_id")["date"]
    met = dataset.contacts.set_index("contact_id")["date"]
    apart = near["statement_id"].map(dates) - near["contact_id"].map(met)
    assert apart.dt.days.tolist() == near["offset"].tolist()


def test_a_contact_known_to_the_month_has_no_echo(dataset: Dataset) -> None:
    near = echo.echo(dataset.contacts, dataset.statements, dataset.pair)
    precision = dataset.contacts.set_index("contact_id")["date_precision"]
    assert set(near["contact_id"].map(precision)) == {"day"}


def test_without_contacts_or_statements_there_is_no_echo(dataset: Dataset) -> None:
    none = dataset.statements.iloc[:0]
    assert echo.echo(dataset.contacts, none, dataset.pair).empty
    assert echo.echo(dataset.contacts.iloc[:0], dataset.statements, dataset.pair).empty


def test_each_statement_near_a_contact_is_counted_before_or_after_it(dataset: Dataset) -> None:
    near = echo.echo(dataset.contacts, dataset.statements, dataset.pair)
    found = echo.by_contact(near, dataset.contacts, dataset.pair)
    assert set(found["contact_id"]) == set(near["contact_id"])
    for side in dataset.pair.sides:
        own = near[near["side"] == side.code]
        assert found[f"{side.code}_before"].sum() == (own["offset"] <= 0).sum()
        assert found[f"{side.code}_after"].sum() == (own["offset"] > 0).sum()
    assert found["date"].is_monotonic_decreasing
    assert echo.by_contact(near.iloc[:0], dataset.contacts, dataset.pair).empty
