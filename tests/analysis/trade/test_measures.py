"""Phases become measures, and measures find their place on a timeline."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.tables.dataset import Dataset
from analysis.trade import measures
from tests.analysis.trade.rows import phases

END = pd.Timestamp("2026-06-16")
NO_GAP = pd.Timedelta(0)


def test_replacements_join_phases_into_one_measure(dataset: Dataset) -> None:
    table = dataset.trade_restrictions
    measure = dict(zip(table["restriction_id"], measures.measures(table), strict=True))
    seed = {
        measure["chn-canola-seed-ad-provisional-2025"],
        measure["chn-canola-seed-ad-final-2026"],
    }
    assert seed == {"chn-canola-seed-ad-provisional-2025"}
    fork = {
        measure[name]
        for name in (
            "chn-aquatic-surtax-2025",
            "chn-aquatic-surtax-rest-2026",
            "chn-lobster-crab-suspension-2026",
        )
    }
    assert fork == {"chn-aquatic-surtax-2025"}
    assert measure["chn-canola-richardson-2019"] != measure["chn-canola-viterra-2019"]


def test_a_circle_of_replacements_is_one_measure() -> None:
    table = phases(
        {"effective": "2020-01-01", "replaces": ("p2",)},
        {"effective": "2020-02-01", "replaces": ("p0",)},
        {"effective": "2020-03-01", "replaces": ("p1",)},
        {"effective": "2020-04-01", "replaces": ("p3", "not-on-record")},
    )
    assert measures.measures(table).tolist() == ["p0", "p0", "p0", "p3"]
    assert len(measures.bars(table, END)) == 4


def test_a_phase_without_a_day_of_effect_is_drawn_from_its_announcement() -> None:
    table = phases({"announced": "2016-02", "ended": "2016-03", "status": "ended"})
    bar = measures.bars(table, END).iloc[0]
    assert (bar["kind"], str(bar["begin"].date()), str(bar["sure"].date())) == (
        "no-start",
        "2016-02-01",
        "2016-02-29",
    )


def test_a_reduced_date_leaves_a_stretch_of_doubt() -> None:
    table = phases({"effective": "2020", "ended": "2022-05", "status": "ended"})
    bar = measures.bars(table, END).iloc[0]
    dates = [str(bar[name].date()) for name in ("begin", "sure", "finish", "latest")]
    assert dates == ["2020-01-01", "2020-12-31", "2022-05-01", "2022-05-31"]


def test_an_open_end_reaches_the_end_of_the_record_and_is_marked(dataset: Dataset) -> None:
    bars = measures.bars(dataset.trade_restrictions, dataset.end)
    bars = bars.set_index("restriction_id")
    assert bars.loc["chn-canola-oil-surtax-2025", "open"]
    assert bars.loc["chn-canola-oil-surtax-2025", "finish"] == dataset.end
    assert not bars.loc["chn-canola-richardson-2019", "open"]
    # Wider relief takes the place of relief, so that one line holds them all.
    first = bars.loc["can-surtax-remission-2025-01"]
    assert first["finish"] == bars.loc["can-surtax-remission-2025-06", "begin"]


def test_what_lies_beyond_the_record_does_not_stretch_back(dataset: Dataset) -> None:
    bars = measures.bars(dataset.trade_restrictions, dataset.end)
    later = bars[bars["begin"] > dataset.end]
    assert later["restriction_id"].tolist() == ["can-huawei-zte-4g-removal-2027"]
    assert (later["finish"] == later["begin"]).all()
    assert not later["open"].any()


def test_the_phases_of_a_measure_share_a_line_unless_they_overlap(dataset: Dataset) -> None:
    bars = measures.bars(dataset.trade_restrictions, dataset.end)
    lane = measures.lanes(bars, "product_group", NO_GAP).set_index("restriction_id")["lane"]
    assert lane["chn-canola-seed-ad-provisional-2025"] == lane["chn-canola-seed-ad-final-2026"]
    assert lane["can-ev-surtax-2024"] != lane["can-ev-quota-2026"]


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 200)), min_size=1, max_size=12))
def test_no_two_bars_lie_on_each_other(spans: list[tuple[int, int]]) -> None:
    start = pd.Timestamp("2020-01-01")

    def day(offset: int) -> str:
        return str((start + pd.Timedelta(days=offset)).date())

    table = phases(
        *(
            {
                "effective": day(begin),
                "ended": day(begin + length),
                "status": "ended",
                "imposed_by": ("AAA", "BBB")[n % 2],
                "replaces": (f"p{n - 2}",) if n % 3 == 2 else (),
            }
            for n, (begin, length) in enumerate(spans)
        )
    )
    placed = measures.lanes(measures.bars(table, END), "product_group", NO_GAP)
    for _lane, rows in placed.groupby("lane"):
        order = rows.sort_values("begin")
        assert not (order["begin"] < order["finish"].shift()).any()


def test_stretches_of_a_side_are_merged() -> None:
    table = phases(
        {"effective": "2020-01-01", "ended": "2020-06-01", "status": "ended"},
        {"effective": "2020-03-01", "ended": "2020-09-01", "status": "ended"},
        {"effective": "2021-01-01", "ended": "2021-02-01", "status": "ended"},
        {"effective": "2020-01-01", "status": "easing"},
    )
    merged = measures.merged(measures.bars(table, END), "product_group")
    assert merged["phases"].tolist() == [2, 1]
    assert [str(d.date()) for d in merged["finish"]] == ["2020-09-01", "2021-02-01"]


def test_a_spell_runs_from_the_first_phase_to_the_last(dataset: Dataset) -> None:
    spells = measures.spells(dataset.trade_restrictions).set_index("measure_id")
    seed = spells.loc["chn-canola-seed-ad-provisional-2025"]
    assert (str(seed["begin"].date()), pd.isna(seed["finish"])) == ("2025-08-14", True)
    viterra = spells.loc["chn-canola-viterra-2019"]
    assert str(viterra["finish"].date()) == "2022-05-18"
    # The meal surtax ended; what lifted it is relief, and no part of the spell.
    assert str(spells.loc["chn-canola-meal-surtax-2025", "finish"].date()) == "2026-03-01"


def test_the_links_of_a_phase(dataset: Dataset) -> None:
    linked = measures.of_restriction(dataset, "chn-canola-seed-ad-final-2026")
    assert linked is not None
    assert linked.answers["event_id"].tolist() == ["2026-01-16-carney-xi-beijing"]
    assert linked.replaces["restriction_id"].tolist() == ["chn-canola-seed-ad-provisional-2025"]
    assert len(linked.sources) == len(linked.restriction["sources"]) > 1
    assert set(linked.claims["field"]) >= {"rate_percent"}
    assert measures.of_restriction(dataset, "no-such-phase") is None
