"""`python -m analysis compare` prints the table of the page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analysis import __main__
from tests import pairs


def test_the_table_of_a_measure_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["compare", "--measure", "days-to-end"]) == 0
    said = capsys.readouterr().out
    assert "prize-2010 2010-10-08 2264 False" in said
    assert "9 episodes, 8 have seen it; median 788 days" in said


def test_what_is_known_to_its_month_is_printed_as_a_span(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The meeting of May 2019 began on a day from 151 to 181 after 1 December 2018."""
    assert __main__.main(["compare", "--measure", "days-to-first-contact"]) == 0
    said = capsys.readouterr().out
    assert "151 to 181 False" in said
    assert "median 151 to 181 days" in said


def test_a_package_that_nobody_has_seen_takes_part_and_a_broken_one_is_named(
    tmp_path: Path, package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(package / "pairs" / "nor-chn", tmp_path / "new-pair")
    pairs.write(tmp_path / "without")
    (pairs.write(tmp_path / "broken") / "events.csv").unlink()
    line = ["compare", "--measure", "days-to-end", "--pairs", str(tmp_path)]
    assert __main__.main(line) == 0
    told = capsys.readouterr()
    assert "new-pair" in told.out
    assert "left out, for it has problems: broken" in told.err
    assert "no episode on record: without" in told.err


def test_an_unknown_measure_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["compare", "--measure", "days-to-peace"]) == 2
    assert "days-to-first-contact" in capsys.readouterr().err
