from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from types import SimpleNamespace

import pandas as pd
import plotly.graph_objects as go
import pytest

from analysis.consular import access
from analysis.consular import cases as consular
from analysis.consular import spoken as contacts
from analysis.tables.dataset import Dataset
from charts.consular import access as access_charts
from charts.consular import cases as charts
from charts.consular import spoken as contact_charts
from charts.consular.cases import days_held
from charts.consular.marks import MARKS, draw_times, placed
from charts.draw.labels import NARROW, width_of
from charts.draw.picture import Picture
from charts.speech import language as wording
from charts.speech.names import Words
from tests import hostile

END = pd.Timestamp("2026-06-16")
WINDOW = (pd.Timestamp("2015-01-01"), END)


def gantt(dataset: Dataset, words: Words) -> Picture:
    found = consular.spans(dataset, dataset.end)
    steps = dataset.consular_milestones
    return charts.gantt(found, steps, consular.bail_periods(found, steps), WINDOW, words)


def strips(dataset: Dataset, words: Words) -> Picture:
    found = consular.spans(dataset, dataset.end)
    steps = dataset.consular_milestones
    visits = access.visits(steps, found)
    return access_charts.strips(
        visits,
        access.summary(visits, found),
        access.suspensions(steps, found),
        found,
        words,
    )


def yearly(dataset: Dataset, words: Words) -> Picture:
    spoken = contacts.raised(dataset.contacts, dataset.pair)
    counts = contacts.yearly(dataset.contacts, spoken, dataset.pair)
    return contact_charts.yearly(counts, words)


def waits(dataset: Dataset, words: Words) -> Picture:
    cases, steps = dataset.consular_cases, dataset.consular_milestones
    spoken = contacts.raised(dataset.contacts, dataset.pair)
    after = contacts.next_steps(spoken, cases, steps, dataset.pair)
    usual = contacts.usual_waits(after, cases, steps, dataset.pair)
    return contact_charts.waits(after, usual, words)


PICTURES = [gantt, strips, yearly, waits]
Draw = Callable[[Dataset, Words], Picture]


def of_cases(dataset: Dataset, count: int) -> Dataset:
    cases = dataset.consular_cases.tail(count)
    steps = dataset.consular_milestones
    return dataset.with_tables(
        consular_cases=cases,
        consular_milestones=steps[steps["case_id"].isin(cases["case_id"])],
        contacts=dataset.contacts.tail(count),
    )


@pytest.mark.parametrize("draw", PICTURES)
@pytest.mark.parametrize("count", [0, 1, 3])
def test_few_rows_are_drawn_and_told(
    dataset: Dataset, words: Words, draw: Draw, count: int
) -> None:
    picture = draw(of_cases(dataset, count), words)
    assert picture.title
    assert picture.alt
    assert "nan" not in (picture.title + picture.alt + picture.note).lower().split()
    assert picture.figure.to_json()


@pytest.mark.parametrize("draw", PICTURES)
def test_no_figure_says_nan_or_undefined(dataset: Dataset, words: Words, draw: Draw) -> None:
    for text in hostile.drawn(draw(dataset, words).figure.to_json()):
        assert not re.search(r"\b(nan|NaT|undefined|None)\b", text), text


@pytest.mark.parametrize("draw", PICTURES)
def test_hostile_names_and_details_are_drawn_as_text(
    dataset: Dataset, hostile_words: Words, draw: Draw
) -> None:
    steps = dataset.consular_milestones
    loud = [hostile.TEXTS[i % len(hostile.TEXTS)] for i in range(len(steps))]
    picture = draw(
        dataset.with_tables(consular_milestones=steps.assign(detail=loud)), hostile_words
    )
    for text in hostile.drawn(picture.figure.to_json()):
        assert not re.search(r"<(?!/?b>|br>|extra>|/extra>)", text), text
        assert "<b id" not in text
        assert "\u202e" not in text


@pytest.mark.parametrize("draw", PICTURES)
def test_both_sides_are_drawn_in_their_own_colour(
    dataset: Dataset, words: Words, draw: Draw
) -> None:
    drawn = draw(dataset, words).figure.to_json()
    holders = {side.color.lower() for side in dataset.pair.sides}
    if draw is strips:  # Only one side's cases have visits on record; the strip is translucent.
        holders = set()
    assert all(color in drawn.lower() for color in holders)


