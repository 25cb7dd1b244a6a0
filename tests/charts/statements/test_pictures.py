from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from analysis.statements import echo as around
from analysis.statements import followed as asked_for
from analysis.statements import tone
from analysis.statements import topics as by_topics
from analysis.tables.dataset import Dataset
from charts.draw.picture import Picture
from charts.speech import language as wording
from charts.speech.names import Words
from charts.statements import echo as echo_charts
from charts.statements import followed as ledger_charts
from charts.statements import tone as charts
from charts.statements import topics
from tests import hostile

CORRECT_MISTAKES = "2020-08-26-zhao-correct-mistakes"


def over_time(dataset: Dataset, words: Words, by: str = "tone") -> Picture:
    counts = tone.over_time(dataset.statements, dataset.pair, by)
    return charts.over_time(counts, words, by)


def by_topic(dataset: Dataset, words: Words, by: str = "tone") -> Picture:
    return topics.heatmaps(by_topics.by_topic(dataset.statements, dataset.pair, by), words, by)


def lanes(dataset: Dataset, words: Words) -> Picture:
    return ledger_charts.lanes(asked_for.ledger(dataset.statements), words)


def followed(dataset: Dataset, words: Words) -> Picture:
    rows = dataset.statements
    asked = rows[rows["statement_id"] == CORRECT_MISTAKES]
    return ledger_charts.followed(asked_for.followed(dataset, asked), words)


def echo(dataset: Dataset, words: Words) -> Picture:
    near = around.echo(dataset.contacts, dataset.statements, dataset.pair)
    return echo_charts.echo(near, dataset.contacts, words)


PICTURES = [
    over_time,
    partial(over_time, by="stance"),
    by_topic,
    partial(by_topic, by="stance"),
    lanes,
    followed,
    echo,
]
Draw = Callable[[Dataset, Words], Picture]


@pytest.mark.parametrize("draw", PICTURES)
@pytest.mark.parametrize("count", [0, 1, 3])
def test_few_rows_are_drawn_and_told(
    dataset: Dataset, words: Words, draw: Draw, count: int
) -> None:
    few = dataset.with_tables(statements=dataset.statements.tail(count))
    picture = draw(few, words)
    assert picture.title
    assert picture.alt
    assert picture.figure.to_json()


@pytest.mark.parametrize("draw", PICTURES)
def test_no_figure_says_nan_or_undefined(dataset: Dataset, words: Words, draw: Draw) -> None:
    for text in hostile.drawn(draw(dataset, words).figure.to_json()):
        assert not re.search(r"\b(nan|NaT|undefined|None)\b", text), text


@pytest.mark.parametrize("draw", PICTURES)
def test_hostile_names_and_texts_are_drawn_as_text(
    dataset: Dataset, hostile_words: Words, draw: Draw
) -> None:
    said, events = dataset.statements, dataset.events
    texts = hostile.TEXTS
    loud = dataset.with_tables(
        statements=said.assign(paraphrase=[texts[i % len(texts)] for i in range(len(said))]),
        events=events.assign(title=[texts[i % len(texts)] for i in range(len(events))]),
    )
    for text in hostile.drawn(draw(loud, hostile_words).figure.to_json()):
        assert not re.search(r"<(?!/?b>|br>|extra>|/extra>)", text), text
        assert "<b id" not in text
        assert "\u202e" not in text


def test_the_grouping_of_stances_is_shown(dataset: Dataset, words: Words) -> None:
    shown = "".join(trace.name or "" for trace in over_time(dataset, words).figure.data)
    for stances in tone.TONES.values():
        for stance in stances:
            assert words.term("stance", stance) in shown


def test_bars_of_tones_add_up_to_the_statements_of_both_sides(
    dataset: Dataset, words: Words
) -> None:
    figure = over_time(dataset, words).figure
    sides = [side.code for side in dataset.pair.sides]
    drawn = sum(sum(trace.y) for trace in figure.data if trace.type == "bar")
    assert drawn == dataset.statements["side"].isin(sides).sum()


def test_neutral_words_stand_across_the_middle_line(dataset: Dataset, words: Words) -> None:
    for trace in over_time(dataset, words).figure.select_traces({"type": "bar"}):
        ends = [(base, base + y) for base, y in zip(trace.base, trace.y, strict=True)]
        for low, high in ends:
            if trace.name.startswith(charts.tone_name("neutral")):
                assert low == -high
            elif trace.name.startswith(charts.tone_name("cooperative")):
                assert low >= 0
            else:
                assert high <= 0


def test_a_bar_keeps_to_its_year_where_a_tone_is_seldom_heard(
    dataset: Dataset, words: Words
) -> None:
    for trace in over_time(dataset, words).figure.select_traces({"type": "bar"}):
        assert trace.width is not None
        assert 0 < trace.width < 1


def test_the_total_of_a_year_stands_over_its_bar(dataset: Dataset, words: Words) -> None:
    figure = over_time(dataset, words).figure
    traces = list(figure.select_traces({"type": "scatter"}))
    totals = sum(
        int(text.strip("<b>/").replace(",", "")) for trace in traces for text in trace.text
    )
    assert totals == dataset.statements["side"].isin([s.code for s in dataset.pair.sides]).sum()


