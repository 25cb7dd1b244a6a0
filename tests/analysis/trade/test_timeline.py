"""Measures find their place on a timeline."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.tables.dataset import Dataset
from analysis.trade import timeline
from tests.analysis.trade.rows import phases

END = pd.Timestamp("2026-06-16")
NO_GAP = pd.Timedelta(0)


def test_a_phase_without_a_day_of_effect_is_drawn_from_its_announcement() -> None:
    table = phases({"announced": "2016-02", "ended": "2016-03", "status": "ended"})
    bar = timeline.bars(table, END).iloc[0]
    assert (bar["kind"], str(bar["begin"].date()), str(bar["sure"].date())) == (
        "no-start",
        "2016-02-01",
        "2016-02-29",
    )


def test_a_reduced_date_leaves_a_stretch_of_doubt() -> None:
    table = phases({"effective": "2020", "ended": "2022-05", "status": "ended"})
    bar = timeline.bars(table, END).iloc[0]
    dates = [str(bar[name].date()) for name in ("begin", "sure", "finish", "latest")]
    assert dates == ["2020-01-01", "2020-12-31", "2022-05-01", "2022-05-31"]


def test_an_open_end_reaches_the_end_of_the_record_and_is_marked(dataset: Dataset) -> None:
    bars = timeline.bars(dataset.trade_restrictions, dataset.end)
    bars = bars.set_index("restriction_id")
    assert bars.loc["chn-canola-oil-surtax-2025", "open"]
    assert bars.loc["chn-canola-oil-surtax-2025", "finish"] == dataset.end
    assert not bars.loc["chn-canola-richardson-2019", "open"]
    # Wider relief takes the place of relief, so that one line holds them all.
    first = bars.loc["can-surtax-remission-2025-01"]
    assert first["finish"] == bars.loc["can-surtax-remission-2025-06", "begin"]


def test_what_lies_beyond_the_record_does_not_stretch_back(dataset: Dataset) -> None:
    bars = timeline.bars(dataset.trade_restrictions, dataset.end)
    later = bars[bars["begin"] > dataset.end]
    assert later["restriction_id"].tolist() == ["can-huawei-zte-4g-removal-2027"]
    assert (later["finish"] == later["begin"]).all()
    assert not later["open"].any()


def test_the_phases_of_a_measure_share_a_line_unless_they_overlap(dataset: Dataset) -> None:
    bars = timeline.bars(dataset.trade_restrictions, dataset.end)
    lane = timeline.lanes(bars, "product_group", NO_GAP).set_index("restriction_id")["lane"]
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
    placed = timeline.lanes(timeline.bars(table, END), "product_group", NO_GAP)
    for _lane, rows in placed.groupby("lane"):
        order = rows.sort_values("begin")
        assert not (order["begin"] < order["finish"].shift()).any()
