"""Which episodes the packages hold, and which side answered."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.compare.episodes import KEY, episodes, lacking
from analysis.tables.filters import Filters, apply
from tests.analysis.compare.conftest import Records


def test_every_pair_has_an_episode_that_begins_with_its_trigger(
    records: Records, known: pd.DataFrame
) -> None:
    assert set(known["pair"]) == set(records)
    assert not known.duplicated(KEY).any()
    for row in known.itertuples():
        events = records[row.pair].events.set_index("event_id")
        assert events.at[row.trigger_event, "date"] == row.begin


def test_the_side_that_answered_is_read_from_the_rows(
    records: Records, known: pd.DataFrame
) -> None:
    # Each of these began with an act of side a, or of a third party that side b answered.
    sides = [records[pair].pair.b.code for pair in known["pair"]]
    assert known["answered_by"].tolist() == sides


def test_an_end_that_is_not_known_yet_is_open(records: Records) -> None:
    then = {"": apply(records[""], Filters(as_of=pd.Timestamp(2019, 12, 31)))}
    (row,) = episodes(then).to_dict("records")
    assert row["episode_id"] == "huawei-2018"
    assert pd.isna(row["end"])


def test_a_package_without_episodes_is_named_and_the_others_stand(records: Records) -> None:
    bare = replace(records["aus-chn"], extras={})
    mixed = {**records, "bare": bare}
    assert lacking(mixed) == ["bare"]
    assert "bare" not in set(episodes(mixed)["pair"])
    assert episodes({"bare": bare}).empty


def test_one_id_in_two_packages_is_two_episodes(records: Records) -> None:
    twice = episodes({"one": records["nor-chn"], "two": records["nor-chn"]})
    assert twice["pair"].tolist() == ["one", "two"]
    assert twice["episode_id"].nunique() == 1
