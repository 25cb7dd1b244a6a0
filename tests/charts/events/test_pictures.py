"""Pictures of events: what they hold, with much, little, nothing and hostile text."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from analysis.events import answers, counts, reciprocity
from analysis.tables.dataset import Dataset
from charts.draw import bars, theme, vega
from charts.events import answers as answer_charts
from charts.events import counts as events
from charts.events import kinds
from charts.events import reciprocity as reciprocity_charts
from charts.speech import language as wording
from charts.speech.names import Words
from tests.charts.vega import drawn, selections, sound, without_tables

HOSTILE = "<img src=x onerror=alert(1)> ‮evil"


def window(rows: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    if rows.empty:
        return pd.Timestamp(2020, 1, 1), pd.Timestamp(2020, 12, 31)
    return rows["date"].min(), rows["date"].max()


@pytest.mark.parametrize("n", [0, 1, 3, 710])
def test_lanes_show_every_event_once(dataset: Dataset, words: Words, n: int) -> None:
    rows = dataset.events.head(n)
    picture = sound(events.lanes(rows, *window(rows), words))
    keys = drawn(picture, "key")
    assert sorted(keys) == sorted(rows["event_id"])
    assert len(picture.table) == n
    assert selections(picture) == {vega.BRUSH, vega.PICKED}


def test_more_domains_than_lanes_share_the_last_one(dataset: Dataset, words: Words) -> None:
    picture = events.lanes(dataset.events, *window(dataset.events), words)
    names = next(t for t in picture.spec["datasets"].values() if {"name", "top"} <= set(t))
    lanes = list(names["name"])
    assert len(lanes) == 7
    assert lanes[-1].startswith("Other domains")
    told = sum(int(name.rpartition("(")[2].strip(")").replace(",", "")) for name in lanes)
    assert told == len(dataset.events)


def test_directions_are_told_apart_without_colour(dataset: Dataset, words: Words) -> None:
    shapes = vega.direction_shape(words.pair)
    assert set(shapes) == set(dataset.events["direction"].cat.categories)
    assert len(set(shapes.values())) == len(shapes)
    assert len(set(vega.direction_sign(words.pair).values())) == len(shapes)


def test_only_events_of_the_highest_salience_have_a_label(dataset: Dataset, words: Words) -> None:
    rows = dataset.events
    picture = events.lanes(rows, *window(rows), words)
    labels = [table for table in picture.spec["datasets"].values() if "right" in table]
    assert all(set(table["label"]) <= set(labels[0]["label"]) for table in labels)
    assert len(labels[0]) == (rows["salience"] == "3").sum()


def test_months_count_what_the_lanes_show(dataset: Dataset, words: Words) -> None:
    picture = events.lanes(dataset.events, *window(dataset.events), words)
    assert drawn(picture, "events").sum() == len(dataset.events)


def test_text_of_events_stays_text(dataset: Dataset, words: Words) -> None:
    rows = dataset.events.head(5).assign(title=HOSTILE)
    picture = sound(events.lanes(rows, *window(rows), words))
    assert "‮" not in "".join(drawn(picture, "title"))
    assert HOSTILE not in json.dumps(without_tables(picture.spec))


@pytest.mark.parametrize("column", ["domain", "root"])
@pytest.mark.parametrize("n", [0, 1, 710])
def test_bars_count_events_of_each_kind(
    dataset: Dataset, words: Words, column: str, n: int
) -> None:
    rows = dataset.events.head(n)
    picture = sound(kinds.bars(counts.by_value(rows, column), column, words))
    assert drawn(picture, "events").sum() == n
    assert picture.table.iloc[:, 1].sum() == n


@pytest.mark.parametrize("steps", [1, answers.WHOLE])
def test_a_tree_draws_each_event_and_joins_it_to_its_act(
    dataset: Dataset, words: Words, steps: int
) -> None:
    pairs = answers.pairs(dataset.events)
    near = answers.around(pairs, "2018-12-01-meng-arrested", steps)
    outline = answers.outline(near, dataset.events)
    picture = sound(answer_charts.tree(outline, dataset.events, words))
    nodes = max(picture.spec["datasets"].values(), key=len)
    assert sorted(nodes["key"]) == sorted(outline["event_id"])
    joined = nodes.dropna(subset="act_row")
    assert (joined["act_row"] < joined["row"]).all()
    assert len(joined) == len(nodes) - (outline["depth"] == 0).sum()
    assert selections(picture) == {vega.PICKED}


def test_a_very_large_tree_is_cut_and_says_so(dataset: Dataset, words: Words) -> None:
    rows = dataset.events.head(200)
    chain = rows.assign(responds_to=[(), *[(i,) for i in rows["event_id"].iloc[:-1]]])
    outline = answers.outline(answers.pairs(chain), chain)
    picture = sound(answer_charts.tree(outline, chain, words))
    assert len(picture.table) == answer_charts.MOST_ROWS
    assert "110" in picture.note


def test_an_event_without_answers_has_an_empty_tree(dataset: Dataset, words: Words) -> None:
    pairs = answers.pairs(dataset.events)
    outline = answers.outline(pairs.iloc[:0], dataset.events)
    assert "answers none" in sound(answer_charts.tree(outline, dataset.events, words)).title


def test_waiting_times_show_every_exact_answer_under_both_its_rows(
    dataset: Dataset, words: Words
) -> None:
    pairs = answers.pairs(dataset.events)
    picture = sound(answer_charts.times(pairs, answers.times(pairs), words))
    assert len(drawn(picture, "at")) == 2 * pairs["exact"].sum()
    assert str((~pairs["exact"]).sum()) in picture.note


def test_waiting_times_of_nothing_say_so(dataset: Dataset, words: Words) -> None:
    none = answers.pairs(dataset.events).iloc[:0]
    picture = sound(answer_charts.times(none, answers.times(none), words))
    assert picture.table.empty


def test_shares_are_drawn_with_their_counts(dataset: Dataset, words: Words) -> None:
    events = dataset.events
    pairs = answers.pairs(events)
    shares = reciprocity.shares(events, pairs, dataset.pair, dataset.end)
    picture = sound(reciprocity_charts.reciprocity(shares, words))
    labels = drawn(picture, "label").drop_duplicates()
    assert len(picture.table) == 6
    heights = {layer["mark"].get("height") for layer in picture.spec["layer"]}
    assert heights == {bars.BAR, None}
    for row in shares.itertuples():
        assert any(f"({row.answered} of {row.acts})" in label for label in labels)
    none = reciprocity.shares(events.iloc[:0], pairs.iloc[:0], dataset.pair, dataset.end)
    assert "No conflictual act" in sound(reciprocity_charts.reciprocity(none, words)).title
    of_a = events[events["direction"] == dataset.pair.a_to_b]
    alone = reciprocity.shares(of_a, pairs, dataset.pair, dataset.end)
    title = reciprocity_charts.reciprocity(alone, words).title
    assert title.endswith(f"conflictual acts of {words.side(dataset.pair.a.code)}")
    assert "–" not in title


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_pictures_speak_the_readers_language(dataset: Dataset, words: Words, language: str) -> None:
    english = events.lanes(dataset.events, *window(dataset.events), words).title
    wording.use(language)
    try:
        picture = sound(events.lanes(dataset.events, *window(dataset.events), words))
    finally:
        wording.use("en")
    assert picture.title != english


def test_intensity_is_coloured_alike_in_both_libraries() -> None:
    scale = vega.intensity().to_dict()["scale"]
    for value, color in zip(scale["domain"], scale["range"], strict=True):
        assert theme.intensity_color(value) == color
