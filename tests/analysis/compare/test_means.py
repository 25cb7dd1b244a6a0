"""With what the side that answered pressed, and what it lifted first."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.compare.durations import durations
from analysis.compare.episodes import KEY
from analysis.compare.means import PROPERTIES, first_eased, mix, taken
from tests.analysis.compare.conftest import Records


@pytest.fixture(scope="module")
def measures(records: Records, known: pd.DataFrame) -> pd.DataFrame:
    return taken(records, known)


def test_only_measures_of_the_side_that_answered_are_taken(
    measures: pd.DataFrame, known: pd.DataFrame
) -> None:
    sides = measures.merge(known[[*KEY, "answered_by"]], on=KEY)
    assert (sides["side"] == sides["answered_by"]).all()


@pytest.mark.parametrize("by", PROPERTIES)
def test_the_parts_of_an_episode_make_up_all_its_measures(measures: pd.DataFrame, by: str) -> None:
    parts = mix(measures, by)
    sums = parts.groupby(KEY).agg(count=("count", "sum"), share=("share", "sum"))
    assert sums["count"].to_dict() == measures.groupby(KEY).size().to_dict()
    assert sums["share"].round(9).eq(1).all()


def test_of_one_measure_that_nobody_announced_it_is_unknown(measures: pd.DataFrame) -> None:
    own = measures[measures["episode_id"] == "trawler-2010"]
    assert mix(own, "made_known")[["part", "count"]].to_numpy().tolist() == [["unknown", 1]]
    assert mix(own, "product_group")["part"].tolist() == ["minerals"]


def test_what_was_eased_first_is_that_counted_by_hand(measures: pd.DataFrame) -> None:
    first = first_eased(measures).groupby("episode_id")["measure_id"].apply(set).to_dict()
    assert first["inquiry-2020"] == {"chn-coal-unofficial-2020"}
    assert first["trawler-2010"] == {"chn-rare-earths-2010"}
    # Three surtaxes were suspended on one day.
    assert len(first["surtax-2024"]) == 3
    assert "islands-2012" not in first


def test_the_days_to_the_first_easing_are_those_of_how_long(
    measures: pd.DataFrame, records: Records, known: pd.DataFrame
) -> None:
    """A date known to the month or year leaves as wide a range on both sections."""
    eased = first_eased(measures).groupby(KEY)[["eased_least", "eased_most"]].min()
    long = durations(records, known).query("measure == 'days-to-first-easing' and not open")
    spans = long.set_index(KEY)[["days", "days_most"]]
    assert eased.T.to_numpy().tolist() == spans.loc[eased.index].T.to_numpy().tolist()
    assert eased.loc[("jpn-chn", "discharge-2023")].tolist() == [404, 434]


def test_what_may_have_been_eased_first_counts_as_well() -> None:
    rows = pd.DataFrame(
        {
            **dict.fromkeys(KEY, "x"),
            "measure_id": ["month", "day of it", "later"],
            "eased_least": [400, 410, 431],
            "eased_most": [430, 410, 431],
        }
    )
    assert first_eased(rows)["measure_id"].tolist() == ["month", "day of it"]


def test_of_no_episode_nothing_is_taken(records: Records, known: pd.DataFrame) -> None:
    assert taken(records, known.head(0)).empty
