from __future__ import annotations

import csv as csv_module
import io
import json
import zipfile
from dataclasses import fields, replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import check
from analysis.files import export
from analysis.tables import dataset, filters
from analysis.tables.dataset import Dataset, csv_line
from analysis.tables.filters import Filters
from tests import pairs

from_files = dataset.from_files
INVENTED = from_files(pairs.files())
SHIPPED = dataset.load()

# What CSV files and their readers stumble over; what no file may hold is left out.
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\r\t"), max_size=40
) | st.sampled_from(["", "=1+1", '"', '""', ",", "a\r\nb", "\r", "NA", "nan", "null", "1e5", "'x"])


def check_of(files: dict[str, bytes]) -> pd.DataFrame:
    return check.check_files(files)


def assert_same(one: Dataset, other: Dataset) -> None:
    assert set(one.every()) == set(other.every())
    for name, rows in one.every().items():
        pd.testing.assert_frame_equal(
            rows.reset_index(drop=True), other.every()[name].reset_index(drop=True), obj=name
        )
    assert one.end == other.end
    assert one.pair == other.pair
    assert one.gaps == other.gaps


def test_the_shipped_tables_come_back_equal(dataset: Dataset) -> None:
    files = export.package(dataset)
    assert check.report(check_of(files)) == "0 problems"
    assert_same(dataset, from_files(files))


@settings(max_examples=12)
@given(data=st.data())
def test_any_text_and_number_comes_back_equal(data: st.DataObject) -> None:
    events, observations = INVENTED.events, INVENTED.observations
    words = st.lists(TEXTS, min_size=len(events), max_size=len(events))
    # A stray space around a value is a problem of its own; summaries are not empty.
    summaries = [f"x{text.strip()}x" for text in data.draw(words)]
    values = st.decimals(-(10**9), 10**9, places=data.draw(st.integers(0, 6)))
    drawn = data.draw(st.lists(values, min_size=len(observations), max_size=len(observations)))
    changed = INVENTED.with_tables(
        events=events.assign(summary=pd.Series(summaries, index=events.index, dtype="str")),
        observations=observations.assign(value=[float(value) for value in drawn]),
    )
    files = export.package(changed)
    assert check.report(check_of(files)) == "0 problems"
    assert_same(changed, from_files(files))


@st.composite
def views(draw: st.DrawFn, full: Dataset) -> Filters:
    def some(values: list[str]) -> tuple[str, ...]:
        return tuple(sorted(draw(st.sets(st.sampled_from(values), max_size=2))))

    first, last = int(full.events["date"].dt.year.min()), full.end.year
    years = draw(st.none() | st.tuples(st.integers(first, last), st.integers(first, last)))
    days = st.dates(full.events["date"].min().date(), full.end.date())
    as_of = draw(st.none() | days)
    return Filters(
        years=tuple(sorted(years)) if years else None,  # type: ignore[arg-type]
        actors=some(full.actors["actor_id"].tolist()),
        domains=some(list(full.events["domain"].cat.categories)),
        directions=some(list(full.events["direction"].cat.categories)),
        as_of=pd.Timestamp(as_of) if as_of else None,
    )


@settings(max_examples=10)
@given(data=st.data())
def test_any_view_of_the_invented_pair_is_a_sound_package_that_comes_back_equal(
    data: st.DataObject,
) -> None:
    holds_for(INVENTED, data.draw(views(INVENTED)))


@settings(max_examples=3)
@given(data=st.data())
def test_any_view_of_the_shipped_tables_is_a_sound_package_that_comes_back_equal(
    data: st.DataObject,
) -> None:
    holds_for(SHIPPED, data.draw(views(SHIPPED)))


def holds_for(full: Dataset, view: Filters) -> None:
    shown, record = filters.apply(full, view), filters.apply(full, view.only_as_of())
    whole = export.complete(shown, record)
    files = export.package(whole, view)
    assert check.report(check_of(files)) == "0 problems"
    assert_same(whole, from_files(files))
    for name in export.SELECTABLE:
        if name != "claims":
            assert set(getattr(shown, name).index) <= set(getattr(whole, name).index)
            assert set(getattr(whole, name).index) <= set(getattr(record, name).index)


def test_a_package_tells_by_which_filters_it_was_cut() -> None:
    view = Filters(years=(2004, 2005), domains=("trade",), as_of=pd.Timestamp(2005, 6, 1))
    shown = filters.apply(INVENTED, view)
    descriptor = json.loads(export.package(shown, view)["datapackage.json"])
    assert descriptor["selection"] == {
        "years": [2004, 2005],
        "domains": ["trade"],
        "as_of": "2005-06-01",
    }
    assert descriptor["coverage"]["end"] == "2005-06-01"
    assert "selection" not in json.loads(export.package(INVENTED)["datapackage.json"])


def test_every_filter_is_told() -> None:
    view = Filters((2004, 2005), ("a",), ("trade",), ("mutual",), pd.Timestamp(2005, 6, 1))
    told = export.selection(replace(view, topics=("canola",), together=True, named=False))
    assert told.keys() == {each.name for each in fields(Filters)}
    assert (told["topics"], told["together"], told["named"]) == (["canola"], True, False)


