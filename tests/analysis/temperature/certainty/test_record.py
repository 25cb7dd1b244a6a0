"""The record band: reproducible, ordered, holding the line, and wider where episodes are large."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.tables.dataset import Dataset, load
from analysis.tables.dates import month_ends
from analysis.temperature import acts
from analysis.temperature.certainty import differences
from analysis.temperature.certainty.coders import Errors
from analysis.temperature.certainty.differences import band
from analysis.temperature.certainty.record import resamples
from analysis.temperature.kernel import remaining
from analysis.temperature.line import line
from tests.analysis.temperature.test_line import events_of, points, table

AT = month_ends(pd.Timestamp(2016, 1, 31), pd.Timestamp(2020, 12, 31))


def linked(events: pd.DataFrame, **answers: str) -> pd.DataFrame:
    """The events with what each answers."""
    return events.assign(
        responds_to=[(answers[e],) if e in answers else () for e in events["event_id"]]
    )


@settings(max_examples=30)
@given(events_of, points)
def test_the_band_is_ordered_and_holds_the_line(events: pd.DataFrame, at: pd.DatetimeIndex) -> None:
    found = band(resamples(linked(events), draws=50), at)
    shown = line(events, at)["temperature"]
    assert (found["low"] <= shown + 1e-12).all()
    assert (shown <= found["high"] + 1e-12).all()


def test_the_band_holds_the_line_where_every_other_coder_is_colder(dataset: Dataset) -> None:
    events = acts.between(dataset.events, dataset.pair)
    kinds = zip(events["quad_class"].astype(str), events["salience"].astype(str), strict=True)
    colder = Errors(dict.fromkeys(kinds, np.array([0])), np.array([-5.0]), np.array([1.0]))
    found = band(resamples(events, draws=50, errors=colder), AT)
    shown = line(events, AT)["temperature"]
    assert (shown == found["high"]).any()
    assert shown.between(found["low"], found["high"]).all()


def test_each_draw_is_the_formula_with_its_own_weights_and_days() -> None:
    events = linked(
        table(
            [
                ("2020-01-01", "day", 5, 2),
                ("2020-03-09", "month", -4, 1),
                ("2020-01-01", "year", -2, 0.5),
            ]
        )
    )
    drawn = resamples(events, draws=40)
    at = pd.DatetimeIndex(["2020-02-10", "2020-03-20", "2021-05-01"])
    fast = drawn.line(at, 90, 1)
    for k in range(40):
        one = drawn.events.assign(
            date=drawn.day[:, k].astype("datetime64[D]").astype("datetime64[s]"),
            date_precision="day",
            weight=drawn.weight[:, k],
        )
        for n, day in enumerate(at):
            left = remaining(one, day, 90)
            slow = (left * one["goldstein"]).sum() / (1 + left.sum())
            assert fast[n, k] == pytest.approx(slow, abs=1e-9)


def test_a_rough_date_is_drawn_inside_its_period_and_not_before_the_act_it_answers() -> None:
    events = linked(table([("2020-01-01", "year", 5, 2), ("2020-06-20", "day", -4, 1)]), e0="e1")
    drawn = resamples(events, draws=300)
    days = drawn.day[drawn.events["event_id"] == "e0"].astype("datetime64[D]")
    assert days.min() >= np.datetime64("2020-06-20")
    assert days.max() <= np.datetime64("2020-12-31")
    assert len(np.unique(days)) > 100


def test_a_rough_date_is_not_drawn_after_a_known_answer_nor_before_what_it_answers() -> None:
    events = table(
        [
            ("2020-01-01", "year", 5, 2),
            ("2020-06-20", "day", -4, 1),
            ("2020-09-01", "day", -4, 1),
            ("2020-03-02", "day", -4, 1),
        ]
    )

    def days(**answers: str) -> tuple[str, str]:
        drawn = resamples(linked(events, **answers), draws=3000)
        found = drawn.day[drawn.events["event_id"] == "e0"].astype("datetime64[D]")
        return str(found.min()), str(found.max())

    assert days(e2="e0") == ("2020-01-01", "2020-09-01")
    assert days(e1="e0", e2="e0") == ("2020-01-01", "2020-06-20")
    assert days(e0="e1", e2="e0") == ("2020-06-20", "2020-09-01")
    # An answer that comes before what is answered leaves no day.
    assert days(e0="e1", e3="e0") == ("2020-06-20", "2020-06-20")


def test_rough_dates_in_a_row_leave_room_for_the_known_answer_at_its_end() -> None:
    periods = [("2020-01-01", "year"), ("2020-01-01", "year"), ("2020-05-01", "month")]
    events = table([(*each, 5, 1) for each in [*periods, ("2020-05-20", "day")]])
    drawn = resamples(linked(events, e1="e0", e2="e1", e3="e2"), draws=3000)
    found = dict(zip(drawn.events["event_id"], drawn.day, strict=True))
    assert (found["e0"] <= found["e1"]).all()
    assert (found["e1"] <= found["e2"]).all()
    assert found["e2"].max() == found["e3"][0]
    assert len(np.unique(found["e0"])) > 100


@pytest.mark.parametrize(
    "folder", ["", "pairs/aus-chn", "pairs/jpn-chn", "pairs/kor-chn", "pairs/nor-chn"]
)
def test_no_act_of_a_package_is_drawn_after_its_answer(package: Path, folder: str) -> None:
    drawn = resamples(load(package / folder).events, draws=300)
    day = dict(zip(drawn.events["event_id"], drawn.day, strict=True))
    links = drawn.events[["event_id", "responds_to"]].explode("responds_to").dropna()
    known = links[links["responds_to"].isin(list(day))]
    late = [(act, answer) for answer, act in known.to_numpy() if (day[act] > day[answer]).any()]
    assert len(known)
    assert late == []


@pytest.mark.parametrize("precision", ["month", "year"])
def test_acts_of_one_period_are_drawn_in_the_order_of_their_answers(precision: str) -> None:
    events = table([("2020-01-01", precision, 5, 1)] * 3)
    drawn = resamples(linked(events, e0="e1", e1="e2"), draws=300)
    assert drawn.events["event_id"].tolist() == ["e0", "e1", "e2"]
    assert (drawn.day[0] >= drawn.day[1]).all()
    assert (drawn.day[1] >= drawn.day[2]).all()


def test_acts_that_answer_each_other_in_a_circle_are_drawn_all_the_same() -> None:
    events = table([("2020-01-01", "year", 5, 1)] * 2)
    days = resamples(linked(events, e0="e1", e1="e0"), draws=50).day.astype("datetime64[D]")
    assert (days.astype("datetime64[Y]") == np.datetime64("2020")).all()


def test_events_of_an_episode_come_and_go_together() -> None:
    events = table([("2020-01-01", "day", -5, 1)] * 6)
    at = pd.DatetimeIndex(["2020-01-01"])
    apart = band(resamples(linked(events)), at).iloc[0]
    chain = linked(events, **{f"e{n}": f"e{n - 1}" for n in range(1, 6)})
    together = band(resamples(chain), at).iloc[0]
    assert set(acts.episodes(chain)) == {0}
    assert together["high"] - together["low"] > 1.3 * (apart["high"] - apart["low"])


def test_the_same_seed_gives_the_same_band_whatever_the_order_of_rows(dataset: Dataset) -> None:
    first = band(resamples(dataset.events, seed=3), AT)
    shuffled = band(resamples(dataset.events.sample(frac=1, random_state=1), seed=3), AT[::-1])
    pd.testing.assert_frame_equal(first, shuffled.iloc[::-1].reset_index(drop=True))
    assert not band(resamples(dataset.events, seed=4), AT)["low"].equals(first["low"])


def test_later_events_leave_the_band_of_earlier_days_alone(dataset: Dataset) -> None:
    day_known = dataset.events[dataset.events["date_precision"] == "day"]
    known = day_known[day_known["date"] <= AT[-1]]
    pd.testing.assert_frame_equal(band(resamples(known), AT), band(resamples(day_known), AT))


def test_episodes_widen_the_band_of_a_crisis(reviewed: Dataset) -> None:
    at = pd.DatetimeIndex(["2018-12-31", "2026-05-31"])
    found = band(resamples(reviewed.events), at)
    expected = [(-1.7, 2.3), (0.2, 2.7)]
    for (low, high), row in zip(expected, found.itertuples(), strict=True):
        assert (row.low, row.high) == pytest.approx((low, high), abs=0.2)


def test_no_event_means_no_doubt_about_neutral() -> None:
    found = band(resamples(linked(table([]))), pd.DatetimeIndex(["2020-01-01"])).iloc[0]
    assert (found["low"], found["high"]) == (0, 0)


def test_a_change_and_the_two_sides_are_told_with_paired_draws(dataset: Dataset) -> None:
    drawn = resamples(acts.between(dataset.events, dataset.pair), draws=500)
    year = differences.change(drawn, dataset.end - pd.DateOffset(years=1), dataset.end)
    assert year.low <= year.value <= year.high
    assert year.sure
    none = differences.change(drawn, dataset.end, dataset.end)
    assert (none.value, none.low, none.high, none.sure) == (0, 0, 0, False)
    apart = differences.asymmetry(drawn, AT, dataset.pair)
    assert (apart["low"] <= apart["asymmetry"]).all()
    assert (apart["asymmetry"] <= apart["high"]).all()
    # For most months neither side can be told the warmer.
    assert apart["sure"].mean() < 0.3


def test_no_side_is_the_warmer_where_the_other_did_not_act() -> None:
    rows = [("2020-01-01", "day", -8, 2), ("2020-01-02", "day", -8, 2), ("2018-01-01", "day", 8, 2)]
    events = linked(table(rows)).assign(direction=["A-B", "A-B", "B-A"])

    class Two:
        a_to_b, b_to_a = "A-B", "B-A"

    class Reversed:
        a_to_b, b_to_a = "B-A", "A-B"

    at = pd.DatetimeIndex(["2018-06-30", "2020-06-30"])
    for pair in (Two, Reversed):
        apart = differences.asymmetry(resamples(events, draws=50), at, pair)  # type: ignore[arg-type]
        assert apart[["asymmetry", "low", "high"]].isna().all(axis=None)
        assert not apart["sure"].any()
        assert apart[["a_acts", "b_acts"]].min(axis=1).tolist() == [0, 0]


def test_superlatives_are_shares_of_resampled_records(reviewed: Dataset) -> None:
    at = month_ends(pd.Timestamp(1968, 9, 30), reviewed.end)
    found = differences.extremes(resamples(reviewed.events, draws=400), at)
    assert found["coldest"].sum() == pytest.approx(1)
    assert found["warmest"].sum() == pytest.approx(1)
    coldest = found.loc[found["coldest"].idxmax()]
    assert str(coldest["date"])[:7] == "1989-06"
    assert coldest["coldest"] == pytest.approx(0.39, abs=0.1)


@given(st.integers(0, 5))
def test_third_parties_never_move_a_measure(seed: int) -> None:
    rows = [("2020-01-05", "day", -5, 1), ("2020-03-02", "day", 4, 2)]
    both = linked(table(rows)).assign(direction=["A-B", "mutual"])
    third = linked(table([(f"2020-02-{seed + 1:02}", "day", 9, 2)])).assign(
        direction="third-party", event_id="t"
    )

    class Two:
        a_to_b, b_to_a = "A-B", "B-A"

    kept = acts.between(pd.concat([both, third], ignore_index=True), Two)  # type: ignore[arg-type]
    at = pd.DatetimeIndex(["2020-06-30"])
    pd.testing.assert_frame_equal(line(kept, at), line(both, at))
    pd.testing.assert_frame_equal(band(resamples(kept), at), band(resamples(both), at))
