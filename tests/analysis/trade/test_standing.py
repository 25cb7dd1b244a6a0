"""What was in force when: hand-checked days, tiny tables, and what holds on any day."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.tables import filters
from analysis.tables.dataset import Dataset, load
from analysis.tables.filters import Filters
from analysis.trade import counts, flow, timeline
from analysis.trade import standing as restrictions
from tests.analysis.trade.rows import phases

UNKNOWN_2010 = "chn-canola-blackleg-2010-extension"
UNKNOWN_2019 = "chn-canola-inspection-2019"
UNKNOWN_2020 = "chn-canola-dockage-2020"
RICHARDSON, VITERRA = "chn-canola-richardson-2019", "chn-canola-viterra-2019"
MEAL, OIL = "chn-canola-meal-surtax-2025", "chn-canola-oil-surtax-2025"

CANOLA = {
    "2019-04-15": (
        {RICHARDSON, VITERRA, "chn-canola-dockage-arrangement-2016"},
        {UNKNOWN_2010, UNKNOWN_2019},
    ),
    "2022-05-17": ({RICHARDSON, VITERRA}, {UNKNOWN_2010, UNKNOWN_2019, UNKNOWN_2020}),
    "2022-05-19": (set(), {UNKNOWN_2010, UNKNOWN_2019, UNKNOWN_2020}),
    "2025-03-19": (set(), {UNKNOWN_2010, UNKNOWN_2019, UNKNOWN_2020}),
    "2025-03-21": ({MEAL, OIL}, {UNKNOWN_2010, UNKNOWN_2019, UNKNOWN_2020}),
    "2025-08-13": ({MEAL, OIL}, {UNKNOWN_2010, UNKNOWN_2019, UNKNOWN_2020}),
    "2025-08-15": (
        {MEAL, OIL, "chn-canola-seed-ad-provisional-2025"},
        {UNKNOWN_2010, UNKNOWN_2019, UNKNOWN_2020},
    ),
    "2026-03-02": (
        {OIL, "chn-canola-seed-ad-final-2026"},
        {UNKNOWN_2010, UNKNOWN_2019, UNKNOWN_2020},
    ),
}
"""Day, the canola measures in force, and those whose end is not on record: read by hand."""


def _ids(rows: pd.DataFrame, standing: str) -> set[str]:
    return set(rows.loc[rows["standing"] == standing, "restriction_id"])


@pytest.mark.parametrize("day", CANOLA)
@pytest.mark.parametrize("by_replay", [False, True], ids=["whole record", "as of that day"])
def test_the_canola_measures_of_a_day(dataset: Dataset, day: str, by_replay: bool) -> None:
    on = pd.Timestamp(day)
    record = filters.apply(dataset, Filters(as_of=on)) if by_replay else dataset
    held = restrictions.in_force(record.trade_restrictions, on)
    canola = held[held["product"].str.contains("anola")]
    assert (_ids(canola, "in-force"), _ids(canola, "end-unknown")) == CANOLA[day]


def test_relief_is_counted_apart_and_never_as_a_restriction(dataset: Dataset) -> None:
    table, on = dataset.trade_restrictions, dataset.end
    relief = set(table.loc[table["status"] == "easing", "restriction_id"])
    assert "chn-canola-meal-suspension-2026" in relief
    assert relief.isdisjoint(restrictions.in_force(table, on)["restriction_id"])
    # Three remission orders were widened by the next; all four stand beside each other.
    assert _ids(restrictions.standing(table, on), "easing") == relief


def test_what_is_scheduled_probed_or_without_a_start_is_apart(dataset: Dataset) -> None:
    standing = restrictions.standing(dataset.trade_restrictions, dataset.end)
    assert _ids(standing, "scheduled") == {"can-huawei-zte-4g-removal-2027"}
    assert _ids(standing, "investigation") == {"chn-pea-starch-ad-probe-2025"}
    assert _ids(standing, "no-start") == {
        "can-hikvision-procurement-2025",
        "can-russia-list-chinese-entities-2025",
    }


def test_an_announced_measure_is_scheduled_until_its_day(dataset: Dataset) -> None:
    table = dataset.trade_restrictions
    before = restrictions.standing(table, pd.Timestamp("2025-03-19"))
    assert {MEAL, OIL} <= _ids(before, "scheduled")
    first_day = restrictions.standing(table, pd.Timestamp("2025-03-20"))
    assert {MEAL, OIL} <= _ids(first_day, "in-force")


def test_the_end_is_the_first_day_out_of_force() -> None:
    table = phases({"effective": "2020-01-10", "ended": "2020-02-01", "status": "ended"})
    held = [
        len(restrictions.in_force(table, pd.Timestamp(d))) for d in ("2020-01-31", "2020-02-01")
    ]
    assert held == [1, 0]


def test_a_month_counts_from_its_first_day() -> None:
    table = phases({"effective": "2020-03", "status": "in-force"})
    held = [
        len(restrictions.in_force(table, pd.Timestamp(d))) for d in ("2020-02-29", "2020-03-01")
    ]
    assert held == [0, 1]


def test_a_measure_announced_after_it_began_stands_from_its_beginning() -> None:
    table = phases({"announced": "2020-01-20", "effective": "2020-01-10", "status": "in-force"})
    assert len(restrictions.in_force(table, pd.Timestamp("2020-01-10"))) == 1


def test_a_plan_that_never_took_effect_was_never_in_force(dataset: Dataset) -> None:
    table = dataset.trade_restrictions
    plan = "chn-canola-dockage-plan-2016-09"
    on = pd.Timestamp("2016-06-01")
    assert plan in _ids(restrictions.standing(table, on), "no-start")
    assert plan not in set(restrictions.in_force(table, on)["restriction_id"])


def test_an_unknown_end_is_in_doubt_only_from_the_phase_that_replaces_it(dataset: Dataset) -> None:
    table = dataset.trade_restrictions
    standings = [
        restrictions.standing(table, pd.Timestamp(day))
        .set_index("restriction_id")["standing"]
        .get("can-ev-surtax-2024")
        for day in ("2024-10-01", "2026-02-28", "2026-03-01")
    ]
    assert standings == ["in-force", "in-force", "end-unknown"]


def test_replaying_a_day_tells_no_later_doubt(dataset: Dataset) -> None:
    on = pd.Timestamp("2025-06-01")
    replayed = filters.apply(dataset, Filters(as_of=on)).trade_restrictions
    assert "can-ev-surtax-2024" in _ids(restrictions.standing(replayed, on), "in-force")


def test_replacements_join_phases_into_one_measure(dataset: Dataset) -> None:
    table = dataset.trade_restrictions
    measure = dict(zip(table["restriction_id"], restrictions.measures(table), strict=True))
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
    assert restrictions.measures(table).tolist() == ["p0", "p0", "p0", "p3"]
    assert len(timeline.bars(table, pd.Timestamp("2026-06-16"))) == 4


def test_a_measure_of_several_phases_counts_once_and_as_in_force_where_one_of_them_is() -> None:
    table = phases(
        {"effective": "2020-01-01", "status": "end-unknown"},
        {"effective": "2020-02-01", "replaces": ("p0",)},
        {"effective": "2020-03-01", "replaces": ("p1",)},
        {"effective": "2020-01-01", "status": "end-unknown"},
        # Through this phase, long over, the two around it are one measure.
        {"effective": "2020-02-01", "ended": "2020-03-01", "status": "ended", "replaces": ("p3",)},
        {"effective": "2020-03-01", "status": "end-unknown", "replaces": ("p4",)},
    )
    held = restrictions.in_force(table, pd.Timestamp("2020-06-01"))
    assert len(held) == 5
    counted = restrictions.count_by_side(held).to_dict("index")
    assert counted == {"AAA": {"in-force": 1, "end-unknown": 1}}


def test_a_measure_goes_on_in_a_phase_that_says_not_since_when() -> None:
    own = {"announced": "2026-02-09", "replaces": ("p0",)}
    table = phases(
        {"effective": "2025-11-27", "ended": "2026-02-09", "status": "ended"},
        own,
        {**own, "status": "easing"},
        # What never took effect hands nothing on.
        {"announced": "2026-01-01", "ended": "2026-02-01", "status": "ended"},
        {"announced": "2026-01-15", "replaces": ("p3",)},
    )
    for day, held in (("2026-02-08", "p0"), ("2026-02-09", "p1")):
        on = pd.Timestamp(day)
        assert _ids(restrictions.standing(table, on), "in-force") == {held}
        counted = counts.over_time(table, on, on + pd.Timedelta(days=1), ("AAA",))
        assert counted["in-force"].iloc[0] == 1
    assert _ids(restrictions.standing(table, on), "no-start") == {"p2", "p4"}
    drawn = timeline.bars(table, on + pd.Timedelta(days=9)).set_index("restriction_id")
    assert drawn["kind"].loc[["p1", "p2", "p4"]].tolist() == ["in-force", "no-start", "no-start"]


@pytest.mark.parametrize("folder", ["", "aus-chn", "jpn-chn", "kor-chn", "nor-chn"])
def test_what_has_begun_and_not_ended_is_what_stands(package: Path, folder: str) -> None:
    record = load(package / "pairs" / folder if folder else package)
    table, on = record.trade_restrictions, record.end
    spells = flow.spells(table)
    begun = spells[(spells["effective"] <= on) & ~(spells["ended"] <= on)]
    assert set(begun["measure_id"]) == set(restrictions.in_force(table, on)["measure_id"])


def test_an_empty_table_holds_nothing() -> None:
    assert restrictions.in_force(phases(), pd.Timestamp("2020-01-01")).empty


def test_travel_advice_limits_nothing_and_is_counted_apart() -> None:
    table = phases(
        {"effective": "2020-01-01", "measure": "travel-advice"}, {"effective": "2020-01-01"}
    )
    on = pd.Timestamp("2020-06-01")
    assert restrictions.standing(table, on)["standing"].tolist() == ["advice", "in-force"]
    assert len(restrictions.in_force(table, on)) == 1
    assert restrictions.restricting(table).tolist() == [False, True]


def test_a_measure_its_author_did_not_make_known_restricts_and_is_told_apart() -> None:
    table = phases(
        *({"effective": "2020-01-01", "made_known": how} for how in ("denied", "reported", "told"))
    )
    held = restrictions.in_force(table, pd.Timestamp("2020-06-01"))
    assert restrictions.unannounced(held).tolist() == [True, True, False]
