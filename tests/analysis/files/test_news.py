"""Which rows are new or changed, and since which version."""

from __future__ import annotations

from analysis.files import news
from analysis.tables.dataset import Dataset


def test_every_row_that_the_ledger_names_and_the_record_holds_is_told_once(
    dataset: Dataset,
) -> None:
    found = news.news(dataset)
    ledger = dataset.changes
    told = ledger[ledger["table"].isin(news.TABLES) & (ledger["change"] != "removed")]
    wanted = set(zip(told["table"], told["row_id"], strict=True))
    assert list(zip(found["table"], found["row_id"], strict=True)) == list(
        dict.fromkeys(zip(found["table"], found["row_id"], strict=True))
    )
    assert set(zip(found["table"], found["row_id"], strict=True)) == wanted
    assert found["date"].is_monotonic_decreasing


def test_without_a_ledger_events_say_in_which_version_they_came(dataset: Dataset) -> None:
    found = news.news(dataset.with_tables(changes=dataset.changes.head(0)))
    events = dataset.events
    new = events.loc[events["added_on"] == dataset.package.version, "event_id"]
    assert len(new) > 10
    assert set(found["row_id"]) == set(new)
    assert found["added"].all()


def test_of_no_rows_there_is_no_news(dataset: Dataset) -> None:
    empty = {name: dataset.tables()[name].head(0) for name in news.TABLES}
    assert news.news(dataset.with_tables(**empty)).empty
