from __future__ import annotations

import ibis
import numpy as np
import pandas as pd
import pytest

from analysis.streams import engine, measures, sample
from analysis.streams.columns import SCHEMA
from analysis.tables.dataset import Dataset
from analysis.temperature import line
from analysis.temperature.certainty import record
from tests.analysis.streams import forms
from tests.analysis.streams.conftest import Rows

SCALE = pd.DataFrame({"cameo": ["04", "042", "11", "111"], "goldstein": [1.0, 1.9, -2.0, -2.5]})
BACK = {"initiator": "NZL", "target": "AUS"}


def _folded(opened: Rows, *rows: dict[str, object]) -> pd.DataFrame:
    found = measures.reports(opened(forms.reports(*rows)), "AUS", "NZL", SCALE)
    return measures.folded(found).order_by(["day", "direction", "event"]).to_pandas()


def test_an_intensity_is_that_of_the_code_or_its_root_or_the_source(opened: Rows) -> None:
    rows = forms.reports(
        {"code": "111"}, {"code": "112"}, {"code": "163"}, {"code": "163", "intensity": np.nan}
    )
    found = measures.reports(opened(rows), "AUS", "NZL", SCALE).order_by("row").to_pandas()
    assert found["goldstein"].tolist() == [-2.5, -2.0, -2.0, 0.0]


def test_reports_of_one_day_direction_root_and_place_are_one_event(opened: Rows) -> None:
    events = _folded(
        opened,
        {"address": "a"},
        {"address": "b", "code": "112"},
        {"address": "c", "day": "2020-01-02"},
        {"address": "d", "place": "Sydney"},
        {"address": "e", **BACK},
        {"address": "f", "code": "120"},
        {"address": "g", "initiator": "USA"},
    )
    assert len(events) == 5
    two = events[events["reports"] == 2].iloc[0]
    assert (two["direction"], two["root"], two["event"]) == ("AUS-NZL", "11", "Wellington")
    assert (two["addresses"], two["goldstein"]) == (2, -2.25)
    assert events["reports"].sum() == 6


def test_an_address_that_names_two_places_joins_them(opened: Rows) -> None:
    events = _folded(
        opened,
        {"address": "a", "place": "Wellington"},
        {"address": "a", "place": "Auckland"},
        {"address": "b", "place": "Wellington"},
        {"address": "c", "place": "Sydney"},
    )
    assert dict(zip(events["event"], events["reports"], strict=True)) == {
        "Auckland": 3,
        "Sydney": 1,
    }


def test_places_are_joined_by_an_address_that_names_both_and_by_no_chain(opened: Rows) -> None:
    events = _folded(
        opened,
        {"address": "a", "place": "Auckland"},
        {"address": "a", "place": "Sydney"},
        {"address": "b", "place": "Sydney"},
        {"address": "b", "place": "Wellington"},
    )
    assert events["reports"].tolist() == [3, 1]


def test_a_report_without_a_place_follows_its_address_and_joins_nothing(opened: Rows) -> None:
    events = _folded(
        opened,
        {"address": "a", "place": ""},
        {"address": "a", "place": "Wellington"},
        {"address": "b", "place": ""},
        {"address": "c", "place": "Sydney"},
        {"address": "", "place": ""},
    )
    reports = dict(zip(events["event"], events["reports"], strict=True))
    assert reports == {"": 2, "Sydney": 1, "Wellington": 2}
    assert events["addresses"].sum() == 3


def test_a_meeting_told_from_both_sides_is_one_event(opened: Rows) -> None:
    events = _folded(
        opened,
        {"code": "042", "address": "a"},
        {"code": "042", "address": "b"},
        {"code": "043", "address": "a", **BACK},
        {"code": "042", "address": "c", "day": "2020-02-01"},
    )
    assert events["direction"].tolist() == ["mutual", "AUS-NZL"]
    assert events["reports"].tolist() == [3, 1]
    assert events["mirrored"].tolist() == [1, 0]


def test_repeated_rows_are_counted_and_change_nothing_else(opened: Rows) -> None:
    once = _folded(opened, {"event_id": "x", "address": "a"}, {"event_id": "y", "address": "b"})
    twice = _folded(
        opened,
        {"event_id": "x", "address": "a"},
        {"event_id": "y", "address": "b"},
        {"event_id": "x", "address": "a"},
    )
    assert (once["repeated"].item(), twice["repeated"].item()) == (0, 1)
    same = once.columns.drop("repeated")
    pd.testing.assert_frame_equal(once[same], twice[same])


