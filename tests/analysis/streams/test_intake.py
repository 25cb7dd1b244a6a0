from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.streams import StreamError, intake, manifest
from analysis.streams.columns import Count, Sides
from analysis.streams.manifest import Manifest
from tests.analysis.streams import forms

SIDES = Sides("AUS", "NZL", {"AUS": ("NFK",)})


def _day(path: Path, year: int, rows: int = 3) -> Path:
    lines = [
        forms.gdelt(number=year * 100 + n, day=f"{year}0825", address=f"h{n}") for n in range(rows)
    ]
    return forms.written(path, "\n".join([*lines, forms.gdelt(actors=("USA", "NZL"))]))


def _rows(folder: Path, held: Manifest) -> pd.DataFrame:
    tables = [pd.read_parquet(folder / part, partitioning=None) for part in held.parts]
    return pd.concat(tables).sort_values(["day", "event_id"], ignore_index=True)


def test_rows_of_the_pair_are_kept_by_year_with_a_manifest(tmp_path: Path) -> None:
    files = [_day(tmp_path / f"{year}.CSV.zip", year) for year in (2019, 2020)]
    held = intake.import_files(files, SIDES, tmp_path / "to")
    assert {part.split("/")[0] for part in held.parts} == {"year=2019", "year=2020"}
    assert len(_rows(tmp_path / "to", held)) == 6
    assert (held.total("rows"), held.total("kept"), held.total("other")) == (8, 6, 2)
    assert held.days() == ("2019-08-25", "2020-08-25")
    assert "https://www.gdeltproject.org/" in held.licences()["GDELT 2.0 events"]
    assert manifest.load(tmp_path / "to") == held
    written = json.loads((tmp_path / "to" / manifest.FILE).read_text())
    assert (written["rows"], written["kept"], written["pair"]) == (8, 6, ["AUS", "NZL"])


def test_what_is_held_already_is_passed_over_under_any_name(tmp_path: Path) -> None:
    first = _day(tmp_path / "2019.CSV", 2019)
    before = intake.import_files([first], SIDES, tmp_path / "to")
    again = first.rename(tmp_path / "other.CSV")
    assert intake.import_files([again, again], SIDES, tmp_path / "to") == before
    more = intake.import_files([_day(tmp_path / "2020.CSV", 2020)], SIDES, tmp_path / "to")
    assert [source.name for source in more.sources] == ["2019.CSV", "2020.CSV"]


def test_a_file_that_breaks_off_leaves_none_of_its_rows_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "PART_ROWS", 100)
    monkeypatch.setattr("analysis.streams.reading.GATHERED", 50)
    monkeypatch.setattr("analysis.streams.reading.BLOCK", 4096)
    broken = _day(tmp_path / "broken.CSV.gz", 2019, rows=3000)
    broken.write_bytes(broken.read_bytes()[:-2000])
    held = intake.import_files(
        [broken, _day(tmp_path / "2020.CSV", 2020), tmp_path / "gone.CSV"], SIDES, tmp_path / "to"
    )
    bad, good, gone = held.sources
    assert bad.fault.startswith("broken off after row")
    assert (bad.kept, dict(bad.refused)) == (0, {manifest.BROKEN: bad.rows})
    assert (good.kept, good.fault) == (3, "")
    assert "gone.CSV" in gone.fault
    assert len(_rows(tmp_path / "to", held)) == 3
    assert len(list((tmp_path / "to").glob("year=*/*.parquet"))) == len(held.parts) == 1
    # Once whole, it is taken, and its fault is forgotten.
    whole = _day(tmp_path / "broken.CSV.gz", 2019, rows=3000)
    after = intake.import_files([whole], SIDES, tmp_path / "to")
    assert [source.name for source in after.sources if source.fault] == ["gone.CSV"]
    assert after.total("kept") == 3003


def test_an_import_that_is_broken_off_goes_on_where_it_stopped(tmp_path: Path) -> None:
    files = [_day(tmp_path / f"{year}.CSV", year) for year in (2018, 2019, 2020)]
    folder = tmp_path / "to"

    def stop(path: Path, count: Count) -> None:
        if path.name == "2020.CSV":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        intake.import_files(files, SIDES, folder, stop)
    held = manifest.load(folder)
    assert [source.name for source in held.sources] == ["2018.CSV", "2019.CSV"]
    orphan = folder / held.parts[0].replace(".parquet", "-x.parquet")
    orphan.write_bytes(b"half")
    after = intake.import_files(files, SIDES, folder)
    assert [source.name for source in after.sources] == ["2018.CSV", "2019.CSV", "2020.CSV"]
    assert not orphan.exists()
    assert len(_rows(folder, after)) == 9


def test_many_small_files_make_few_parts(tmp_path: Path) -> None:
    files = [
        forms.written(tmp_path / f"{n}.CSV", forms.gdelt(number=n, address=f"h{n}"))
        for n in range(40)
    ]
    held = intake.import_files(files, SIDES, tmp_path / "to")
    assert (len(held.sources), len(held.parts)) == (40, 1)


def test_a_folder_holds_one_pair(tmp_path: Path) -> None:
    path = _day(tmp_path / "2019.CSV", 2019)
    intake.import_files([path], SIDES, tmp_path / "to")
    with pytest.raises(StreamError, match="holds AUS–NZL with AUS=NFK; for AUS–NZL name another"):
        intake.import_files([path], Sides("AUS", "NZL"), tmp_path / "to")
    with pytest.raises(StreamError, match="neither empty nor"):
        intake.import_files([path], SIDES, tmp_path)


def test_a_manifest_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(StreamError, match="holds no imported rows"):
        manifest.load(tmp_path)
    for text in ("{", "[]", '{"edition": 1}', '{"edition": 9}'):
        (tmp_path / manifest.FILE).write_text(text)
        with pytest.raises(StreamError, match=r"manifest\.json"):
            manifest.load(tmp_path)
