"""The page of the machine record: with the sample, with an imported folder, with a wrong one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.streams import intake, manifest
from analysis.streams.columns import Sides
from analysis.tables import dataset
from analysis.tables.filters import Filters
from analysis.temperature.accumulated import STEP
from app_pages.frame import published, state
from app_pages.frame.state import View
from app_pages.streams import lines, source
from app_pages.streams.source import VARIABLE
from app_pages.temperature.line import Formula, curve
from tests.analysis.streams import forms
from tests.app.driver import checked, run_page, text

SECTIONS = ("lines", "volume", "misses", "roots")
A, B = (side.code for side in dataset.load().pair.sides)


@pytest.fixture(autouse=True)
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three years, in which one act is reported by many, none of them on record."""
    days = pd.date_range("2017-01-03", "2019-12-20", freq="9D")
    lines = [
        forms.gdelt(
            number=number,
            day=f"{day:%Y%m%d}",
            actors=(A, B) if number % 2 else (B, A),
            code=("042", "111", "057")[number % 3],
            place="Nowhere",
            address=f"https://news.example/{number}",
        )
        for number, day in enumerate(days)
    ]
    lines += [
        forms.gdelt(
            number=1000 + n,
            day="20170630",
            actors=(A, B),
            code="141",
            place="<b>Nowhere</b> $x$",
            address="javascript:alert(1)" if n == 0 else f"https://news.example/cluster-{n}",
        )
        for n in range(30)
    ]
    place = tmp_path_factory.mktemp("imported")
    path = forms.written(place / "a.export.CSV.zip", "\n".join([*lines, "broken"]))
    intake.import_files([path], Sides(A, B), place / "streams")
    return place / "streams"


@pytest.fixture
def imported(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, shown by the page."""
    monkeypatch.setenv(VARIABLE, str(made))
    return made


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_without_a_stream_every_section_shows_the_invented_sample(
    section: str, language: str
) -> None:
    app = run_page("streams", streams_section=section, lang=language)
    assert app.get("plotly_chart")
    assert len(app.warning) == 1
    marked = {"en": "Invented sample", "fr": "Échantillon inventé", "zh": "虚构样本"}[language]
    titles = [line for line in text(app).splitlines() if line.startswith("## ")]
    assert all(title.startswith(f"## {marked}") for title in titles)
    # Figures of a sample are no finding that a title could state.
    assert not any(sign.isdigit() for title in titles for sign in title)


def test_the_line_of_the_record_is_that_of_the_overview_with_its_band() -> None:
    chosen = state.selection(View(state.SHIPPED, Filters(), "en"))
    shown = lines.curated(chosen, source.stream(chosen), 90.0).set_index("date")
    overview = curve(chosen, "temperature", Formula(90.0), STEP).set_index("date")
    columns = ["temperature", "low", "high"]
    wanted = overview.rename(columns={"value": "temperature"}).loc[shown.index, columns]
    pd.testing.assert_frame_equal(shown[columns], wanted)


def test_only_what_the_page_follows_can_be_set() -> None:
    """Both lines are on one scale, that of Goldstein: a machine's codes have no other."""
    app = run_page("streams")
    assert "half_life" in [each.key for each in app.slider]
    assert "scale" not in [each.key for each in app.selectbox]


def test_without_a_stream_the_page_says_what_to_download_and_the_command() -> None:
    app = run_page("streams")
    app.session_state["streams-how"] = True
    app = checked(app.run())
    shown = text(app)
    for each in ("masterfilelist.txt", "10.7910/DVN/28075", "10.7910/DVN/AJGVIT", "5 GB a year"):
        assert each in shown
    assert app.code[0].value.startswith(
        f"python -m analysis streams import FILES --pair {A} {B} --to data/streams"
    )


@pytest.mark.parametrize("section", SECTIONS)
def test_an_imported_folder_is_shown_with_its_terms(section: str, imported: Path) -> None:
    app = run_page("streams", streams_section=section)
    shown = text(app).replace("\\", "").replace("\u2060", "")
    assert app.get("plotly_chart")
    assert not app.warning
    assert not app.error
    assert "Invented" not in shown
    kept = manifest.load(imported).total("kept")
    assert f"GDELT 2.0 events: {kept} reports from 3 Jan 2017 to" in shown
    assert "1 row was refused." in shown
    assert "https://www.gdeltproject.org/" in shown
    assert "Machine-coded: GDELT 2.0 events." in shown


def test_the_page_tells_of_rows_in_which_nobody_can_be_said_to_act(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = f"{A};{B}"
    rows = [
        forms.polecat(Actor_Country=A, Recipient_Country=B),
        *[forms.polecat(Actor_Country=both, Recipient_Country=both)] * 2,
    ]
    path = forms.written(tmp_path / "a.txt", forms.by_name(forms.POLECAT, rows))
    intake.import_files([path], Sides(A, B), tmp_path / "streams")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "streams"))
    shown = text(run_page("streams", streams_section="volume")).replace("\\", "")
    assert "2 rows were refused. 2 of these name each side as actor and as target." in shown