def bars(picture: Picture) -> pd.DataFrame:
    rows = [
        {
            "case": case,
            "start": pd.Timestamp(base),
            "end": pd.Timestamp(base) + pd.Timedelta(milliseconds=length),
        }
        for trace in picture.figure.data
        if trace.type == "bar" and trace.customdata is not None
        for case, base, length in zip(trace.customdata, trace.base, trace.x, strict=True)
    ]
    return pd.DataFrame(rows)


def test_a_bar_runs_from_detention_to_release(dataset: Dataset, words: Words) -> None:
    drawn = bars(gantt(dataset, words)).groupby("case")
    assert drawn["start"].min()["kovrig-michael"] == pd.Timestamp("2018-12-10")
    assert drawn["end"].max()["kovrig-michael"] == pd.Timestamp("2021-09-25")


def test_an_unknown_outcome_fades_to_the_end_of_the_record(dataset: Dataset, words: Words) -> None:
    picture = gantt(dataset, words)
    own = bars(picture)[lambda rows: rows["case"] == "su-bin"].sort_values("start")
    assert len(own) == charts.FADES + 1
    assert own["end"].max().date() == END.date()
    colors = [
        color
        for trace in picture.figure.data
        if trace.type == "bar" and trace.customdata is not None
        for case, color in zip(trace.customdata, trace.marker.color, strict=False)
        if case == "su-bin" and str(color).startswith("rgba")
    ]
    strength = [float(color.rsplit(",", 1)[1].rstrip(")")) for color in colors]
    assert strength == sorted(strength, reverse=True)
    assert strength[-1] < 0.05


def test_every_step_on_record_has_a_mark_of_few_kinds(dataset: Dataset, words: Words) -> None:
    steps = dataset.consular_milestones
    known = [kind for _symbol, _size, kinds in MARKS.values() for kind in kinds]
    assert sorted(known) == sorted(dataset.package.labels["milestone_kind"])
    figure = gantt(dataset, words).figure
    keys = [t.name for t in figure.data if t.name is not None and t.showlegend is not False]
    assert len(keys) < 8
    hovered = [text for t in figure.data if t.type == "scatter" for text in t.hovertext or ()]
    at = placed(steps, consular.spans(dataset, dataset.end))["at"]
    within = steps[at >= pd.Timestamp(figure.layout.xaxis.range[0])]
    assert len(hovered) == len(within)


def test_the_course_of_a_case_stands_in_words_below_its_bar(dataset: Dataset, words: Words) -> None:
    picture = gantt(dataset, words)
    notes = [note.text.replace("<br>", " ") for note in picture.figure.layout.annotations]
    kovrig = "Detained → Arrested → Charged → Trial → Released"
    assert kovrig in notes
    assert kovrig in picture.table["Course"].tolist()
    twice = next(note for note in notes if "Verdict: Death → Verdict" in note)
    assert "Verdict: Prison for a term → Verdict: Death" in twice


def test_what_lies_before_the_window_is_an_arrow_and_no_mark(
    dataset: Dataset, words: Words
) -> None:
    found = consular.spans(dataset, dataset.end)
    steps = dataset.consular_milestones
    first = pd.Timestamp("2019-01-01")
    bail = consular.bail_periods(found, steps)
    figure = charts.gantt(found, steps, bail, (first, END), words).figure
    edge = pd.Timestamp(figure.layout.xaxis.range[0])
    marks = [t for t in figure.data if t.type == "scatter" and t.hovertext]
    assert min(pd.Timestamp(x) for trace in marks for x in trace.x) >= edge
    arrows = next(trace for trace in figure.data if trace.name == "began earlier")
    assert set(arrows.customdata) == set(found.loc[found["start"] < edge, "case_id"])


def test_a_step_known_to_the_year_does_not_stand_before_the_case_that_it_belongs_to() -> None:
    cases = pd.DataFrame(
        {
            "case_id": ["held", "unknown"],
            "start": pd.to_datetime(["2017-02-19", "2017-03-01"]),
            "start_known": [True, False],
        }
    )
    steps = pd.DataFrame(
        {
            "case_id": ["held", "held", "held", "unknown"],
            "date": pd.to_datetime(["2017-01-01", "2016-01-01", "2017-02-19", "2017-01-01"]),
            "date_precision": ["year", "year", "day", "year"],
        }
    )
    drawn = placed(steps, cases)
    assert drawn["at"].dt.strftime("%Y-%m-%d").tolist() == [
        "2017-02-19",
        "2016-01-01",
        "2017-02-19",
        "2017-01-01",
    ]
    assert drawn["rough"].tolist() == [True, True, False, True]


