"""Compare: episodes of several pairs, whichever pair is in view."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.util import calc_hash

from analysis.tables import dataset
from app_pages.frame import lists
from tests import pairs
from tests.app.driver import checked, opened, run_page, text
from tests.app.test_your_data import bring, show

PARTS = ("clock", "durations", "means", "said")


def said(**query: str) -> str:
    return text(run_page("compare", **query)).replace("\\", "")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    ("language", "whole"),
    [("en", "episodes compared here"), ("fr", "comparés ici"), ("zh", "所比较的")],
)
def test_every_finding_says_that_it_is_of_the_episodes_compared(
    part: str, language: str, whole: str
) -> None:
    app = run_page("compare", compare_part=part, lang=language)
    shown = text(app).replace("\\", "")
    title = next(line for line in shown.splitlines() if line.startswith("## "))
    assert whole in title
    assert "method_section=episodes" in shown
    # Every episode is listed, whatever pair is in view.
    drawn = [each.proto.spec for each in app.get("plotly_chart")]
    listed = " ".join(drawn + [each.value.to_string() for each in app.dataframe])
    assert "2010" in listed
    assert "2024" in listed


def test_what_is_measured_is_called_otherwise_than_a_trade_measure() -> None:
    app = run_page("compare", compare_part="course", lang="zh")
    assert (
        next(each.label for each in app.segmented_control if each.key == "compare_course") == "指标"
    )


@pytest.mark.parametrize(("part", "lines"), [("said", 4), ("means", 2)])
def test_what_a_row_tells_breaks_into_lines(part: str, lines: int) -> None:
    app = run_page("compare", compare_part=part)
    assert [frame.proto.row_height for frame in app.dataframe] == [lists.lines(lines)]


def test_the_rule_of_inclusion_is_a_section_of_method() -> None:
    shown = text(opened("method", method_section="episodes"))
    assert "Which episodes are compared" in shown


def test_the_same_episodes_are_compared_whichever_pair_is_in_view() -> None:
    own, other = (run_page("compare", compare_part="said", **q) for q in ({}, {"pair": "nor-chn"}))
    assert own.dataframe[0].value["Episode"].equals(other.dataframe[0].value["Episode"])


def test_what_an_episode_is_is_said_at_the_head_of_the_page() -> None:
    assert "An episode is a dispute" in said()


def test_as_of_a_day_later_episodes_are_unknown_and_ends_open() -> None:
    shown = said(as_of="2012-12-31")
    assert "Of the 3 episodes compared here: 1 ended, 2 open" in shown


def test_an_unseen_package_takes_part_and_one_without_episodes_is_named(
    tmp_path: Path,
    package: Path,
    monkeypatch: pytest.MonkeyPatch,
    serve_folder: Callable[[Path], None],
) -> None:
    shutil.copytree(package / "pairs" / "nor-chn", tmp_path / "again")
    pairs.write(tmp_path / "without")
    monkeypatch.setenv(dataset.PAIRS_VARIABLE, str(tmp_path))
    serve_folder(package)
    for part in PARTS:
        shown = said(compare_part=part)
        assert "3 episodes compared here" in shown
        assert "Without an episode on record: Norland" in shown


def test_where_no_package_has_an_episode_it_is_said(
    tmp_path: Path, serve_folder: Callable[[Path], None]
) -> None:
    serve_folder(pairs.write(tmp_path / "pair"))
    for part in PARTS:
        app = run_page("compare", compare_part=part)
        assert any("None of the records here has an episode." in str(i.value) for i in app.info)


def test_tables_of_a_reader_take_part(package: Path, tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "own"), "zip", package / "pairs" / "nor-chn")
    app = show(bring(run_page("your_data"), ("package.zip", Path(archive).read_bytes())))
    app._page_hash = calc_hash("compare")
    shown = text(checked(app.run()))
    assert "Of the 10 episodes compared here" in shown
