"""Silences between contacts, and visits of one office to one city."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.contacts import silence
from analysis.tables.as_of import as_of
from analysis.tables.dataset import Dataset, load
from analysis.tables.offices import with_level

END = pd.Timestamp("2020-03-01")
DAY = pd.Timedelta(days=1)


def table(*spans: tuple[str, str | None], known: str = "day") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "contact_id": [f"c{i}" for i in range(len(spans))],
            "date": pd.to_datetime([first for first, _last in spans]),
            "end_date": pd.to_datetime([last for _first, last in spans]),
            "date_precision": pd.Series([known] * len(spans), dtype="str"),
        }
    )


def spans(found: pd.DataFrame) -> list[tuple[str, str]]:
    return [(str(a)[:10], str(b)[:10]) for a, b in found.itertuples(index=False)]


@pytest.fixture(scope="module")
def levelled(dataset: Dataset) -> pd.DataFrame:
    return with_level(dataset.contacts, dataset.offices)


@pytest.fixture(scope="module")
def received(dataset: Dataset) -> pd.DataFrame:
    a, b = dataset.pair.sides
    hosts = {"side_a": (b.code, *b.also), "side_b": (a.code, *a.also)}
    return silence.visits(dataset.contacts, dataset.offices, hosts)


def test_a_silence_runs_from_the_last_day_to_the_next_first_day() -> None:
    found = silence.silences(table(("2020-01-01", "2020-01-05"), ("2020-01-15", None)), END)
    assert found["days"].tolist() == [10, 46]
    assert found["ended_by"].tolist() == ["c1", ""]
    assert found["before"].tolist() == ["c0", "c1"]
    assert found["rank"].tolist() == [2, 1]


def test_the_years_of_no_meeting_begin_a_year_after_the_last_and_end_with_the_next() -> None:
    held = table(("2000-06-01", None), ("2003-03-01", None), ("2003-09-01", None))
    begin = pd.Timestamp("1998-01-01")
    days = [
        ("1999-01-01", "2000-06-01"),
        ("2001-06-01", "2003-03-01"),
        ("2004-09-01", "2020-03-01"),
    ]
    assert spans(silence.long(held, begin, begin, END)) == days
    # What is drawn of it does not move them.
    start, end = pd.Timestamp("2002-01-01"), pd.Timestamp("2004-12-31")
    cut = [("2002-01-01", "2003-03-01"), ("2004-09-01", "2004-12-31")]
    assert spans(silence.long(held, begin, start, end)) == cut
    assert spans(silence.long(held.iloc[:0], begin, begin, END)) == [("1999-01-01", "2020-03-01")]


def test_a_meeting_known_to_the_month_ends_no_silence_before_its_last_day() -> None:
    exact = table(("2019-01-01", None))
    rough = table(("2019-06-10", None), known="month").assign(contact_id="month")
    found = silence.silences(pd.concat([exact, rough]), END)
    assert found["until"].tolist()[0] == pd.Timestamp("2019-06-30")
    assert found["since"].tolist()[1] == pd.Timestamp("2019-06-30")
    assert found[["since_precision", "until_precision"]].to_numpy()[0].tolist() == ["day", "month"]
    assert found["since_precision"].tolist()[1] == "month"
    assert found["ended_by"].tolist() == ["month", ""]
    assert found["days_least"].tolist() == [151, (END - pd.Timestamp("2019-06-30")).days]
    assert found["days_most"].tolist() == [180, (END - pd.Timestamp("2019-06-01")).days]


def test_contacts_on_two_days_running_leave_no_silence() -> None:
    found = silence.silences(table(("2020-01-01", None), ("2020-01-02", None)), END)
    assert found["until"].isna().tolist() == [True]


def test_a_short_contact_inside_a_long_one_breaks_nothing() -> None:
    inside = table(("2020-01-01", "2020-01-31"), ("2020-01-10", None), ("2020-02-10", None))
    found = silence.silences(inside, END)
    assert found["days"].tolist() == [10, 20]
    # It was the long one that ended last.
    assert found["before"].tolist() == ["c0", "c2"]


def visit_and_meeting(met_by: tuple[str, ...], on: str = "2020-01-03") -> pd.DataFrame:
    """A visit of 1 to 5 January 2020, and a meeting of the host with these people."""
    return table(("2020-01-01", "2020-01-05"), (on, None)).assign(
        side_a=[("prime-minister", "minister"), met_by],
        side_b=[("host",), ("host",)],
        level=pd.Categorical(["leader", "leader"], ["leader", "minister"], ordered=True),
    )


@pytest.mark.parametrize(
    ("met_by", "on", "since"),
    [
        (("prime-minister",), "2020-01-03", "2020-01-03"),
        # Somebody else's meeting with the host, and a meeting after the visit.
        (("governor",), "2020-01-03", "2020-01-05"),
        (("prime-minister",), "2020-01-09", "2020-01-09"),
    ],
)
def test_days_count_from_the_meeting_of_a_visit_else_from_its_last_day(
    met_by: tuple[str, ...], on: str, since: str
) -> None:
    last = silence.last(visit_and_meeting(met_by, on), "leader", END).iloc[0]
    assert last["since"] == pd.Timestamp(since)
    assert last["days_least"] == last["days_most"] == (END - pd.Timestamp(since)).days


def test_a_meeting_below_the_level_tells_no_day_of_a_visit_at_that_level() -> None:
    rows = visit_and_meeting(("minister",))
    lower = rows.assign(level=rows["level"].where(rows["contact_id"] == "c0", "minister"))
    assert silence.last(lower, "leader", END)["contact_id"].tolist() == ["c0"]
    assert silence.last(lower, "minister", END)["contact_id"].tolist() == ["c1"]


def test_of_two_contacts_on_the_last_day_the_higher_is_named() -> None:
    rows = visit_and_meeting(("prime-minister",)).iloc[[1, 1]]
    levels = pd.Categorical(["minister", "leader"], ["leader", "minister"], ordered=True)
    for order in (1, -1):
        both = rows.assign(contact_id=["lower", "higher"], level=levels).iloc[::order]
        assert silence.last(both, "minister", END)["contact_id"].tolist() == ["higher"]


def test_order_of_rows_does_not_matter() -> None:
    rows = table(("2020-01-01", None), ("2020-01-20", None), ("2020-01-10", None))
    forward = silence.silences(rows, END)
    backward = silence.silences(rows.iloc[::-1], END)
    pd.testing.assert_frame_equal(forward, backward)


def test_no_contact_has_no_silence() -> None:
    none = silence.silences(table().head(0), END)
    assert none.empty
    assert silence.longest(none).empty
    assert silence.current(none).empty
    assert silence.saw_tooth(none, END).empty


def test_the_saw_tooth_climbs_a_day_a_day_and_falls_with_the_next_contact() -> None:
    found = silence.silences(table(("2020-01-01", None), ("2020-01-11", None)), END)
    line = silence.saw_tooth(found, END)
    assert line["days"].tolist() == [0, 10, 0, 0, 50]
    assert line["date"].tolist() == [
        pd.Timestamp("2020-01-01"),
        *[pd.Timestamp("2020-01-11")] * 3,
        END,
    ]


def test_a_window_keeps_the_silences_that_reach_into_it() -> None:
    found = silence.silences(
        table(("2019-01-01", None), ("2019-06-01", None), ("2020-02-01", None)), END
    )
    inside = silence.within(found, pd.Timestamp("2019-07-01"), pd.Timestamp("2019-12-31"))
    assert inside["ended_by"].tolist() == ["c2"]


days = st.lists(st.integers(0, 3000), min_size=1, max_size=25)


@given(days)
def test_silences_never_overlap_and_never_exceed_the_record(offsets: list[int]) -> None:
    start = pd.Timestamp("2000-01-01")
    rows = table(*[(str((start + n * DAY).date()), None) for n in offsets])
    end = start + 3100 * DAY
    found = silence.silences(rows, end)
    assert (found["days"] > 0).all()
    assert (found["since"].shift(-1).dropna() >= found["until"].dropna().to_numpy()).all()
    assert found["days"].sum() <= (end - rows["date"].min()).days
    line = silence.saw_tooth(found, end)
    assert line["date"].is_monotonic_increasing
    assert line["days"].max() == found["days"].max()


@pytest.mark.parametrize(
    ("level", "days_now", "since"),
    [("leader", 151, "2026-01-16"), ("minister", 18, "2026-05-29")],
)
def test_the_present_silence_at_the_end_of_the_record(
    levelled: pd.DataFrame, dataset: Dataset, level: str, days_now: int, since: str
) -> None:
    found = silence.silences(silence.at_or_above(levelled, level), dataset.end)
    now = silence.current(found).iloc[0]
    assert (now["days"], now["since"]) == (days_now, pd.Timestamp(since))
    assert now["rank"] == (found["days"] > days_now).sum() + 1


def test_the_longest_silence_of_leaders_since_2016_ended_in_bali(
    levelled: pd.DataFrame, dataset: Dataset
) -> None:
    found = silence.silences(silence.at_or_above(levelled, "leader"), dataset.end)
    recent = silence.within(found, pd.Timestamp("2016-01-01"), dataset.end)
    first = silence.longest(recent).iloc[0]
    assert first["days"] == 1235
    assert first["ended_by"] == "2022-11-15-trudeau-xi-bali"


def test_silences_of_lower_levels_are_never_longer(
    levelled: pd.DataFrame, dataset: Dataset
) -> None:
    longest = [
        silence.silences(silence.at_or_above(levelled, level), dataset.end)["days"].max()
        for level in silence.LEVELS
    ]
    assert longest == sorted(longest, reverse=True)


def test_as_of_a_day_the_silence_is_that_of_the_day(dataset: Dataset) -> None:
    then = as_of(dataset, pd.Timestamp("2022-11-14"))
    table = with_level(then.contacts, then.offices)
    found = silence.silences(silence.at_or_above(table, "leader"), then.end)
    now = silence.current(found).iloc[0]
    assert now["days"] == 1234
    assert now["before"] == "2019-06-28-trudeau-xi"


def test_the_visit_of_july_2024_ended_the_longest_silence_of_foreign_ministers_in_beijing(
    received: pd.DataFrame, dataset: Dataset
) -> None:
    went = silence.visits_of(received, "Minister of Foreign Affairs of Canada", "Beijing")
    found = silence.silences(went, dataset.end)
    first = silence.longest(found).iloc[0]
    assert first["ended_by"] == "2024-07-19-joly-wang-beijing"
    assert first["before"] == "2017-08-09-freeland-wang"
    assert first["days"] == 2536
    since_2017 = silence.within(found, pd.Timestamp("2017-01-01"), dataset.end)
    assert silence.longest(since_2017).iloc[0]["ended_by"] == "2024-07-19-joly-wang-beijing"
    # The occasion of the visit says "in nearly seven years": the tables agree.
    assert 6.5 < first["days"] / 365.25 < 7


def test_an_undated_office_of_somebody_with_others_is_not_told(received: pd.DataFrame) -> None:
    told = set(silence.offices_received(received, fewest=1)["office"])
    assert "Minister of Canadian Heritage" not in told
    heritage = received[received["office"] == "Minister of Canadian Heritage"]
    assert not heritage["sure"].any()


def test_the_only_office_of_a_person_needs_no_dates(package: Path) -> None:
    norway = load(package / "pairs" / "nor-chn")
    hosts = {"side_a": ("CHN",), "side_b": ("NOR",)}
    received = silence.visits(norway.contacts, norway.offices, hosts)
    told = silence.offices_received(received)["office"].tolist()
    # Who came in 2024 has been foreign minister and prime minister, both without dates.
    assert "Minister of Trade and Industry of Norway" in told
    assert "Minister of Foreign Affairs of Norway" not in told
    assert "Prime Minister of Norway" not in told


def test_a_visit_needs_the_ground_of_the_other_side(
    received: pd.DataFrame, dataset: Dataset
) -> None:
    a, b = dataset.pair.sides
    grounds = received.groupby("side", observed=True)["place_country"].unique()
    assert set(grounds["side_a"]) == {b.code}
    assert set(grounds["side_b"]) == {a.code}


def test_offices_received_are_ordered_by_visits(received: pd.DataFrame) -> None:
    found = silence.offices_received(received)
    assert found["visits"].is_monotonic_decreasing
    assert found["visits"].min() >= silence.FEWEST_VISITS
    assert set(found["side"]) == {"side_a", "side_b"}
