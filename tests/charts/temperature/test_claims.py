"""No title tells a difference, a break or a correlation that its own interval does not support.

Held on records resampled from the shipped one (there is something to tell in most of them), and on
the same with the signs of the acts drawn anew (there is nothing to tell in most of them).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature import acts, eras, mix
from analysis.temperature import line as temperature
from analysis.temperature.accumulated import STEP
from analysis.temperature.certainty import breaks, coders, comparison, differences
from analysis.temperature.certainty.record import Resamples, resamples
from analysis.temperature.measures import Doubt, each_way
from charts.speech import language
from charts.speech.formats import degrees, listed, percent
from charts.speech.names import Words
from charts.temperature import change, ways
from charts.temperature import mix as mix_charts
from charts.temperature.around import Around
from charts.temperature.certainty import breaks as break_charts
from charts.temperature.certainty import coders as coder_charts
from charts.temperature.certainty import comparison as comparison_charts
from charts.temperature.certainty import extremes as extreme_charts
from charts.temperature.measures import TEMPERATURE

RECORDS, DRAWS = 12, 200


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


@pytest.fixture(scope="module")
def records(dataset: Dataset) -> list[pd.DataFrame]:
    events = eras.since(acts.between(dataset.events, dataset.pair), 2016)
    return list(resampled(events))


def resampled(events: pd.DataFrame) -> Iterator[pd.DataFrame]:
    random = np.random.default_rng(4)
    for run in range(RECORDS):
        kept = events.iloc[np.unique(random.integers(0, len(events), len(events)))]
        signs = random.choice([-1, 1], len(kept)) if run % 2 else 1
        yield kept.assign(goldstein=kept["goldstein"] * signs)


@pytest.fixture(scope="module")
def drawn(records: list[pd.DataFrame]) -> list[Resamples]:
    return [resamples(events, draws=DRAWS) for events in records]


def some_and_not_all(told: list[bool]) -> bool:
    """Both outcomes were met, so that neither was held for want of a case."""
    return 0 < sum(told) < len(told)


def test_the_warmer_side(dataset: Dataset, words: Words, records: list[pd.DataFrame]) -> None:
    told = []
    for events in records:
        for end in ("2017-12-31", "2020-12-31", "2026-06-16"):
            at = month_ends(pd.Timestamp(end) - pd.DateOffset(months=2), pd.Timestamp(end))
            curves = each_way(TEMPERATURE, events, at, dataset.pair, 180, STEP, Doubt())
            last = curves.iloc[-1]
            told.append(bool(last["low"] > 0 or last["high"] < 0))
            title = ways.asymmetry(curves, Around(dataset.end), words, TEMPERATURE).title
            assert ("was warmer" in title) == told[-1]
            assert title.startswith("Neither side is surely the warmer") != told[-1]
    assert some_and_not_all(told)


@pytest.mark.parametrize(
    ("start", "end"), [("2018-11-30", "2019-06-30"), ("2022-06-30", "2022-12-31")]
)
def test_a_change_and_what_explains_it(drawn: list[Resamples], start: str, end: str) -> None:
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    told = []
    for each in drawn:
        moved = differences.change(each, first, last)
        told.append(moved.low > 0 or moved.high < 0)
        title = change._title(0.0, round(moved.value, 2), first, last, moved)
        assert ("rose" in title or "fell" in title) == told[-1]
        parts = mix.told(each, first, last)
        at = pd.DatetimeIndex([first, last])
        over = mix.over_time(each.events, at)
        title = mix_charts.mix(over, parts, moved, first, last).title
        for kind, name in (("mix", "mix"), ("tone", "tone"), ("depth", "depth of the record")):
            part = parts[kind]
            sure = told[-1] and (part.low > 0 or part.high < 0)
            assert (f"{name} {degrees(part.value)}° ({degrees(part.low)} to" in title) == sure
    assert some_and_not_all(told) or start == "2022-06-30"


def test_the_coldest_and_the_warmest_month(drawn: list[Resamples], dataset: Dataset) -> None:
    at = month_ends(pd.Timestamp(2017, 1, 31), dataset.end)
    for each in drawn:
        lines = each.line(at)
        title = extreme_charts.extremes(differences.extremes(each, at)).title
        for best in (lines.argmin(axis=0), lines.argmax(axis=0)):
            counts = np.bincount(best, minlength=len(at))
            assert f"in {percent(counts.max() / DRAWS)}" in title
            assert f"{at[counts.argmax()]:%b %Y}" in title


def test_breaks(records: list[pd.DataFrame]) -> None:
    told = []
    for events in records:
        found = breaks.breaks(events).assign(drift_p=0.5)
        firm = found[found["p"] <= 0.01]
        told.append(len(firm) > 0)
        picture = break_charts.breaks(events, found, breaks.levels(events, found))
        assert ("No change of level" in picture.title) != told[-1]
        if len(firm) == 1:
            (row,) = firm.itertuples()
            assert f"between {row.low:%b %Y} and {row.high:%b %Y}" in picture.title
        elif len(firm):
            # Which was the largest no interval tells.
            months = listed(f"{date:%b %Y}" for date in firm["date"])
            assert picture.title.endswith(f"{len(firm)} times: {months}")
    assert some_and_not_all(told)


def test_other_series(records: list[pd.DataFrame], dataset: Dataset) -> None:
    """Series that go with the line by more or less noise, some not at all."""
    random = np.random.default_rng(5)
    at = month_ends(pd.Timestamp(2017, 1, 31), dataset.end)[::4]
    told = []
    for n, events in enumerate(records):
        shown = temperature.line(events, at)
        matched = pd.concat(
            [
                shown.assign(
                    series_id=f"s{noise}",
                    asked=shown["date"],
                    value=random.normal(shown["temperature"] * (noise < 9), noise),
                )
                for noise in (0.5, 2.0, 9.0)
            ]
        )
        found = comparison.correlations(matched, seed=n)
        beyond = found[((found["low"] > 0) | (found["high"] < 0)) & (found["p"] <= 0.05)]
        told += found["series_id"].isin(beyond["series_id"]).tolist()
        names = {series: f"Series {series}" for series in found["series_id"]}
        title = comparison_charts.comparison(found, names).title
        if beyond.empty:
            assert title == "No series moves with the temperature beyond chance"
        else:
            claimed = listed(names[series] for series in beyond["series_id"])
            assert title == f"Moving with the temperature beyond chance: {claimed}"
    assert some_and_not_all(told)


def test_the_weakest_field_of_the_coders(dataset: Dataset) -> None:
    random = np.random.default_rng(6)
    recoding, told = dataset.extras["recoding"], []
    for size in (len(recoding), len(recoding), 20):
        sample = recoding.iloc[random.integers(0, len(recoding), size)].reset_index(drop=True)
        found = coders.agreement(sample, dataset.cameo_goldstein).sort_values("alpha")
        told.append(bool(found["high"].iloc[0] < found["low"].iloc[1:].min()))
        title = coder_charts.coders(found, size).title
        assert ("lowest on" in title) == told[-1]
    assert some_and_not_all(told)


def test_what_stands_is_told_with_its_bands(records: list[pd.DataFrame], dataset: Dataset) -> None:
    from charts.temperature.line import standing

    at = pd.DatetimeIndex([dataset.end])
    for events in records[:4]:
        point = temperature.line(events, at).rename(columns={"temperature": "value"})
        point = point.merge(TEMPERATURE.certainty(events, at, 180, Doubt()), on="date").iloc[0]
        assert point["low"] <= point["value"] <= point["high"]
        said = standing(point)
        for end in ("low", "high", "state_low", "state_high"):
            assert degrees(point[end]) in said
