"""Pictures of the evidence: sources, support, disagreements, seeds, gaps."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.evidence import disagreements, gaps, seeds, sources, support
from analysis.evidence.classes import best_first
from analysis.tables import links
from analysis.tables.dataset import Dataset
from charts.draw.time import Window
from charts.evidence import changes as change_charts
from charts.evidence import disagreements as disagreement_charts
from charts.evidence import gaps as gap_charts
from charts.evidence import seeds as seed_charts
from charts.evidence import sources as source_charts
from charts.evidence import support as support_charts
from charts.speech import names
from charts.speech.names import Words
from tests.charts.vega import drawn, selections, sound


def test_the_line_before_and_after_is_told_with_its_largest_step() -> None:
    days = pd.to_datetime(["2020-01-30", "2020-01-31", "2020-02-01", "2020-02-02"])
    found = pd.DataFrame(
        {"date": days, "before": [1.0, 2, 3, None], "after": [1.0, -0.5, 2.5, 2.0]}
    )
    window = Window.of_years(2020, 2020, pd.Timestamp("2020-02-02"))
    picture = change_charts.lines(found, ("1.0.0", "1.1.0"), window)
    assert picture.title == (
        "From version 1.0.0 to 1.1.0 the line moved most on 31 Jan 2020: −2.5°; "
        "on 1 Feb 2020: −0.5°"
    )
    assert picture.table["Difference"].tolist()[:1] == [-2.5]
    assert [trace.name for trace in picture.figure.data] == ["Version 1.0.0", "Version 1.1.0"]


@pytest.mark.parametrize("by", source_charts.PROPERTIES)
@pytest.mark.parametrize("n", [0, 1, 1471])
def test_sources_are_counted_by_each_property(
    dataset: Dataset, words: Words, by: str, n: int
) -> None:
    rows = best_first(dataset.sources.head(n), dataset.pair)
    undated = int(rows["published"].isna().sum())
    picture = sound(source_charts.sources(sources.counts(rows, by), by, undated, words))
    left_out = undated if by == "year" else 0
    assert picture.table.iloc[:, -1].sum() == n - left_out
    assert bool(picture.note) == bool(left_out)


def test_bars_of_publishers_are_bounded(dataset: Dataset, words: Words) -> None:
    counts = sources.counts(dataset.sources, "publisher")
    picture = source_charts.sources(counts, "publisher", 0, words)
    assert drawn(picture, "name").nunique() == source_charts.MOST_BARS
    assert picture.table.iloc[:, 0].nunique() == dataset.sources["publisher"].nunique()


@pytest.mark.parametrize("by", ["table", "year"])
def test_support_fills_each_bar(dataset: Dataset, words: Words, by: str) -> None:
    sides = [side.code for side in dataset.pair.sides]
    supported = support.support(links.cited(dataset), dataset.sources, sides)
    picture = sound(support_charts.support(support.shares(supported, by), by, words))
    shares = picture.table.groupby(picture.table.columns[0])[picture.table.columns[-1]].sum()
    assert shares.to_numpy() == pytest.approx(1, abs=0.001)
    none = support.shares(supported.iloc[:0], by)
    assert sound(support_charts.support(none, by, words)).title == "No row to show"


def test_disagreements_are_counted_by_table_and_kind(dataset: Dataset, words: Words) -> None:
    found = disagreements.found(dataset, disagreements.on_record(dataset))
    picture = sound(disagreement_charts.disagreements(found, words))
    assert picture.table.iloc[:, -1].sum() == len(found)
    assert str(len(found)) in picture.title
    empty = sound(disagreement_charts.disagreements(found.iloc[:0], words))
    assert "No disagreement" in empty.title


def test_a_digest_is_drawn_as_links_from_claims_to_rows(dataset: Dataset, words: Words) -> None:
    held = seeds.resolved(seeds.parse(seeds.files()), dataset)
    for seed, own in held.groupby("seed"):
        named = own.assign(
            name=[
                names.by_id(dataset, table, pd.Series([row]), words).iloc[0]
                for table, row in zip(own["table"], own["row_id"], strict=True)
            ]
        )
        picture = sound(seed_charts.seed(named, words))
        links = max(picture.spec["datasets"].values(), key=len)
        assert len(links) == len(own), seed
        assert links[["y", "y2"]].notna().all(axis=None)
        assert selections(picture) == {"picked"}
        # A row holds a claim as none holds a person.
        assert "Held by" not in str(picture.spec["layer"])


def test_a_digest_without_rows_says_so(dataset: Dataset, words: Words) -> None:
    held = seeds.resolved(seeds.parse(()), dataset).assign(name="")
    assert "No claim" in sound(seed_charts.seed(held, words)).title


def test_silent_months_are_marked(dataset: Dataset, words: Words) -> None:
    per_month = gaps.months(dataset.events, pd.Timestamp(2015, 1, 1), dataset.end)
    picture = sound(gap_charts.silence(per_month))
    silent = (per_month["events"] == 0).sum()
    assert picture.title.startswith(f"{silent} of {len(per_month)} ")
    assert (drawn(picture, "events") == 0).sum() == silent


def test_a_single_month_is_drawn(dataset: Dataset) -> None:
    for rows in (dataset.events.iloc[:0], dataset.events.tail(1)):
        day = dataset.end
        per_month = gaps.months(rows, day, day)
        sound(gap_charts.silence(per_month))


@pytest.mark.parametrize("n", [0, 1, 216])
def test_accounts_are_counted_for_both_sides_alike(dataset: Dataset, words: Words, n: int) -> None:
    told = gaps.accounts(dataset.contacts.head(n), dataset.pair)
    picture = sound(gap_charts.accounts(told, words))
    assert picture.table.iloc[:, 1].sum() == n
    assert len(picture.table) == 4


@pytest.mark.parametrize(
    "table",
    [
        "events",
        "contacts",
        "trade_restrictions",
        "consular_cases",
        "consular_milestones",
        "statements",
        "offices",
        "observations",
        "actors",
        "places",
        "sources",
    ],
)
def test_every_row_has_a_name(dataset: Dataset, words: Words, table: str) -> None:
    named = names.of_rows(dataset.tables()[table], table, words)
    assert len(named) == len(dataset.tables()[table])
    assert all(named)


def test_a_row_that_is_not_on_record_is_named_by_its_id(dataset: Dataset, words: Words) -> None:
    asked = pd.Series(["no-such-event", "2018-12-01-meng-arrested"], index=[7, 3])
    found = names.by_id(dataset, "events", asked, words)
    assert found.index.tolist() == [7, 3]
    assert found[7] == "no-such-event"
    assert found[3] != "2018-12-01-meng-arrested"
