"""The class of a source: by rule, by hand, and the rows that rest on reposts alone."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis.evidence.classes import CLASSES, OF_KIND, best_first, classes, on_reposts_alone
from analysis.tables.dataset import Dataset
from analysis.tables.links import cited


def one(publisher: str, kind: str = "news", url: str = "https://a.example/1") -> pd.DataFrame:
    return pd.DataFrame({"publisher": [publisher], "kind": [kind], "url": [url]})


@pytest.mark.parametrize(
    ("publisher", "found"),
    [
        ("The Daily", "news"),
        ("The Daily (Agency)", "news"),
        ("Agency (blog copy)", "repost"),
        ("Agency (carried by else.com)", "repost"),
        ("Agency via Some Site", "repost"),
        ("copies.net (Agency)", "repost"),
        ("publisher not named", "repost"),
        ("Gatherer", "repost"),
        ("Gatherer (Agency)", "repost"),
        ("Agency via Gatherer", "repost"),
        ("Paper.com", "news"),
        ("Agency via Paper.com", "news"),
    ],
)
def test_a_publisher_says_whether_it_reposts(dataset: Dataset, publisher: str, found: str) -> None:
    pair = replace(dataset.pair, outlets={"repost": ("Gatherer",), "own": ("Paper.com",)})
    assert classes(one(publisher), pair).tolist() == [found]


def test_a_blog_is_known_by_its_host(dataset: Dataset) -> None:
    found = classes(one("Anybody", url="https://anybody.blogspot.com/2020/1"), dataset.pair)
    assert found.tolist() == ["repost"]


def test_every_kind_of_source_has_a_class(dataset: Dataset) -> None:
    assert set(dataset.sources["kind"].astype(str)) <= set(OF_KIND)
    assert {*OF_KIND.values(), "repost"} == set(CLASSES)


def test_every_outlet_judged_by_hand_is_a_publisher_and_is_judged_so(dataset: Dataset) -> None:
    named = " | ".join(dataset.sources["publisher"])
    found = classes(dataset.sources, dataset.pair)
    for judged, outlets in dataset.pair.outlets.items():
        assert [name for name in outlets if name not in named] == []
        whole = dataset.sources["publisher"].isin(outlets)
        assert ((found[whole] == "repost") == (judged == "repost")).all()


def test_better_sources_stand_first(dataset: Dataset) -> None:
    ranked = best_first(dataset.sources, dataset.pair)["class"]
    assert ranked.cat.codes.is_monotonic_increasing
    assert len(ranked) == len(dataset.sources)


def test_rows_on_reposts_alone_cite_nothing_else(dataset: Dataset) -> None:
    found = on_reposts_alone(cited(dataset), dataset.sources, dataset.pair)
    of = dataset.sources.set_index("source_id").assign(
        judged=classes(dataset.sources, dataset.pair).to_numpy()
    )["judged"]
    assert len(found) > 0
    events = dataset.events.set_index("event_id")["sources"]
    alone = set(found.loc[found["table"] == "events", "row_id"])
    for event, sources in events.items():
        reposts = {str(of[source]) for source in sources} == {"repost"}
        assert (event in alone) == reposts
