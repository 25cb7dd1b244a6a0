"""Whatever stands on the command line, it is answered in words and by an honest status."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis import __main__, check
from analysis.tables import dataset, package
from tests import pairs
from tests.conftest import ROOT

ODD = st.sampled_from(
    [
        *("", "-", "--", "nan", "inf", "-inf", "1e300", "1e-300", "-1", "0", "²", "９", "1" * 5000),
        *(
            "\udcff",
            "a\nb",
            "é",
            "=1+1",
            "%",
            "{a}",
            "http://[",
            "\x1b[31m",
            "None",
            "[]",
            "*",
            "?",
        ),
    ]
)
# No word leads out of the folder that the test runs in.
WORD = ODD | st.text(st.characters(blacklist_characters="\0/~\\."), max_size=8)
DAYS = st.sampled_from(
    ["2003-06-01", "2019-11-30", "2020", "2019-02-30", "0000-00-00", "0001-01-01", "9999-12-31"]
)
YEARS = st.sampled_from(["2010", "2003-2019", "0000", "9999", "2019-2003", "1-2", "1800-2200"])
NUMBERS = st.sampled_from(["180", "0.5", "nan", "inf", "-1", "0", "1e300", "1e-9", "1_0"])
FOLDERS = st.sampled_from(["sound", "empty", "broken", "texts", "digits", "missing", "plain.csv"])
FILES = st.sampled_from(["out.csv", "out.xlsx", "out.zip", "out.parquet", "out", "no/out.csv"])
CODES = st.sampled_from(["AUS", "NZL", "XNO", "aus", "A", "ZZZ"])
NAMES = st.sampled_from(dataset.TABLES)


def joined(parts: Iterable[list[str]]) -> list[str]:
    return [word for part in parts for word in part]


def options(**values: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Some of these options, in any order, each with a likely value or an odd one."""
    each = [
        st.tuples(st.just(f"--{name.replace('_', '-')}"), value | WORD).map(list)
        for name, value in values.items()
    ]
    return st.lists(st.one_of(each), max_size=4).map(joined)


def line(
    command: str, *positional: st.SearchStrategy[str], **values: st.SearchStrategy[str]
) -> st.SearchStrategy[list[str]]:
    places = st.tuples(*[place | WORD for place in positional]).map(list)
    built = st.tuples(st.just(command.split()), places, options(**values))
    return built.map(joined)


FILTERS = {
    "years": YEARS,
    "as_of": DAYS,
    "actors": WORD,
    "topics": WORD,
    "domains": WORD,
    "directions": WORD,
}
LINES = st.one_of(
    line("export", to=FILES, data=FOLDERS, table=NAMES, **FILTERS),
    line("export --to out.csv --data sound", **FILTERS),
    line("check", FOLDERS, data=FOLDERS),
    line("temperature --data sound", at=DAYS, half_life=NUMBERS, prior=NUMBERS),
    line("temperature", data=FOLDERS, at=DAYS, half_life=NUMBERS, prior=NUMBERS),
    line("new-pair", CODES, CODES, st.just("made"), name_a=WORD, name_b=WORD),
    line("upgrade", FOLDERS, to=st.just("made")),
    line("changes", FOLDERS, FOLDERS, reasons=FOLDERS),
    line("verify", st.sampled_from(["?v=1.0.0", "?as_of=nan", "?as_of=0001-01-01"]), data=FOLDERS),
    line("streams months", FOLDERS, to=FILES),
    line("streams import", FOLDERS, to=st.just("made"), also=WORD),
    line("streams import plain.csv --to made --pair", CODES, CODES, also=WORD),
    st.lists(WORD | st.sampled_from(["--help", "export", "check", "--data"]), max_size=4),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with packages to name: a sound one, and some that are broken in their own way."""
    folder = tmp_path_factory.mktemp("arguments")
    sound = pairs.write(folder / "sound")
    (folder / "empty").mkdir()
    (folder / "plain.csv").write_text("a,b\n1,2\n")
    wrong = {
        "broken": ("events.csv", b"event_id\n"),
        "texts": ("events.csv", b"\xff\xfe"),
        "digits": ("datapackage.json", b'{"version": ' + b"9" * 5000 + b"}"),
    }
    for name, (file, content) in wrong.items():
        shutil.copytree(sound, folder / name)
        (folder / name / file).write_bytes(content)
    return folder


@pytest.fixture(autouse=True)
def there(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(dataset.FOLDER_VARIABLE, raising=False)
    monkeypatch.chdir(place)


def held(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@settings(max_examples=120)
@example(["temperature", "--half-life", "inf"])
@example(["temperature", "--prior", "nan"])
@example(["export", "--years", "0000", "--to", "out.csv"])
@example(["verify", "?as_of=nan", "--data", "sound"])
@example(["verify", "?as_of=0001-01-01", "--data", "sound"])
@example(["verify", "http://["])
@example(["check", "digits"])
@given(words=LINES)
def test_any_arguments_are_answered_in_words(place: Path, words: list[str]) -> None:
    before = held(place)
    with redirect_stdout(StringIO()) as told, redirect_stderr(StringIO()) as wrong:
        status = __main__.main(words)
    said = told.getvalue() + wrong.getvalue()
    after = held(place)
    try:
        assert status in (0, 1, 2)
        assert said.strip()
        assert "Traceback" not in said
        assert not re.search(r"(?<![\w'])[+-]?(nan|inf)\b", told.getvalue())
        if status:
            assert status == 1 or wrong.getvalue()
            assert after == before or "upgrade" in words or "import" in words
        else:
            new = [path for path in after.keys() - before.keys() if path.name == package.FILE]
            assert all(check.problems(path.parent).empty for path in new)
    finally:
        for path in after.keys() - before.keys():
            path.unlink()
        for path, content in before.items():
            if after.get(path) != content:
                path.write_bytes(content)
            (place / "empty").mkdir(exist_ok=True)


@pytest.mark.parametrize("words", ["temperature", "check {place}/digits"])
def test_a_pipe_that_is_closed_changes_nothing(place: Path, words: str) -> None:
    command = [sys.executable, "-m", "analysis", *words.format(place=place).split()]
    nobody, pipe = os.pipe()
    os.close(nobody)
    done = subprocess.run(command, cwd=ROOT, stdout=pipe, stderr=subprocess.PIPE, check=False)
    os.close(pipe)
    assert (done.returncode, done.stderr) == (words != "temperature", b"")


def test_a_name_that_is_no_text_is_said_in_plain_signs(place: Path) -> None:
    command = [sys.executable.encode(), b"-m", b"analysis", b"check", b"/no/\xff"]
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = subprocess.run(command, cwd=ROOT, env=plain, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"'/no/\\udcff': expected a folder that exists" in done.stdout
