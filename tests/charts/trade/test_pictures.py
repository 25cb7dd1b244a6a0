"""The pictures of the trade page: what they hold, with much, little, nothing and hostile text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from analysis.tables.dataset import Dataset, load
from analysis.tables.dates import month_ends
from analysis.temperature import line as temperature
from analysis.trade import counts, flow, goods, rates, responses, series, standing
from analysis.trade import timeline as bars_of
from analysis.trade import values as stated_values
from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.time import Window
from charts.speech import language as wording
from charts.speech.names import Words
from charts.trade import beside, timeline
from charts.trade import counts as count_charts
from charts.trade import flow as flow_charts
from charts.trade import rates as rate_charts
from charts.trade import responses as response_charts
from charts.trade import series as series_charts
from charts.trade import standing as standing_charts
from charts.trade import values as value_charts
from charts.trade.flow import comparison_table
from charts.trade.goods import line_name
from tests.analysis.trade.rows import phases

HOSTILE = "<img src=x onerror=alert(1)> <b>$x_1$</b>"
WINDOW = Window(pd.Timestamp("2015-01-01"), pd.Timestamp("2026-06-16"), True)


@pytest.fixture(scope="module")
def words(dataset: Dataset) -> Words:
    return Words(dataset.package, dataset.pair, dataset.actors, dataset.places, dataset.goods)


def _other(package: Path) -> tuple[Dataset, Words]:
    """A pair whose package names no lines of goods."""
    other = load(package / "pairs" / "aus-chn")
    return other, Words(other.package, other.pair, other.actors, other.places, other.goods)


def _rows(dataset: Dataset, how_many: int | None) -> pd.DataFrame:
    table = dataset.trade_restrictions
    return table if how_many is None else table.iloc[:how_many]


def _figure(picture: Picture) -> go.Figure:
    assert isinstance(picture.figure, go.Figure)
    return picture.figure


def _sound(picture: Picture) -> None:
    """Words for everything, no gap left in them, and a figure that can be written down."""
    for text in (picture.title, picture.subtitle, picture.alt):
        assert text
        assert not re.search(r"\bnan\b|NaT|None|undefined|\{\w*\}", text)
    written = _figure(picture).to_json()
    assert written is not None
    assert not re.search(r"\bNaT\b|undefined|\\u003cimg", written)


def _standing(dataset: Dataset, words: Words, table: pd.DataFrame) -> Picture:
    held = standing.standing(table, dataset.end)
    return standing_charts.standing(held, dataset.end, words)


def _timeline(dataset: Dataset, words: Words, table: pd.DataFrame, group: str = "") -> Picture:
    drawn = bars_of.bars(table, dataset.end)
    return timeline.timeline(drawn, WINDOW, words, group)


def _over_time(dataset: Dataset, words: Words, table: pd.DataFrame) -> Picture:
    sides = (dataset.pair.a.code, dataset.pair.b.code)
    found = counts.over_time(table, WINDOW.start, WINDOW.end, sides)
    return count_charts.over_time(found, words)


def _delays(dataset: Dataset, words: Words, table: pd.DataFrame) -> Picture:
    return count_charts.delays(counts.delays(table), words)


def _answers(dataset: Dataset, words: Words, table: pd.DataFrame) -> Picture:
    found = responses.chains(dataset.with_tables(trade_restrictions=table))
    cut = responses.main_steps(found, response_charts.MOST_STEPS)
    return response_charts.answers(cut, len(found.steps) - len(cut.steps), words)


def _rates(dataset: Dataset, words: Words, table: pd.DataFrame, line: str = "all") -> Picture:
    phases = goods.of_line(table, line)
    steps = rates.path(phases, WINDOW.start, WINDOW.end)
    aside = rates.aside(phases, WINDOW.end)
    return rate_charts.path(steps, line, WINDOW, aside, words)


def _values(dataset: Dataset, words: Words, table: pd.DataFrame) -> Picture:
    return value_charts.values(stated_values.stated(table), words)


PICTURES = [_standing, _timeline, _over_time, _delays, _answers, _rates, _values]


@pytest.mark.parametrize(
    ("how_many", "language"), [(0, "en"), (1, "en"), (3, "zh"), (None, "en"), (None, "fr")]
)
@pytest.mark.parametrize("make", PICTURES)
def test_each_picture_reads_well_with_much_and_with_nothing(
    dataset: Dataset, words: Words, make: Any, how_many: int | None, language: str
) -> None:
    wording.use(language)
    try:
        _sound(make(dataset, words, _rows(dataset, how_many)))
    finally:
        wording.use("en")


@pytest.mark.parametrize("make", PICTURES)
def test_text_from_the_tables_is_never_markup(dataset: Dataset, words: Words, make: Any) -> None:
    table = dataset.trade_restrictions.assign(product=HOSTILE)
    written = json.dumps(json.loads(_figure(make(dataset, words, table)).to_json() or ""))
    assert "<img" not in written
    assert "<b>$x" not in written


@pytest.mark.parametrize("make", [_over_time, _delays, _rates, _values])
def test_a_hundred_times_the_rows_stay_small(dataset: Dataset, words: Words, make: Any) -> None:
    table = dataset.trade_restrictions
    many = pd.concat(
        [table.assign(restriction_id=table["restriction_id"] + f"-{n}") for n in range(100)],
        ignore_index=True,
    ).assign(replaces=[()] * (100 * len(table)))
    picture = make(dataset, words, many)
    _sound(picture)
    assert len(_figure(picture).to_json() or "") < 400_000


def test_each_mark_is_a_phase_and_carries_its_id(dataset: Dataset, words: Words) -> None:
    picture = _standing(dataset, words, dataset.trade_restrictions)
    ids = [name for trace in _figure(picture).data for name in trace.customdata]
    held = standing.standing(dataset.trade_restrictions, dataset.end)
    shown = held[held["standing"].isin(standing_charts.SHOWN)]
    assert sorted(ids) == sorted(shown["restriction_id"])
    # Above the halves of a narrow picture the two names would lie over each other.
    assert "imposed by Canada" in picture.figure.layout.title.text.replace("\u00a0", " ")


def test_what_stands_is_counted_in_phases_and_measures_and_probes_apart(
    dataset: Dataset, words: Words
) -> None:
    side = {"imposed_by": "CAN"}
    table = phases(
        {**side, "effective": "2020-01-01", "status": "end-unknown"},
        {**side, "effective": "2021-01-01", "replaces": ("p0",)},
        {**side, "effective": "2022-01-01"},
        {**side, "announced": "2020-01-01", "status": "investigation"},
        {**side, "announced": "2020-01-01"},
    )
    picture = _standing(dataset, words, table)
    assert "2 measures in 3 phases. Canada: 2 in force, 0 with no known end" in picture.title
    assert "1 hatched phase is counted apart" in picture.note
    assert "1 phase is not drawn: not yet in force" in picture.note
    assert "1 investigation under way" in picture.note


def test_unknown_ends_are_hatched_and_relief_is_outlined(dataset: Dataset, words: Words) -> None:
    for trace in _figure(_standing(dataset, words, dataset.trade_restrictions)).data:
        by_id = dict(
            zip(
                trace.customdata,
                zip(trace.marker.pattern.shape, trace.marker.color, strict=True),
                strict=True,
            )
        )
        for name, look in by_id.items():
            if name in {"chn-canola-dockage-2020", "can-ev-surtax-2024"}:
                assert look[0] == "/"
            if name in {"chn-canola-meal-suspension-2026", "can-surtax-remission-2026"}:
                assert look == ("", "rgba(0, 0, 0, 0)")


def test_the_sides_are_told_apart_by_their_own_colours(dataset: Dataset, words: Words) -> None:
    figure = _figure(_standing(dataset, words, dataset.trade_restrictions))
    lines = {trace.marker.line.color for trace in figure.data}
    assert lines == {dataset.pair.a.color, dataset.pair.b.color}


def test_the_timeline_holds_every_phase_once(dataset: Dataset, words: Words) -> None:
    figure = _figure(_timeline(dataset, words, dataset.trade_restrictions))
    ids = [name for t in figure.data if t.customdata is not None for name in t.customdata]
    assert sorted(ids) == sorted(dataset.trade_restrictions["restriction_id"])


def test_the_timeline_is_readable_on_one_screen(dataset: Dataset, words: Words) -> None:
    in_view = dataset.trade_restrictions[~(dataset.trade_restrictions["ended"] < WINDOW.start)]
    assert _figure(_timeline(dataset, words, in_view)).layout.height <= 900
    assert timeline.LANE > 11


def test_what_is_written_on_a_bar_stands_out(dataset: Dataset, words: Words) -> None:
    figure = _figure(_timeline(dataset, words, dataset.trade_restrictions))
    (written,) = (trace for trace in figure.data if trace.textposition == "inside")
    inks = {theme.ink_on(color) for color in words.pair.colors().values()}
    assert len(written.insidetextfont.color) == len(written.text)
    assert set(written.insidetextfont.color) <= inks
    low, high = figure.layout.yaxis.range
    margin = figure.layout.margin
    line = (figure.layout.height - margin.t - margin.b) / (low - high)
    tallest = max(max(trace.width) for trace in figure.data if trace.customdata is not None)
    assert round(line * tallest) >= written.insidetextfont.size


def test_the_timeline_writes_the_rates(dataset: Dataset, words: Words) -> None:
    figure = _figure(_timeline(dataset, words, dataset.trade_restrictions, "oilseeds"))
    told = [text for t in figure.data if t.text for text in t.text]
    told += [a.text for a in figure.layout.annotations]
    assert {"75.8%", "5.9%", "100%"} <= set(told)


def test_all_goods_have_a_name_where_the_tables_give_none(package: Path) -> None:
    _dataset, words = _other(package)
    assert line_name(goods.ALL, words) == "All goods"


def test_a_rate_in_place_of_one_that_ends_on_the_last_day_is_told_alone(package: Path) -> None:
    other, words = _other(package)
    drawn = bars_of.bars(other.trade_restrictions, other.end)
    seen = Window(WINDOW.start, other.end, True)
    figure = _figure(timeline.timeline(drawn, seen, words))
    beside = [a.y for a in figure.layout.annotations if a.text.endswith("%")]
    assert beside
    assert len(set(beside)) == len(beside)


def test_bars_that_have_room_are_named(dataset: Dataset, words: Words) -> None:
    figure = _figure(_timeline(dataset, words, dataset.trade_restrictions))
    told = {text for t in figure.data if t.text for text in t.text}
    assert set(dataset.trade_restrictions["product"]) & told
    assert timeline._on_bar("Canola seed", "100%", 20) == "100%"
    assert timeline._on_bar("Canola seed", "100%", 200) == "Canola seed 100%"


def test_a_window_that_ends_before_the_record_has_no_fading_ends(
    dataset: Dataset, words: Words
) -> None:
    early = Window(pd.Timestamp("2019-01-01"), pd.Timestamp("2020-12-31"), False)
    drawn = bars_of.bars(dataset.trade_restrictions, dataset.end)
    figure = _figure(timeline.timeline(drawn, early, words))
    assert not figure.layout.shapes or all(s.line.dash != "dash" for s in figure.layout.shapes)


def test_the_title_of_a_rate_path_tells_the_rates_of_the_day(
    dataset: Dataset, words: Words
) -> None:
    table = dataset.trade_restrictions
    picture = _rates(dataset, words, table, "canola-seed")
    assert picture.title == "Canola seed: 5.9% from 1 Mar 2026"
    # What goes on has no end in the numbers either.
    last = picture.table.iloc[-1]
    assert (last["Rate (%)"], last["Status"]) == (5.9, "In force")
    assert pd.isna(last["Up to"])
    assert "17 Jun 2026" not in picture.alt
    vehicles = _rates(dataset, words, table, "vehicles")
    assert vehicles.title == (
        "Vehicles: 6.1% within the quota from 1 Mar 2026; 100% outside it, end unknown, from "
        "1 Mar 2026"
    )
    assert "6.1%" in vehicles.note
    assert "not added" in vehicles.note
    beside = [a.text.split("<br>") for a in _figure(vehicles).layout.annotations if a.align]
    assert max(len(line) for text in beside for line in text) <= rate_charts.LETTERS


def test_an_answer_is_worded_as_its_sources_tell_it(dataset: Dataset, words: Words) -> None:
    table = _answers(dataset, words, dataset.trade_restrictions).table
    told = table.set_index("What")["How it is told"]
    licence = "China cancels Richardson's licence to ship canola"
    assert told[licence] == "widely reported as an answer; its author gives another reason"
    surtaxes = "China announces surtaxes on Canadian canola oil, meal, peas, pork and seafood"
    assert told[surtaxes] == "stated by its author to answer it"


def test_each_step_opens_a_card_and_each_arrow_tells_its_days(
    dataset: Dataset, words: Words
) -> None:
    found = responses.chains(dataset, "canola-seed")
    first = responses.of_chain(found, int(found.steps["chain"].iloc[0]))
    figure = _figure(response_charts.answers(first, 0, words))
    targets = [t for trace in figure.data if trace.customdata is not None for t in trace.customdata]
    assert len(targets) == len(first.steps)
    assert all(
        re.fullmatch(r"(events|trade_restrictions):[a-z0-9-]+", target) for target in targets
    )
    texts = " ".join(a.text for a in figure.layout.annotations if a.text)
    assert {"90 d", "90–120 d", "192 d"} <= set(re.findall(r"(?:\d+–)?\d[\d,]* d", texts))
    arrows = [a for a in figure.layout.annotations if a.showarrow]
    assert len(arrows) == len(first.links)


def test_one_day_is_told_as_one(dataset: Dataset, words: Words) -> None:
    found = responses.chains(dataset, "canola-seed")
    days = pd.to_datetime(["2019-03-01", "2019-03-02"])
    two = responses.Chains(found.steps.head(2).assign(date=days), found.links.iloc[:0])
    assert " in 1 day, from: " in response_charts.answers(two, 0, words).title
    rough = responses.Chains(two.steps.assign(precision=["month", "day"]), two.links)
    assert " in 0 to 1 day, from: " in response_charts.answers(rough, 0, words).title
    side = dataset.pair.a.code
    one = {"announced": "2019-03-01", "effective": "2019-03-02", "imposed_by": side}
    dated = counts.delays(phases(one))
    assert count_charts.delays(dated, words).title.endswith("the longest wait was 1 day")


def test_what_eases_is_an_open_square_and_is_named_so(dataset: Dataset, words: Words) -> None:
    found = responses.chains(dataset)
    waiver = [ids == ("chn-visa-waiver-2026",) for ids in found.steps["restrictions"]]
    only = responses.Chains(found.steps[waiver], found.links.iloc[:0])
    picture = response_charts.answers(only, 0, words)
    nodes = next(t for t in _figure(picture).data if t.mode == "markers")
    assert list(nodes.marker.symbol) == ["square-open"]
    assert "1 measure eases" in nodes.hovertext[0]
    assert "begin" not in nodes.hovertext[0]
    assert picture.table["What"].iloc[0].startswith("Easing: Visa requirement")


@pytest.mark.parametrize(
    ("language", "value", "said"),
    [("en", 625_000, "625K"), ("zh", 625_000, "62.5万"), ("zh", 141_400, "14.1万")],
)
def test_a_short_value_keeps_three_digits(language: str, value: float, said: str) -> None:
    wording.use(language)
    try:
        assert series_charts.short(value, 0) == said
    finally:
        wording.use("en")


def test_values_of_different_currencies_share_no_axis(dataset: Dataset, words: Words) -> None:
    stated = stated_values.stated(dataset.trade_restrictions)
    figure = _figure(value_charts.values(stated, words))
    currency = stated.set_index("restriction_id")["trade_value_currency"]
    for trace in figure.data:
        assert currency[list(trace.customdata)].nunique() == 1
    assert len({trace.yaxis for trace in figure.data}) == currency.nunique()


def test_only_values_of_one_currency_are_compared(words: Words) -> None:
    amounts = [(4e9, "AAA"), (9e9, "BBB"), *((1e10 + n, "CCC") for n in range(30))]
    rows = [
        {"imposed_by": "CAN", "trade_value": amount, "trade_value_currency": currency}
        for amount, currency in amounts
    ]
    told = value_charts.values(stated_values.stated(phases(*rows)), words)
    assert told.title.startswith("Highest value named in each currency: ")
    assert [value in told.title for value in ("AAA 4 b", "BBB 9 b", "CCC 10 b")] == [True] * 3
    drawn = {row for trace in _figure(told).data for row in trace.customdata}
    assert len(drawn) == value_charts.HIGHEST
    assert {"p0", "p1", "p31"} <= drawn
    one = value_charts.values(stated_values.stated(phases(rows[0])), words)
    assert one.title == "Highest value named: Other, AAA 4 billion (measures imposed by Canada)"


def _flow(dataset: Dataset, words: Words, series_id: str, line: str, compared: bool) -> Picture:
    described = dataset.series.set_index("series_id", drop=False)
    row = described.loc[series_id]
    figures = series.values(dataset.observations, row)
    phases = goods.of_line(dataset.trade_restrictions, line)
    bars = bars_of.bars(phases, dataset.end).assign(band="all")
    held = bars_of.lanes(bars, "band", pd.Timedelta(days=30))
    spell = flow.spells(phases).iloc[0] if compared else None
    comparison = flow.compare(figures, spell["effective"], None) if spell is not None else None
    picked = None if spell is None else spell.fillna({"ended": dataset.end})
    return flow_charts.flow(figures, row, held, picked, comparison, WINDOW, words)


def test_a_series_with_one_observation_says_so(dataset: Dataset, words: Words) -> None:
    picture = _flow(dataset, words, "pork-exports-value", "pork", compared=True)
    _sound(picture)
    assert "one figure only" in picture.title
    assert "no comparison" in picture.note


@pytest.mark.parametrize("compared", [True, False])
def test_a_flow_names_unit_period_and_caveat(
    dataset: Dataset, words: Words, compared: bool
) -> None:
    picture = _flow(dataset, words, "canola-seed-exports-value", "canola-seed", compared)
    _sound(picture)
    assert "billion Canadian dollars, calendar years" in picture.subtitle
    assert ("Other causes exist" in picture.note) is compared


@pytest.mark.parametrize(
    ("measure", "told", "years"),
    [
        (
            "chn-canola-inspection-2019",
            "since the measure began, against 2018; its end is not",
            "since",
        ),
        ("chn-canola-richardson-2019", "while the measure held, against 2018", "touched"),
    ],
)
def test_a_measure_whose_end_is_unknown_is_not_said_to_have_held(
    dataset: Dataset, words: Words, measure: str, told: str, years: str
) -> None:
    row = dataset.series.set_index("series_id", drop=False).loc["canola-seed-exports-value"]
    figures = series.values(dataset.observations, row)
    spells = flow.spells(goods.of_line(dataset.trade_restrictions, "canola-seed"))
    around = flow.Flow(figures, spells, row).around(measure)
    assert around is not None
    none = bars_of.bars(dataset.trade_restrictions.iloc[:0], dataset.end).assign(lane=0)
    assert told in flow_charts.flow(figures, row, none, None, around, WINDOW, words).title
    assert years in comparison_table(around, "x")["Time"].iloc[1]


def test_the_balance_of_payments_basis_is_said(dataset: Dataset, words: Words) -> None:
    picture = _flow(dataset, words, "can-exports-to-china-bop-monthly", "all", compared=False)
    assert "not comparable with customs figures" in picture.subtitle
    # The tables hold a figure dated after the end of the record: it is open, and said to be so.
    assert "after the end of the record" in picture.note


def test_no_figure_in_the_years_is_said(dataset: Dataset, words: Words) -> None:
    row = dataset.series.iloc[0]
    none = series.values(dataset.observations.iloc[:0], row)
    held = bars_of.bars(dataset.trade_restrictions.iloc[:0], dataset.end)
    picture = flow_charts.flow(none, row, held.assign(lane=0), None, None, WINDOW, words)
    _sound(picture)
    assert "no figure" in picture.title


def test_before_during_and_after_tell_their_years_and_n(dataset: Dataset) -> None:
    described = dataset.series.set_index("series_id", drop=False)
    figures = series.values(dataset.observations, described.loc["canola-seed-exports-value"])
    found = flow.compare(figures, pd.Timestamp("2019-03-01"), pd.Timestamp("2022-05-18"))
    table = comparison_table(found, "billion Canadian dollars")
    assert table["Years"].tolist() == ["2018", "2019, 2020, 2021", "2024 (the nearest on record)"]
    assert table["Figures"].tolist() == [1, 3, 1]
    assert table["Mean (billion Canadian dollars)"].tolist() == ["2.80", "1.33", "3.99"]
    assert table["Change"].tolist() == ["–", "−52%", "+43%"]


@pytest.mark.parametrize("themes", [("travel", "study", "opinion"), ("study",), ()])
def test_small_multiples_share_time_and_nothing_else(
    dataset: Dataset, words: Words, themes: tuple[str, ...]
) -> None:
    rows = series.beside(dataset.series, dataset.observations, themes)
    panels = [
        [(row, series.values(dataset.observations, row)) for row in panel.to_dict("records")]
        for _name, panel in rows.groupby("panel")
    ]
    line = temperature.line(dataset.events, month_ends(WINDOW.start, WINDOW.end))
    picture = beside.beside(line, panels, WINDOW, words)
    _sound(picture)
    figure = _figure(picture)
    assert {trace.xaxis for trace in figure.data} <= {None, "x", "x2"}
    assert figure.layout.xaxis2.matches == "x"
    axes = {trace.yaxis for trace in figure.data if trace.yaxis}
    assert len(axes) == min(len(panels), beside.MOST_PANELS)
    tops = [figure.layout[axis.replace("y", "yaxis")].domain[1] for axis in axes]
    assert all(figure.layout.yaxis.domain[0] > top for top in tops)


def test_nothing_beside_an_empty_record(words: Words) -> None:
    empty = pd.DataFrame({"date": pd.DatetimeIndex([]), "temperature": pd.Series(dtype=float)})
    _sound(beside.beside(empty, [], WINDOW, words))


def test_the_days_of_several_links_to_one_step_are_told_from_fewest_to_most() -> None:
    links = pd.DataFrame({"days_least": [508, 0, 93], "days_most": [508, 0, 93]})
    assert response_charts.span(links) == "0–508 d"
    assert response_charts.span(links.iloc[:1]) == "508 d"
    assert response_charts.span(links.assign(days_most=[538, 0, 93])) == "0–538 d"


def _figures(values: list[float], days: str = "YE") -> pd.DataFrame:
    date = pd.Series(pd.date_range("2018-01-01", periods=len(values), freq=days))
    return pd.DataFrame({"begin": date, "date": date, "value": values, "run": 0})


def test_values_that_would_touch_are_not_both_written() -> None:
    several = [
        series_charts.Drawn(_figures(values, "D"), "#7A6BDB")
        for values in ([50.0, 50.1, 50.2, 50.1], [50.3, 50.2, 50.1, 50.2])
    ]
    figure = go.Figure()
    on = series_charts.panel("y", [one.figures for one in several], 76)
    series_charts.draw(figure, several, on, WINDOW)
    told = [text for trace in figure.data for text in trace.text or () if text]
    assert 1 <= len(told) < 8


def test_a_value_stands_below_where_the_line_turns_upwards() -> None:
    figures = _figures([5.0, 1.0, 6.0])
    figure = go.Figure()
    on = series_charts.panel("y", [figures], 300)
    series_charts.draw(figure, [series_charts.Drawn(figures, "#7A6BDB")], on, WINDOW)
    marks = figure.data[-1]
    assert list(marks.text) == ["5", "1", "6"]
    assert marks.textposition[1] == "bottom center"