def test_a_cluster_that_is_not_on_record_comes_first(imported: Path) -> None:
    app = run_page("streams", streams_section="misses")
    table = next(f.value for f in app.dataframe if "Reports" in f.value.columns)
    assert table.iloc[0][["Date", "Reports", "Addresses"]].tolist() == ["2017-06-30", 30, 30]


def test_acts_that_the_machine_lacks_are_listed(imported: Path) -> None:
    app = run_page("streams", streams_section="misses")
    table = next(f.value for f in app.dataframe if "Salience" in f.value.columns)
    assert len(table) > 20
    assert "acts of salience 2 or 3 have no machine event" in text(app)


def test_the_day_cuts_the_stream_and_years_cut_what_is_shown(imported: Path) -> None:
    before = run_page("streams", streams_section="volume", as_of="2018-06-30")
    assert "2018" in text(before)
    table = run_page("streams", streams_section="volume", years=["2017", "2017"])
    assert "Most in Jun 2017" in text(table)
    none = run_page("streams", streams_section="volume", years=["1990", "1995"])
    assert any("no event in these years" in note.value for note in none.info)
    early = run_page("streams", as_of="2016-06-30")
    assert any("no event in these years" in note.value for note in early.info)


def test_the_folder_inside_the_tables_is_found_without_a_variable(
    imported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr("app_pages.frame.published.folder", lambda *_: imported.parent)
    assert source.folder(published.FIRST) == imported


@pytest.mark.parametrize("fault", ["nowhere", "broken", "pair", "parts", "engine"])
def test_a_folder_that_cannot_be_shown_is_told_and_the_sample_stands_in(
    fault: str, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = Path(shutil.copytree(made, tmp_path / "streams"))
    monkeypatch.setenv(VARIABLE, str(imported))
    said = {
        "nowhere": "holds no imported rows",
        "broken": "cannot be read",
        "pair": "which are not the two sides of this record",
        "parts": "was tried and failed",
        "engine": "names no engine",
    }[fault]
    if fault == "nowhere":
        monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    elif fault == "broken":
        (imported / manifest.FILE).write_text("{")
    elif fault == "pair":
        held = manifest.load(imported)
        manifest.save(manifest.Manifest(Sides("AUS", "NZL"), held.parts, held.sources), imported)
    elif fault == "parts":
        (imported / manifest.load(imported).parts[0]).write_bytes(b"nothing")
    else:
        monkeypatch.setenv("STREAMS_BACKEND", "nowhere://x")
    app = run_page("streams")
    errors = [error.value.replace("\\", "") for error in app.error]
    assert any(said in error for error in errors)
    # No path of the machine is shown to a reader.
    assert str(tmp_path) not in "".join([*errors, *(each.value for each in app.code)])
    assert bool(app.get("plotly_chart")) == (fault in {"nowhere", "broken", "pair"})
