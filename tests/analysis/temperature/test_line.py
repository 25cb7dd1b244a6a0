"""The line, its breakdown and its parts: the published formula, and nothing else."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature import line

DAY = pd.Timedelta(days=1)


def table(rows: list[tuple[str, str, float, float]]) -> pd.DataFrame:
    """Events from (date, precision, intensity, weight)."""
    return pd.DataFrame(
        {
            "event_id": [f"e{n}" for n in range(len(rows))],
            "date": pd.to_datetime([r[0] for r in rows]).astype("datetime64[s]"),
            "date_precision": [r[1] for r in rows],
            "goldstein": [float(r[2]) for r in rows],
            "weight": [float(r[3]) for r in rows],
        }
    )


dates = st.dates(pd.Timestamp(2000, 1, 1).date(), pd.Timestamp(2009, 12, 31).date())
rows = st.tuples(
    dates.map(str),
    st.sampled_from(["day", "month", "year"]),
    st.floats(-10, 10),
    st.sampled_from([0.5, 1.0, 2.0]),
)
events_of = st.lists(rows, min_size=1, max_size=25).map(table)
points = st.lists(dates, min_size=1, max_size=6).map(lambda d: pd.DatetimeIndex(pd.to_datetime(d)))
half_lives = st.floats(5, 900)
priors = st.floats(0, 10)


def slow(events: pd.DataFrame, at: pd.Timestamp, half_life: float, prior: float) -> float:
    """The formula written out, one day of one event at a time."""
    heat = mass = 0.0
    for event in events.itertuples():
        period = pd.Period(
            event.date, {"day": "D", "month": "M", "year": "Y"}[event.date_precision]
        )
        days = pd.date_range(period.start_time, period.end_time.normalize())
        for day in days[days <= at]:
            left = event.weight / len(days) * 2 ** (-(at - day).days / half_life)
            heat += left * event.goldstein
            mass += left
    return heat / (prior + mass) if prior + mass > 0 else 0.0


def at_month_ends(dataset: Dataset, **options: bool) -> pd.Series:
    at = month_ends(dataset.events["date"].min(), dataset.end)
    return line.line(dataset.events, at, **options).set_index("date")["temperature"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2017-12-31", 2.4),
        ("2018-11-30", 1.9),
        ("2018-12-31", 0.0),
        ("2021-04-30", -2.5),
        ("2025-02-28", -2.7),
        ("2026-05-31", 1.6),
    ],
)
def test_the_line_reads_as_designed_with_dates_taken_whole(
    reviewed: Dataset, day: str, expected: float
) -> None:
    assert at_month_ends(reviewed, spread_dates=False)[day] == pytest.approx(expected, abs=0.06)


def test_the_coldest_and_warmest_months_are_those_designed(reviewed: Dataset) -> None:
    whole = at_month_ends(reviewed, spread_dates=False)
    assert (str(whole.idxmin())[:7], round(whole.min(), 1)) == ("1989-06", -2.9)
    assert (str(whole.idxmax())[:7], round(whole.max(), 1)) == ("2012-09", 4.4)


def test_spreading_dates_known_to_the_year_changes_the_line_where_they_lie(
    reviewed: Dataset,
) -> None:
    spread = at_month_ends(reviewed)
    assert spread["2025-02-28"] == pytest.approx(-2.5, abs=0.06)
    assert spread["2026-05-31"] == pytest.approx(1.5, abs=0.06)


def test_the_line_is_the_formula_written_out_on_the_shipped_tables(dataset: Dataset) -> None:
    recent = dataset.events[dataset.events["date"] >= "2023-06-01"]
    for day in (pd.Timestamp(2024, 2, 10), pd.Timestamp(2025, 7, 15), dataset.end):
        fast = line.line(recent, pd.DatetimeIndex([day]))["temperature"].iloc[0]
        assert fast == pytest.approx(slow(recent, day, 180, 2), abs=1e-9)


@given(events_of, points, half_lives, priors)
def test_the_line_is_the_formula_written_out(
    events: pd.DataFrame, at: pd.DatetimeIndex, half_life: float, prior: float
) -> None:
    fast = line.line(events, at, half_life, prior)["temperature"]
    assert fast.to_numpy() == pytest.approx(
        [slow(events, day, half_life, prior) for day in at], abs=1e-9
    )


@given(events_of, points, half_lives, priors)
def test_the_temperature_stays_in_its_range(
    events: pd.DataFrame, at: pd.DatetimeIndex, half_life: float, prior: float
) -> None:
    assert line.line(events, at, half_life, prior)["temperature"].abs().max() <= 10 + 1e-9


@given(events_of, dates, half_lives, priors)
def test_contributions_add_up_to_the_temperature(
    events: pd.DataFrame, day: object, half_life: float, prior: float
) -> None:
    at = pd.Timestamp(str(day))
    parts = line.breakdown(events, at, half_life, prior)["contribution"]
    whole = line.line(events, pd.DatetimeIndex([at]), half_life, prior)["temperature"]
    assert parts.sum() == pytest.approx(whole.iloc[0], abs=1e-9)


@given(events_of, dates, dates, half_lives, priors)
def test_changes_add_up_to_the_difference(
    events: pd.DataFrame, first: object, last: object, half_life: float, prior: float
) -> None:
    start, end = pd.Timestamp(str(first)), pd.Timestamp(str(last))
    moved = line.change(events, start, end, half_life, prior)["change"].sum()
    ends = line.line(events, pd.DatetimeIndex([start, end]), half_life, prior)
    before, after = ends["temperature"]
    assert moved == pytest.approx(after - before, abs=1e-9)


def test_an_event_is_earlier_once_its_day_month_or_year_is_over() -> None:
    events = table(
        [
            ("2020-02-15", "day", 5, 1),
            ("2020-02-16", "day", 5, 1),
            ("2020-01-31", "month", 5, 1),
            ("2020-02-01", "month", 5, 1),
            ("2019-01-01", "year", 5, 1),
            ("2020-01-01", "year", 5, 1),
        ]
    )
    changes = line.change(events, pd.Timestamp(2020, 2, 15), pd.Timestamp(2020, 12, 31))
    assert changes["earlier"].tolist() == [True, False, True, False, True, False]


@given(events_of, points, st.integers(0, 1000))
def test_the_order_of_rows_changes_nothing(
    events: pd.DataFrame, at: pd.DatetimeIndex, seed: int
) -> None:
    shuffled = events.sample(frac=1, random_state=seed)
    assert line.line(shuffled, at)["temperature"].to_numpy() == pytest.approx(
        line.line(events, at)["temperature"].to_numpy(), abs=1e-12
    )


@given(events_of, rows, half_lives, st.floats(0.1, 10))
def test_an_event_draws_the_temperature_towards_its_intensity(
    events: pd.DataFrame, row: tuple[str, str, float, float], half_life: float, prior: float
) -> None:
    at = pd.DatetimeIndex([pd.Timestamp(2010, 1, 1)])
    before = line.line(events, at, half_life, prior)["temperature"].iloc[0]
    more = pd.concat([events, table([row])], ignore_index=True)
    after = line.line(more, at, half_life, prior)["temperature"].iloc[0]
    intensity = row[2]
    assert abs(after - intensity) <= abs(before - intensity) + 1e-9
    assert min(before, intensity) - 1e-9 <= after <= max(before, intensity) + 1e-9


@given(events_of, half_lives, st.floats(0.1, 10))
def test_silence_fades_to_neutral(events: pd.DataFrame, half_life: float, prior: float) -> None:
    last = pd.Timestamp(2010, 1, 1)
    later = pd.DatetimeIndex([last + half_life * n * DAY for n in (0, 1, 5, 40)]).normalize()
    sizes = line.line(events, later, half_life, prior)["temperature"].abs()
    assert sizes.is_monotonic_decreasing
    assert sizes.iloc[-1] < 1e-6


@given(events_of, points, st.floats(0.01, 100), st.floats(0.1, 10))
def test_weights_and_prior_scaled_alike_change_nothing(
    events: pd.DataFrame, at: pd.DatetimeIndex, factor: float, prior: float
) -> None:
    scaled = events.assign(weight=events["weight"] * factor)
    assert line.line(scaled, at, 180, prior * factor)["temperature"].to_numpy() == (
        pytest.approx(line.line(events, at, 180, prior)["temperature"].to_numpy(), abs=1e-9)
    )


def test_an_event_of_the_day_counts_that_evening_and_not_before() -> None:
    events = table([("2020-05-10", "day", 6, 2)])
    at = pd.DatetimeIndex(["2020-05-09", "2020-05-10", "2020-11-06"])
    # 2*6/(2+2), then after one half-life of 180 days 1*6/(2+1).
    assert line.line(events, at)["temperature"].tolist() == pytest.approx([0, 3, 2])


def test_half_an_event_known_to_its_month_has_come_by_the_middle_of_the_month() -> None:
    events = table([("2021-06-17", "month", 8, 1)])
    at = pd.DatetimeIndex(["2021-05-31", "2021-06-15", "2021-06-30"])
    left = [line.breakdown(events, day, 1e9)["left"].iloc[0] for day in at]
    assert left == pytest.approx([0, 0.5, 1], abs=1e-6)


def test_no_event_means_neutral() -> None:
    at = pd.DatetimeIndex(["2020-01-01", "2021-01-01"])
    assert line.line(table([]), at)["temperature"].tolist() == [0, 0]
    assert line.breakdown(table([]), at[0])["contribution"].empty


@pytest.mark.parametrize("options", [{"half_life_days": 0}, {"prior_weight": -1}])
def test_impossible_parameters_are_refused(options: dict[str, float]) -> None:
    at = pd.DatetimeIndex(["2020-01-01"])
    with pytest.raises(ValueError, match="expected"):
        line.line(table([("2020-01-01", "day", 1, 1)]), at, **options)
    with pytest.raises(ValueError, match="expected"):
        line.breakdown(table([("2020-01-01", "day", 1, 1)]), at[0], **options)


def test_nothing_changes_the_tables_it_is_given(dataset: Dataset) -> None:
    before = dataset.events.copy()
    at = month_ends(pd.Timestamp(2024, 1, 31), dataset.end)
    line.line(dataset.events, at)
    line.movers(line.change(dataset.events, at[0], at[-1]))
    pd.testing.assert_frame_equal(dataset.events, before)


def test_support_counts_the_events_of_two_half_lives() -> None:
    events = table([(f"2020-01-{n:02}", "day", 1, 1) for n in range(1, 13)])
    at = pd.DatetimeIndex(["2019-12-31", "2020-01-12", "2020-12-31", "2021-01-01"])
    found = line.support(events, at, 180)
    assert found["events"].tolist() == [0, 12, 6, 5]
    assert found["thin"].tolist() == [True, False, True, True]


def test_landmarks_are_ranked_by_what_they_did_on_their_day() -> None:
    events = table(
        [("2020-01-01", "day", 8, 2), ("2020-01-01", "day", -1, 0.5), ("2022-01-01", "day", -9, 2)]
    )
    found = line.landmarks(events)
    assert found["event_id"].tolist() == ["e2", "e0", "e1"]
    assert found["impact"].iloc[1] == pytest.approx(16 / 4.5)


def test_movers_are_the_largest_in_order_of_date_and_the_rest_is_the_rest(
    dataset: Dataset,
) -> None:
    changes = line.change(dataset.events, pd.Timestamp(2018, 11, 30), dataset.end)
    largest, others = line.movers(changes, 10)
    assert len(largest) == 10
    assert largest["date"].is_monotonic_increasing
    assert largest["change"].abs().min() >= others["change"].abs().max()
    assert largest["change"].sum() + others["change"].sum() == pytest.approx(
        changes["change"].sum()
    )


def test_what_has_faded_by_the_last_day_is_no_mover(dataset: Dataset) -> None:
    ends = pd.Timestamp(1973, 12, 31), pd.Timestamp(2004, 12, 31)
    cold = dataset.events[dataset.events["direction"] == dataset.pair.a_to_b]
    changes = line.change(cold, *ends)
    largest, others = line.movers(changes[~changes["earlier"]], 10)
    assert largest.empty
    assert len(others) > 10


@pytest.mark.parametrize(
    ("degrees", "name"),
    [
        (-4.1, "frozen"),
        (-4, "cold"),
        (-2, "cool"),
        (-0.5, "neutral"),
        (0, "neutral"),
        (0.5, "neutral"),
        (0.51, "mild"),
        (2, "mild"),
        (4, "warm"),
        (4.01, "hot"),
    ],
)
def test_a_bound_belongs_to_the_band_nearer_neutral(degrees: float, name: str) -> None:
    assert line.named_band(degrees) == name