@pytest.mark.parametrize(
    ("window", "labels"),
    [
        (("2015-01-01", "2026-06-16"), ["2016", "2018", "2020", "2022", "2024", "2026"]),
        (("2019-01-01", "2019-12-31"), ["2019-01", "2019-04", "2019-07", "2019-10"]),
        (("1968-01-01", "2026-06-16"), ["1970", "1980", "1990", "2000", "2010", "2020"]),
    ],
)
def test_the_axis_names_as_many_days_as_a_phone_has_room_for(
    window: tuple[str, str], labels: list[str]
) -> None:
    span = (pd.Timestamp(window[0]), pd.Timestamp(window[1]))
    assert draw_times(go.Figure(), span, 1)["ticktext"] == labels


def test_the_days_of_the_two_release_dates_are_written_out(dataset: Dataset, words: Words) -> None:
    labels = [note.text for note in gantt(dataset, words).figure.layout.annotations]
    assert "<b>Michael Kovrig</b> · 1,019 to 1,020 days" in labels


def test_a_case_known_for_no_day_says_only_that_its_outcome_is_unknown() -> None:
    known = {"days_most": 0.0, "ending": "outcome-unknown"}
    assert days_held(SimpleNamespace(days_least=0.0, **known)) == "outcome unknown"
    assert days_held(SimpleNamespace(days_least=9.0, **known)).startswith("at least 9 days")


def test_the_suspension_is_shaded_and_its_length_written(dataset: Dataset, words: Words) -> None:
    picture = strips(dataset, words)
    shaded = [trace for trace in picture.figure.data if trace.fill == "toself"]
    assert [(trace.x[0][:7], trace.x[1][:10]) for trace in shaded] == [
        ("2020-01", "2020-10-10"),
        ("2020-01", "2020-10-09"),
    ]
    labels = [note.text for note in picture.figure.layout.annotations]
    assert "suspended 253 to 270 days" in labels
    assert "suspended 252 to 270 days" in labels
    assert "253 to 270 days" in picture.alt


def test_strips_write_the_longest_waits_and_the_share_of_dated_visits(
    dataset: Dataset, words: Words
) -> None:
    picture = strips(dataset, words)
    assert "274 days" in picture.title
    labels = [note.text for note in picture.figure.layout.annotations]
    assert any("11 of 14 known visits dated to the day" in label for label in labels)
    assert "270" in labels


def test_days_of_neighbouring_waits_stand_apart_on_a_phone(dataset: Dataset, words: Words) -> None:
    figure = strips(dataset, words).figure
    first, last = map(pd.Timestamp, figure.layout.xaxis.range)
    aside = {"left": 0.0, "center": 0.5, "right": 1.0}
    rooms: dict[str, list[tuple[float, float]]] = {}
    for note in figure.layout.annotations:
        if re.fullmatch(r"[\d–*]+", note.text):
            wide = width_of(note.text)
            at = (pd.Timestamp(note.x) - first) / (last - first) * NARROW
            left = at - aside[note.xanchor] * wide
            rooms.setdefault(note.xref, []).append((left, left + wide))
    assert max(map(len, rooms.values())) > 1
    for row in map(sorted, rooms.values()):
        assert all(one[1] < other[0] for one, other in pairwise(row))


def test_the_strips_stand_on_one_axis_of_time(dataset: Dataset, words: Words) -> None:
    figure = strips(dataset, words).figure
    ranges = {tuple(axis.range) for axis in figure.select_xaxes()}
    assert len(ranges) == 1
    days = pd.to_datetime([day for trace in figure.data for day in trace.x])
    first, last = map(pd.Timestamp, ranges.pop())
    assert first <= days.min()
    assert days.max() <= last


def test_shares_are_of_all_contacts(dataset: Dataset, words: Words) -> None:
    picture = yearly(dataset, words)
    spoken = len(contacts.raised(dataset.contacts, dataset.pair))
    assert f"{spoken} of {len(dataset.contacts)} contacts" in picture.title
    stacked = sum(sum(t.y) for t in picture.figure.data if t.type == "bar")
    assert stacked == len(dataset.contacts)


def test_waits_are_described_and_not_called_a_cause(dataset: Dataset, words: Words) -> None:
    picture = waits(dataset, words)
    assert "does not show that a contact moved a case" in picture.note
    assert "from any day of those years" in picture.note


def test_other_languages_draw_too(dataset: Dataset, words: Words) -> None:
    try:
        for language in ("fr", "zh"):
            wording.use(language)
            for draw in PICTURES:
                assert draw(dataset, words).title
    finally:
        wording.use("en")
