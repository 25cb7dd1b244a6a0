"""Pictures of the temperature: what they draw, for much, little and nothing, and for any text."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from analysis.tables.dataset import Dataset, load
from analysis.tables.dates import month_ends
from analysis.temperature import acts, eras
from analysis.temperature import line as temperature
from analysis.temperature.accumulated import STEP, accumulated, sums_at
from analysis.temperature.certainty import differences
from analysis.temperature.certainty.breaks import breaks
from analysis.temperature.certainty.record import resamples
from analysis.temperature.measures import MEASURES, Doubt, each_way
from analysis.temperature.terms import terms
from charts.draw import theme
from charts.speech import formats
from charts.speech import language as wording
from charts.speech.names import Words
from charts.temperature import change
from charts.temperature import line as charts
from charts.temperature import ways as way_charts
from charts.temperature.around import MOST_MARKS, Around, marked, signed_ticks
from charts.temperature.labels import NAME_LINE
from charts.temperature.measures import TEMPERATURE
from tests import hostile

FIRST = pd.Timestamp(2015, 1, 31)


@pytest.fixture(autouse=True)
def english() -> None:
    wording.use("en")


def curve(events: pd.DataFrame, end: pd.Timestamp, start: pd.Timestamp = FIRST) -> pd.DataFrame:
    at = month_ends(start, end)
    line = temperature.line(events, at).rename(columns={"temperature": "value"})
    return line.merge(TEMPERATURE.certainty(events, at, 180, Doubt()), on="date")


def around(dataset: Dataset, events: pd.DataFrame, start: pd.Timestamp = FIRST) -> Around:
    return Around(
        end=dataset.end,
        events=events,
        landmarks=temperature.landmarks(events),
        terms=terms(dataset.offices, dataset.actors, dataset.pair, start, dataset.end),
        breaks=breaks(events),
        silences=pd.DataFrame({"start": [start], "end": [pd.Timestamp(2016, 1, 1)]}),
        context=dataset.events[dataset.events["direction"] == "third-party"].tail(3),
        wall=2016,
    )


def recent(dataset: Dataset) -> pd.DataFrame:
    between = acts.between(dataset.events, dataset.pair)
    return between[between["date"] >= "2015-01-01"]


def drawn(dataset: Dataset, words: Words, events: pd.DataFrame | None = None) -> charts.Picture:
    rows = recent(dataset) if events is None else events
    return charts.line(curve(rows, dataset.end), around(dataset, rows), words)


def dots(figure: go.Figure) -> go.Scatter:
    """The trace of events: the last one that is drawn, so that clicks find it."""
    return figure.data[-1]


def test_the_title_does_not_say_again_what_the_page_has_told(
    dataset: Dataset, words: Words
) -> None:
    shown = curve(recent(dataset), dataset.end)
    title = charts.line(shown, Around(dataset.end, told=True), words).title
    assert title == "Temperature, 2015–2026"
    filtered = charts.line(shown, Around(dataset.end, told=True, filtered=True), words).title
    assert filtered.startswith("The events that pass the filters alone")
    earlier = charts.line(shown.head(50), Around(dataset.end, told=True), words).title
    assert earlier.startswith("The relationship stood on")


def test_the_title_states_where_the_relationship_stands(dataset: Dataset, words: Words) -> None:
    picture = drawn(dataset, words)
    value = curve(recent(dataset), dataset.end)["value"].iloc[-1]
    assert formats.degrees(value) in picture.title
    assert "mild" in picture.title
    assert formats.day(dataset.end) in picture.title


def test_a_line_of_some_events_does_not_speak_for_the_relationship(
    dataset: Dataset, words: Words
) -> None:
    some = Around(dataset.end, filtered=True)
    picture = charts.line(curve(recent(dataset), dataset.end), some, words)
    assert picture.title.startswith("The events that pass the filters alone")


def test_names_of_lines_that_end_together_are_moved_apart(dataset: Dataset, words: Words) -> None:
    at = month_ends(FIRST, dataset.end)
    ways = each_way(TEMPERATURE, dataset.events, at, dataset.pair, 180, STEP, Doubt())
    for last, apart in ((ways["a_to_b"], True), (ways["a_to_b"] + 9, False)):
        picture = way_charts.each_way(
            ways.assign(b_to_a=last), Around(dataset.end), words, TEMPERATURE
        )
        shifts = {note.yshift for note in picture.figure.layout.annotations if note.yshift}
        assert (len(shifts) == 2) == apart


def test_every_event_has_a_dot_on_the_line_sized_by_salience(
    dataset: Dataset, words: Words
) -> None:
    events = recent(dataset)
    trace = dots(drawn(dataset, words).figure)
    assert list(trace.customdata) == events["event_id"].tolist()
    size = pd.Series(list(trace.marker.size), index=events.index)
    by_salience = size.groupby(events["salience"], observed=True).first()
    assert by_salience["1"] < by_salience["2"] < by_salience["3"]
    low, high = min(curve(events, dataset.end)["value"]), max(curve(events, dataset.end)["value"])
    assert low - 0.01 <= min(trace.y)
    assert max(trace.y) <= high + 0.01


def test_each_month_can_be_chosen_and_tells_its_band_and_support(
    dataset: Dataset, words: Words
) -> None:
    trace = drawn(dataset, words).figure.data[-3]
    day, low, high, behind, state_low, state_high = trace.customdata[-1]
    assert day == dataset.end.strftime("%Y-%m-%d")
    assert low < trace.y[-1] < high
    assert state_high - state_low > high - low
    assert behind == curve(recent(dataset), dataset.end)["events"].iloc[-1]


def test_thin_stretches_are_dotted_and_said(dataset: Dataset, words: Words) -> None:
    picture = drawn(dataset, words)
    by_dash = {t.line.dash: t for t in picture.figure.data if t.type == "scatter" and t.line.dash}
    thin = curve(recent(dataset), dataset.end)["thin"].to_numpy()
    solid = pd.Series(by_dash["solid"].y).notna().to_numpy()
    assert thin.any()
    assert (solid == ~thin).all()
    assert pd.Series(by_dash["dot"].y).notna().to_numpy()[thin].all()
    assert f"Dotted in {thin.sum()} of {len(thin)} months" in picture.note


def test_bands_are_named_and_the_present_one_holds_the_value(
    dataset: Dataset, words: Words
) -> None:
    texts = [note.text for note in drawn(dataset, words).figure.layout.annotations]
    assert "neutral" in texts
    assert sum("mild" in text for text in texts) == 1
    assert next(t for t in texts if "mild" in t).startswith("<b>")
    assert any("record ends" in text for text in texts)


def test_those_who_governed_are_named_below(dataset: Dataset, words: Words) -> None:
    picture = drawn(dataset, words)
    names = {name for t in picture.figure.data if t.orientation == "h" for name in t.text}
    assert {"Justin Trudeau", "Xi Jinping"} <= names
    assert "Prime Minister" in picture.note


@pytest.mark.parametrize(("meta", "most"), [("wide", 8), ("narrow", 4)])
def test_names_of_landmarks_stand_clear_of_each_other(
    meta: str, most: int, dataset: Dataset, words: Words
) -> None:
    named = [t for t in drawn(dataset, words).figure.data if t.meta == meta]
    assert 3 <= len(named) <= most
    for side in (1, -1):
        middles = sorted(pd.Timestamp(t.x[0]) for t in named if t.y[0] * side > 0)
        gaps = [b - a for a, b in pairwise(middles)]
        assert all(gap >= pd.Timedelta(milliseconds=named[0].width[0]) for gap in gaps)


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_few_events_still_make_a_picture(dataset: Dataset, words: Words, rows: int) -> None:
    events = recent(dataset).iloc[:rows]
    picture = drawn(dataset, words, events)
    assert picture.title
    assert picture.alt
    assert "nan" not in picture.figure.to_json().lower()
    assert f"in this window: {rows}." in picture.note


def test_no_month_at_all_says_so(dataset: Dataset, words: Words) -> None:
    none = pd.DataFrame({"date": pd.DatetimeIndex([]), "value": []})
    for picture in (
        charts.line(none, Around(dataset.end), words),
        way_charts.each_way(none, Around(dataset.end), words, TEMPERATURE),
        way_charts.asymmetry(none, Around(dataset.end), words, TEMPERATURE),
        way_charts.sums(none, Around(dataset.end), words),
    ):
        assert picture.title == "Nothing of this window is on record"


def test_the_accumulated_score_names_its_levels(dataset: Dataset, words: Words) -> None:
    at = month_ends(FIRST, dataset.end)
    score = accumulated(dataset.events, at, STEP).rename(columns={"score": "value"})
    picture = charts.line(score, Around(dataset.end), words, MEASURES["accumulated"])
    texts = [note.text for note in picture.figure.layout.annotations]
    assert {"tense", "discordant", "good"} <= set(texts)
    assert "°" not in picture.title
    assert "band" not in picture.subtitle.lower()


def test_too_many_events_keep_the_weightiest(dataset: Dataset, words: Words) -> None:
    many = pd.concat([recent(dataset)] * 4, ignore_index=True)
    many = many.assign(event_id=[f"e{n}" for n in range(len(many))])
    kept = marked(many)
    assert len(kept) == MOST_MARKS
    assert kept["weight"].min() >= many["weight"].drop(kept.index).max()
    assert f"The {MOST_MARKS} weightiest" in drawn(dataset, words, many).note


def test_both_directions_wear_the_colours_of_their_side(dataset: Dataset, words: Words) -> None:
    at = month_ends(FIRST, dataset.end)
    ways = each_way(TEMPERATURE, dataset.events, at, dataset.pair, 180, STEP, Doubt())
    picture = way_charts.each_way(ways, Around(dataset.end), words, TEMPERATURE)
    colors = {t.line.color for t in picture.figure.data if t.mode == "lines"}
    assert colors == {dataset.pair.a.color, dataset.pair.b.color}
    assert list(picture.table.columns)[1:] == words.terms(
        "direction", [dataset.pair.a_to_b, dataset.pair.b_to_a]
    )


@pytest.mark.parametrize("sign", [1, -1])
def test_asymmetry_says_who_was_the_warmer_only_where_that_can_be_told(
    dataset: Dataset, words: Words, sign: int
) -> None:
    at = month_ends(FIRST, dataset.end)
    ways = each_way(TEMPERATURE, dataset.events, at, dataset.pair, 180, STEP, Doubt())
    a, b = (words.side(side.code) for side in dataset.pair.sides)
    warmer, other = (a, b) if sign > 0 else (b, a)
    told = ways.assign(asymmetry=2.0 * sign, low=2.0 * sign - 1, high=2.0 * sign + 1, sure=True)
    title = way_charts.asymmetry(told, Around(dataset.end), words, TEMPERATURE).title
    assert title.startswith(f"{warmer} was warmer towards {other}")
    open_ = ways.assign(asymmetry=0.5 * sign, low=-1.0, high=1.0, sure=False)
    picture = way_charts.asymmetry(open_, Around(dataset.end), words, TEMPERATURE)
    assert picture.title.startswith("Neither side is surely the warmer")
    assert "In 100" in picture.note
    bare = ways.drop(columns=["low", "high", "sure"])
    title = way_charts.asymmetry(bare, Around(dataset.end), words, MEASURES["accumulated"]).title
    assert "warmer" not in title


def test_a_silent_side_is_neither_the_warmer_nor_the_colder(dataset: Dataset, words: Words) -> None:
    pair, around = dataset.pair, Around(dataset.end)
    at = month_ends(FIRST, dataset.end)
    for silent, acting in ((pair.a_to_b, pair.b_to_a), (pair.b_to_a, pair.a_to_b)):
        events = dataset.events[dataset.events["direction"] == acting]
        alone = each_way(TEMPERATURE, events, at, pair, 180, STEP, Doubt())
        picture = way_charts.asymmetry(alone, around, words, TEMPERATURE)
        assert picture.title.startswith("Neither side is surely the warmer on")
        assert f"no act {words.term('direction', silent)} counts" in picture.title
        assert picture.note == "In no month do acts of both sides count within two half-lives."
        assert "nan" not in picture.figure.to_json().lower()
        assert "difference" not in way_charts.each_way(alone, around, words, TEMPERATURE).note


def test_months_without_an_act_of_both_sides_are_a_gap(dataset: Dataset, words: Words) -> None:
    months = month_ends(pd.Timestamp(1968, 9, 30), dataset.end)
    curves = each_way(TEMPERATURE, dataset.events, months, dataset.pair, 180, STEP, Doubt())
    picture = way_charts.asymmetry(curves, Around(dataset.end), words, TEMPERATURE)
    both = (curves["a_acts"] > 0) & (curves["b_acts"] > 0)
    line = next(t for t in picture.figure.data if t.line.width == 2.4)
    assert (pd.Series(line.y).notna() == both).all()
    bands = [t for t in picture.figure.data if t.fill]
    assert sum(len(band.x) for band in bands) == 2 * both.sum()
    assert not any(pd.isna(value) for band in bands for value in band.y)
    open_ = formats.percent(1 - curves.loc[both, "sure"].mean())
    assert f"In {open_} of these months it holds 0" in picture.note


def test_monthly_sums_are_bars_that_can_be_chosen(dataset: Dataset, words: Words) -> None:
    at = month_ends(FIRST, dataset.end)
    sums = sums_at(recent(dataset), at).rename(columns={"goldstein": "value"})
    picture = way_charts.sums(sums, Around(dataset.end), words)
    bars = picture.figure.data[0]
    assert [c[0] for c in bars.customdata] == sums["date"].dt.strftime("%Y-%m-%d").tolist()
    of_one = next(c for c, n in zip(bars.customdata, sums["events"], strict=True) if n == 1)
    assert of_one[1] == "1 event"
    assert formats.day(sums["date"].iloc[-1]) in picture.title
    assert "coldest" not in picture.title


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([1.0, -2.0, 5.0], " sums to +5.0; the months before lie between −2.0 and +1.0"),
        ([5.0], "The month to 31 Mar 2020 sums to +5.0"),
    ],
)
def test_the_months_before_leave_out_the_last_one(
    words: Words, values: list[float], said: str
) -> None:
    at = pd.date_range(end="2020-03-31", periods=len(values), freq="ME")
    curve = pd.DataFrame({"date": at, "value": values, "events": 1})
    assert way_charts.sums(curve, Around(at[-1]), words).title.endswith(said)


def waterfall(dataset: Dataset, words: Words, start: str, end: str) -> charts.Picture:
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    events = dataset.events
    before, after = temperature.line(events, pd.DatetimeIndex([first, last]))["temperature"]
    largest, others = temperature.movers(temperature.change(events, first, last))
    moved = differences.change(resamples(events, draws=300), first, last)
    return change.change(largest, others, first, last, before, after, words, moved)


@pytest.mark.parametrize(
    ("start", "end"),
    [("2018-11-30", "2021-04-30"), ("2025-12-31", "2026-06-16"), ("1968-09-30", "1989-06-30")],
)
def test_the_steps_shown_add_up_to_the_change_shown(
    dataset: Dataset, words: Words, start: str, end: str
) -> None:
    bars = waterfall(dataset, words, start, end).figure.data[0]
    first, *steps, last = bars.x
    assert round(first + sum(steps), 2) == last
    at = pd.DatetimeIndex([start, end])
    ends = temperature.line(dataset.events, at)["temperature"].round(2).tolist()
    assert [first, last] == ends
    # Each bar begins where the one before ended.
    reach = [base + length for base, length in zip(bars.base, bars.x, strict=True)]
    assert list(bars.base[1:-1]) == pytest.approx(reach[:-2], abs=1e-9)


def test_the_waterfall_names_ten_events_and_sums_the_rest(dataset: Dataset, words: Words) -> None:
    picture = waterfall(dataset, words, "2018-11-30", "2021-04-30")
    bars = picture.figure.data[0]
    named = [event for event in bars.customdata if event]
    assert len(named) == 10
    assert set(named) <= set(dataset.events["event_id"])
    labels = list(picture.figure.layout.yaxis.ticktext)
    assert "other new events" in labels[-3].replace("<br>", " ")
    assert "earlier events" in labels[-2].replace("<br>", " ")
    colors = {theme.intensity_color(7.0), theme.intensity_color(-7.0), theme.MUTED}
    assert set(bars.marker.color) <= colors
    for length, color in zip(bars.x[1:-1], bars.marker.color[1:-1], strict=True):
        assert (color == theme.intensity_color(7.0)) == (length > 0)


def test_an_act_of_a_year_that_is_not_over_is_still_arriving(
    dataset: Dataset, words: Words
) -> None:
    bars = waterfall(dataset, words, "1991-01-31", "1991-12-31").figure.data[0]
    hatched = dict(zip(bars.customdata, bars.marker.pattern.shape, strict=True))
    assert hatched["1991-foreign-ministers-meetings"] == ""


def test_a_change_of_nothing_says_so(dataset: Dataset, words: Words) -> None:
    none = dataset.with_tables(events=dataset.events.iloc[:0])
    picture = waterfall(none, words, "2018-11-30", "2021-04-30")
    assert "was the same" in picture.title
    assert len(picture.figure.data[0].x) == 2


def test_text_of_the_tables_is_text(dataset: Dataset, hostile_words: Words) -> None:
    texts = [hostile.TEXTS[n % len(hostile.TEXTS)] for n in range(len(dataset.events))]
    bad = dataset.with_tables(events=dataset.events.assign(title=texts))
    for picture in (
        drawn(bad, hostile_words),
        waterfall(bad, hostile_words, "2018-11-30", "2021-04-30"),
    ):
        sent = picture.figure.to_json()
        assert "<img" not in sent
        assert "<b id=" not in sent


@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_numbers_follow_the_language(dataset: Dataset, words: Words, language: str) -> None:
    wording.use(language)
    picture = drawn(dataset, words)
    wording.use("en")
    mark = "," if language == "fr" else "."
    assert re.search(rf"[+−]\d{mark}\d", picture.title)


@pytest.mark.parametrize(("low", "high"), [(-3.2, 4.1), (-40.0, 102.0), (-0.4, 0.4), (0.0, 5e6)])
def test_ticks_are_few_whole_and_signed(low: float, high: float) -> None:
    ticks = signed_ticks(low, high, "°")
    assert 1 <= len(ticks["tickvals"]) <= 10
    assert all(low <= tick <= high for tick in ticks["tickvals"])
    assert ticks["ticktext"][ticks["tickvals"].index(0)] == "0°"


def test_third_parties_are_diamonds_and_do_not_count(dataset: Dataset, words: Words) -> None:
    picture = drawn(dataset, words)
    context = picture.figure.data[-2]
    assert context.marker.symbol == "diamond-open"
    assert len(context.customdata) == 3
    assert not set(context.customdata) & set(dots(picture.figure).customdata)


def test_silence_and_the_thin_years_are_drawn(dataset: Dataset, words: Words) -> None:
    picture = drawn(dataset, words)
    hatched = [t for t in picture.figure.data if t.type == "bar" and t.marker.pattern.shape]
    assert len(hatched) == 1
    assert any("thin record before 2016" in n.text for n in picture.figure.layout.annotations)


@pytest.mark.parametrize("pair", ["aus-chn", "jpn-chn", "kor-chn", "nor-chn"])
def test_no_name_of_an_act_runs_into_that_of_the_thin_years(pair: str, package: Path) -> None:
    data = load(package / "pairs" / pair)
    words = Words(data.package, data.pair, data.actors, data.places, data.goods)
    figure = drawn(data, words).figure
    (low, high), margin = figure.layout.yaxis.range, figure.layout.margin
    plot = (figure.layout.height - margin.t - margin.b) * (1 - figure.layout.yaxis.domain[0])
    pixel = (high - low) / plot
    named = [t for t in figure.data if t.meta in ("wide", "narrow") and t.y[0] < 0]
    assert named
    for name in named:
        rows = name.text[0].count("<br>") + 1
        assert name.base[0] + name.y[0] - rows * NAME_LINE * pixel > low + NAME_LINE * pixel


def test_breaks_are_lines_and_bars(dataset: Dataset, words: Words) -> None:
    found = breaks(eras.since(recent(dataset), 2016))
    picture = charts.line(
        curve(recent(dataset), dataset.end), Around(dataset.end, breaks=found), words
    )
    lane = [t for t in picture.figure.data if t.orientation == "h"]
    assert [len(t.x) for t in lane] == [len(found)]
    drawn_lines = [s for s in picture.figure.layout.shapes if s.x0 == s.x1]
    days = {d.isoformat() for d in found["date"]}
    assert days <= {s.x0 for s in drawn_lines}