@pytest.fixture
def invented() -> pd.DataFrame:
    return sample.rows("AUS", "NZL", pd.Timestamp("2021-06-16"), years=2)


def _points(rows: pd.DataFrame) -> pd.DatetimeIndex:
    end = pd.Timestamp("2021-06-16")
    return pd.date_range(rows["day"].min(), end, freq="ME").append(pd.DatetimeIndex([end]))


def test_every_report_is_counted_once(
    opened: Rows, invented: pd.DataFrame, dataset: Dataset
) -> None:
    found = measures.reports(opened(invented), "AUS", "NZL", dataset.cameo_goldstein)
    days = measures.by_day(measures.folded(found))
    months = measures.by_month(days).to_pandas()
    assert months["reports"].sum() == invented["event_id"].nunique()
    assert months["reports"].sum() + months["repeated"].sum() == len(invented)
    assert 0 < months["mirrored"].sum() < months["events"].sum() < months["reports"].sum()
    assert set(months["direction"]) == {"AUS-NZL", "NZL-AUS", "mutual"}


def test_the_line_is_the_curated_formula_over_folded_events(
    opened: Rows, invented: pd.DataFrame, dataset: Dataset
) -> None:
    found = measures.reports(opened(invented), "AUS", "NZL", dataset.cameo_goldstein)
    at = _points(invented)
    days = measures.counted(found).days
    own = measures.line(days, at, half_life_days=90.0, prior_weight=2.0)
    events = _as_curated(measures.folded(found).to_pandas())
    curated = line.line(events, at, half_life_days=90.0, prior_weight=2.0)
    assert own["date"].tolist() == list(at)
    np.testing.assert_allclose(own["temperature"], curated["temperature"], rtol=1e-9)


def test_what_a_page_shows_is_counted_from_one_folding(
    opened: Rows, invented: pd.DataFrame, dataset: Dataset
) -> None:
    found = measures.reports(opened(invented), "AUS", "NZL", dataset.cameo_goldstein)
    counted = measures.counted(found)
    assert counted.days["reports"].sum() == invented["event_id"].nunique()
    assert len(counted.largest) == measures.TOP
    assert counted.largest["reports"].is_monotonic_decreasing
    told = counted.addresses.groupby([*measures.FOLD, "event"])["reports"].sum()
    whole = counted.largest.set_index([*measures.FOLD, "event"])["reports"]
    assert told.reindex(whole.index).tolist() == whole.tolist()


def test_the_band_is_that_of_a_poisson_bootstrap(invented: pd.DataFrame, dataset: Dataset) -> None:
    rows = engine.local(invented)
    found = measures.reports(rows, "AUS", "NZL", dataset.cameo_goldstein)
    at = _points(invented)[6:]
    days = measures.counted(found).days
    own = measures.line(days, at, half_life_days=90.0, prior_weight=2.0)
    events = _as_curated(measures.folded(found).to_pandas())
    curated = events.assign(event_id=events.index.astype(str), responds_to=[()] * len(events))
    low, high = record.limits(record.resamples(curated).line(at, 90.0, 2.0))
    np.testing.assert_allclose(own["high"] - own["low"], high - low, rtol=0.12)


def test_the_expressions_are_said_in_the_words_of_bigquery(dataset: Dataset) -> None:
    rows = ibis.table(ibis.Schema.from_pyarrow(SCHEMA), name="streams")
    found = measures.reports(rows, "AUS", "NZL", dataset.cameo_goldstein)
    months = measures.by_month(measures.by_day(measures.folded(found)))
    assert "FROM `streams`" in ibis.to_sql(months, dialect="bigquery")


def _as_curated(events: pd.DataFrame) -> pd.DataFrame:
    """Folded events as the curated record has them, each of weight 1."""
    return events.assign(date=pd.to_datetime(events["day"]), date_precision="day", weight=1.0)


def test_the_addresses_behind_an_event_are_its_own(opened: Rows) -> None:
    rows = forms.reports(
        {"address": "a", "place": "Wellington"},
        {"address": "a", "place": "Auckland"},
        {"address": "b", "place": "Wellington"},
        {"address": "c", "place": "Sydney"},
        {"address": "d", "day": "2020-01-05"},
    )
    found = measures.reports(opened(rows), "AUS", "NZL", SCALE)
    events = measures.folded(found).to_pandas()
    chosen = events[events["event"] == "Auckland"]
    behind = measures.behind(found, chosen).order_by("address").to_pandas()
    assert behind[["address", "reports"]].to_numpy().tolist() == [["a", 2], ["b", 1]]
