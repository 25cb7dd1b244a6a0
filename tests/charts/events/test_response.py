"""What the pictures of responses claim, and what they do not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.events.response import followed, lags
from analysis.tables.dataset import Dataset
from charts.events import response
from charts.speech import language
from charts.speech.names import Words

SINCE = pd.Timestamp(2016, 1, 1)


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


def found(words: Words, *p: float) -> pd.DataFrame:
    ways = [words.pair.a_to_b, words.pair.b_to_a]
    return pd.DataFrame(
        {
            "direction": ways,
            "days": 7,
            "n": [155, 143],
            "followed": [0.55, 0.43],
            "low": [0.47, 0.35],
            "high": [0.62, 0.51],
            "chance": [0.32, 0.35],
            "p": p,
        }
    )


def test_only_what_is_beyond_chance_is_claimed(words: Words) -> None:
    title = response.followed(found(words, 0.001, 0.2), SINCE, words).title
    assert (
        "55% of 155 conflictual acts are followed by one of the other side within 7 days" in title
    )
    assert "43%" not in title
    none = response.followed(found(words, 0.4, 0.2), SINCE, words).title
    assert none == "No act is followed by one of the other side more often than by chance"
    nothing = response.followed(found(words, 0.4, 0.2).iloc[:0], SINCE, words)
    assert nothing.title == "No conflictual act here that the other side could have followed"


def test_each_picture_tells_of_which_years_it_is_drawn(words: Words) -> None:
    """The years in view do not act on them, so a title would be taken for one of these years."""
    drawn = response.followed(found(words, 0.001, 0.2), SINCE, words)
    assert "All years from 2016 on are taken, whatever the years in view." in drawn.note


def test_lags_within_chance_are_not_claimed(words: Words) -> None:
    table = pd.DataFrame(
        {
            "lag": [-1, 0, 1],
            "r": [0.1, 0.5, 0.05],
            "low": -0.2,
            "high": 0.2,
            "p": [0.3, 0.001, 0.6],
            "months": 125,
        }
    )
    picture = response.lags(table, SINCE, words)
    assert picture.title.endswith("beyond chance: in the same month (+0.50)")
    before = response.lags(table.assign(p=[0.001, 0.6, 0.6]), SINCE, words).title
    a, b = (words.side(side.code) for side in words.pair.sides)
    assert before.endswith(f"{a} 1 month after {b} (+0.10)")
    told = picture.figure.data[-1].hovertext
    assert told[:2] == (f"{a} 1 month after {b}: r = +0.10", "in the same month: r = +0.50")
    quiet = response.lags(table.assign(p=0.5), SINCE, words).title
    assert quiet == "Month by month the two sides do not move together beyond chance"


def test_base_rates_tell_their_cases_and_never_forecast(words: Words) -> None:
    row = {"n": 21, "held": 15, "share": 0.71, "low": 0.5, "high": 0.86, "any_week": 0.37}
    table = pd.DataFrame(
        [
            {"given": "leaders", "then": "ministers", "side": "", **row},
            {
                "given": "material",
                "then": "restriction",
                "side": words.pair.a.code,
                **{**row, "n": 0},
            },
        ]
    )
    picture = response.base_rates(table, SINCE, words)
    assert len(picture.table) == 1
    assert picture.title == (
        "A ministerial contact after one of leaders: 71% of 21 within 30 days, 37% after any week"
    )
    usual = response.base_rates(table.assign(low=0.3), SINCE, words).title
    assert usual == "Nothing followed within 30 days more often than after any week"
    assert "not a forecast" in picture.subtitle
    # A phone has room for so much beside the plot.
    labels = picture.figure.layout.yaxis.ticktext
    assert all(len(line) <= 36 for label in labels for line in label.split("<br>"))


def test_no_name_of_a_row_is_higher_than_the_row(words: Words) -> None:
    language.use("fr")
    sides = [side.code for side in words.pair.sides] * 2
    row = {"given": "material", "then": "restriction", "n": 9, "held": 4, "share": 0.4}
    table = pd.DataFrame({"side": sides, "low": 0.2, "high": 0.6, "any_week": 0.1, **row})
    layout = response.base_rates(table, SINCE, words).figure.layout
    lines = [label.count("<br>") + 1 for label in layout.yaxis.ticktext]
    assert max(lines) == 3
    height = (layout.height - layout.margin.t - layout.margin.b) / len(lines)
    assert height >= 14 * max(lines)


def test_no_title_tells_of_answers_or_months_what_chance_would_bring(
    dataset: Dataset, words: Words
) -> None:
    """On the record with the days of the acts of one side more and more at random."""
    events, told = dataset.events, []
    start, random = pd.Timestamp(2016, 1, 1), np.random.default_rng(3)
    for share in (0.0, 0.5, 1.0, 1.0):
        moved = (events["direction"] == words.pair.b_to_a) & (random.random(len(events)) < share)
        days = start + pd.to_timedelta(random.integers(0, 3800, moved.sum()), unit="D")
        drawn = events.assign(date=events["date"].mask(moved))
        drawn.loc[moved, "date"] = days.astype(events["date"].dtype)
        found = followed(drawn.sort_values("date"), words.pair, start, dataset.end)
        title = response.followed(found, SINCE, words).title
        for way, rows in found.groupby("direction"):
            beyond = bool((rows["p"] <= 0.01).any())
            assert (f"{words.term('direction', way)}: " in title) == beyond
            told.append(beyond)
        months = lags(drawn.sort_values("date"), words.pair, start, dataset.end)
        title = response.lags(months, SINCE, words).title
        assert title.count("(") == (months["p"] <= 0.01).sum()
    assert 0 < sum(told) < len(told)