def test_rows_that_others_refer_to_come_along(dataset: Dataset) -> None:
    answers = dataset.events[dataset.events["responds_to"].map(len) > 0].tail(1)
    alone = dataset.with_tables(
        **{name: getattr(dataset, name).head(0) for name in export.SELECTABLE}
    ).with_tables(events=answers)
    whole = export.complete(alone, dataset)
    found = set(whole.events["event_id"])
    assert set(answers["responds_to"].iloc[0]) < found
    named = {target for targets in whole.events["responds_to"] for target in targets}
    assert named <= found


def test_disagreements_follow_the_rows_that_they_are_about(dataset: Dataset) -> None:
    shown = filters.apply(dataset, Filters(years=(2020, 2020)))
    claims = export.selected(shown).claims
    about_events = claims[claims["table"] == "events"]
    assert len(about_events) > 0
    assert set(about_events["row_id"]) <= set(shown.events["event_id"])


def test_csv_is_plain_utf8_with_lf(dataset: Dataset) -> None:
    content = export.csv(dataset.actors, dataset.package.tables["actors"])
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    rows = list(csv_module.reader(io.StringIO(content.decode(), newline="")))
    assert rows[0] == [field.name for field in dataset.package.tables["actors"].fields]
    assert len(rows) == len(dataset.actors) + 1


def test_a_carriage_return_in_a_cell_does_not_end_the_row() -> None:
    line = csv_line(["a\rb", 'say "no"', "", "x,y"])
    assert line == '"a\rb","say ""no""",,"x,y"'


def test_dates_are_cut_to_what_is_known() -> None:
    text = export.text(INVENTED.statements, INVENTED.package.tables["statements"])
    assert {"2005", "2010", "2012"} <= set(text["date"])
    assert "2019-02-04" in set(text["date"])


@pytest.mark.parametrize("name", dataset.TABLES)
def test_parquet_holds_the_same_rows_typed(name: str, dataset: Dataset) -> None:
    table = dataset.package.tables[name]
    rows = getattr(dataset, name)
    found = pd.read_parquet(io.BytesIO(export.parquet(rows, table)))
    assert len(found) == len(rows)
    for field in table.fields:
        expected, got = rows[field.name], found[field.name]
        if field.is_list:
            assert [tuple(items) for items in got] == expected.tolist()
        elif pd.api.types.is_datetime64_any_dtype(expected):
            assert (got.astype("datetime64[s]").isna() == expected.isna().to_numpy()).all()
            assert (got.dropna().to_numpy() == expected.dropna().to_numpy()).all()
        else:
            assert got.isna().tolist() == expected.isna().tolist()
            assert got.dropna().tolist() == expected.dropna().tolist()
        if isinstance(expected.dtype, pd.CategoricalDtype):
            assert list(got.cat.categories) == list(expected.cat.categories)


def test_parquet_carries_the_citation(dataset: Dataset) -> None:
    import pyarrow.parquet as pq

    table = dataset.package.tables["places"]
    content = export.parquet(dataset.places, table, {"citation": "Cité"})
    assert pq.read_schema(io.BytesIO(content)).metadata[b"citation"].decode() == "Cité"


def test_an_archive_of_the_same_files_is_the_same() -> None:
    files = {"a.csv": b"1\n", "b.csv": b"2\n"}
    assert export.archive(files) == export.archive(dict(files))
    with zipfile.ZipFile(io.BytesIO(export.archive(files))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_nothing_is_changed_by_exporting() -> None:
    before = INVENTED.events.copy()
    export.package(replace(INVENTED))
    pd.testing.assert_frame_equal(INVENTED.events, before)


def test_translations_stand_beside_the_english(dataset: Dataset) -> None:
    table = dataset.package.tables["events"]
    rows, spec = export.with_translations(
        dataset.events.head(3), table, {dataset.events["title"].iloc[1]: "Un titre"}, "fr"
    )
    assert rows["title_fr"].tolist() == ["", "Un titre", ""]
    names = [field.name for field in spec.fields]
    assert names.index("title_fr") == names.index("title") + 1
    assert [name for name in names if name.endswith("_fr")] == ["title_fr"]


def test_translations_go_with_the_rows_that_they_are_of(dataset: Dataset) -> None:
    shown = export.complete(dataset.with_tables(events=dataset.events.head(2)), dataset)
    files = export.package(shown)
    assert check.report(check_of(files)) == "0 problems"
    told = from_files(files).extras["translations"]
    kept = set(from_files(files).events["event_id"])
    assert set(told.loc[told["table"] == "events", "row_id"]) == kept


def test_an_episode_that_is_under_way_on_the_day_has_no_end_yet(dataset: Dataset) -> None:
    begun, ended = dataset.extras["episodes"].iloc[0][["begin", "end"]]
    view = Filters(as_of=begun + (ended - begun) / 2)
    shown = filters.apply(dataset, view)
    files = export.package(export.complete(shown, shown), view)
    assert check.report(check_of(files)) == "0 problems"
    told = from_files(files).extras["episodes"].iloc[0]
    assert (told["begin"], told["end_rule"]) == (begun, "open")
    assert pd.isna(told["end"])