def test_a_total_leaves_the_heading_above_it_free_where_all_bars_go_down(
    dataset: Dataset, words: Words
) -> None:
    demands = dataset.statements[dataset.statements["stance"] == "demand"]
    figure = over_time(replace(dataset, statements=demands), words).figure
    axes = [figure.layout.yaxis.range, figure.layout.yaxis2.range]
    pixels = 2 * charts.PANEL / sum(high - low for low, high in axes)
    for trace, (_low, high) in zip(figure.select_traces({"type": "scatter"}), axes, strict=True):
        assert (high - max(trace.y)) * pixels > 20


@pytest.mark.parametrize("by", ["tone", "stance"])
def test_a_mark_carries_what_lists_its_statements(dataset: Dataset, words: Words, by: str) -> None:
    keys = [
        key
        for trace in over_time(dataset, words, by).figure.data
        if trace.customdata is not None
        for key in trace.customdata
    ]
    side, year, value = keys[0]
    rows = tone.with_tone(dataset.statements)
    same = (rows["side"] == side) & (rows["date"].dt.year == year) & (rows[by] == value)
    assert same.sum() > 0
    assert len({tuple(key) for key in keys}) == len(keys)


def test_every_layer_of_a_heatmap_has_all_rows(dataset: Dataset, words: Words) -> None:
    # Plotly draws nothing at all where a heatmap holds some of an axis's categories.
    heatmaps = [t for t in over_time(dataset, words, "stance").figure.data if t.type == "heatmap"]
    assert {len(trace.y) for trace in heatmaps} == {len(tone.STANCES)}


def test_the_difference_is_that_of_the_shares(dataset: Dataset, words: Words) -> None:
    counts = by_topics.by_topic(dataset.statements, dataset.pair)
    a, b = (f"share_{side.code}" for side in dataset.pair.sides)
    last = [t for t in by_topic(dataset, words).figure.data if t.type == "heatmap"][-1]
    wide = counts.assign(gap=(counts[a] - counts[b]) * 100).pivot(
        index="topic", columns="tone", values="gap"
    )
    topic = counts["topic"].iloc[0]
    row = list(last.y).index(words.term("topic", topic))
    expected = wide.loc[topic, list(tone.TONES)].round(1).tolist()
    assert list(last.z[row]) == pytest.approx(expected)


def test_both_sides_have_the_same_lanes(dataset: Dataset, words: Words) -> None:
    figure = lanes(dataset, words).figure
    order = list(figure.layout.yaxis.categoryarray)
    a, b = (words.side(side.code) for side in dataset.pair.sides)
    assert [lane.replace(a, "*") for lane in order[:3]] == [
        lane.replace(b, "*") for lane in order[3:]
    ]
    marks = sum(len(trace.x) for trace in figure.data)
    sides = [side.code for side in dataset.pair.sides]
    asked = asked_for.ledger(dataset.statements)
    assert marks == asked["side"].isin(sides).sum()


def test_what_followed_stands_at_its_days_and_intensity(dataset: Dataset, words: Words) -> None:
    picture = followed(dataset, words)
    trace = picture.figure.data[0]
    assert (trace.x[0], trace.y[0]) == (44, 5.0)
    assert trace.customdata[0] == "2020-10-09-consular-access-restored"
    assert "44 days" in picture.title
    assert "not what it caused" in picture.subtitle


def test_days_and_dates_are_told_no_more_exactly_than_they_are_known(
    dataset: Dataset, words: Words
) -> None:
    rows = dataset.statements
    demand = rows[rows["statement_id"] == "2025-03-08-mofcom-demand"]
    picture = ledger_charts.followed(asked_for.followed(dataset, demand), words)
    assert picture.title == "First answer after 0 to 23 days"
    assert picture.table.loc[picture.table["Date"] == "2025-03", "Days, at most"].tolist() == [23]
    assert any("<br>0 to 23 days later" in hover for hover in picture.figure.data[0].hovertext)
    month = rows[rows["statement_id"] == "2026-03-byd-no-joint-venture"]
    assert ledger_charts.said_table(month, words)["Date"].tolist() == ["2026-03"]


def test_the_echo_counts_every_statement_near_a_contact(dataset: Dataset, words: Words) -> None:
    near = around.echo(dataset.contacts, dataset.statements, dataset.pair)
    picture = echo(dataset, words)
    assert sum(sum(trace.y) for trace in picture.figure.data) == len(near)
    assert str(near["contact_id"].nunique()) in picture.title


def test_the_echo_leaves_out_contacts_not_known_to_the_day(dataset: Dataset, words: Words) -> None:
    rough = int((dataset.contacts["date_precision"] != "day").sum())
    picture = echo(dataset, words)
    assert f"of {len(dataset.contacts) - rough} contacts" in picture.title
    assert f"{rough} contacts are left out" in picture.note


def test_other_languages_draw_too(dataset: Dataset, words: Words) -> None:
    try:
        for language in ("fr", "zh"):
            wording.use(language)
            for draw in PICTURES:
                assert draw(dataset, words).title
    finally:
        wording.use("en")
