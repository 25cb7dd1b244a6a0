"""The headline figures: what third parties do is not among them."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.headline import headline
from analysis.tables.dataset import Dataset
from analysis.tables.offices import with_level
from analysis.temperature import acts


def levelled(dataset: Dataset, events: pd.DataFrame) -> Dataset:
    contacts = with_level(dataset.contacts, dataset.offices)
    return dataset.with_tables(events=events, contacts=contacts)


@pytest.mark.parametrize("turned", [False, True])
def test_third_parties_never_move_the_headline(dataset: Dataset, turned: bool) -> None:
    """Whether their acts are left out, or count for ten times as much the other way."""
    own = acts.between(dataset.events, dataset.pair)
    third = ~dataset.events["event_id"].isin(own["event_id"])
    assert third.any()
    heavy = dataset.events.assign(
        goldstein=dataset.events["goldstein"].mask(third, -dataset.events["goldstein"]),
        weight=dataset.events["weight"].mask(third, 10 * dataset.events["weight"]),
    )
    shown = headline(levelled(dataset, dataset.events))
    other = headline(levelled(dataset, heavy if turned else own))
    pd.testing.assert_series_equal(shown.stands, other.stands)
    assert shown.change == other.change
    assert shown.since["date"].tolist() == other.since["date"].tolist()


def test_since_when_is_the_last_firm_break(dataset: Dataset) -> None:
    since = headline(levelled(dataset, dataset.events)).since
    assert len(since) == 1
    assert since["firm"].all()
    assert since["low"].iloc[0] <= since["date"].iloc[0] <= since["high"].iloc[0]
