"""The check as a whole: on the shipped package, on a large one, as a report and as a command."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import frictionless
import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import check
from analysis.check import messages
from analysis.check.dates import circles_of
from analysis.tables import dataset
from tests.tables_alone import check_tables

ROOT = dataset.FOLDER.parent

PACKAGE = json.loads((dataset.FOLDER / "datapackage.json").read_text("utf-8"))

FILES = {
    resource["name"]: (dataset.FOLDER / resource["path"]).read_bytes()
    for resource in PACKAGE["resources"]
    if "schema" in resource
}

COLUMNS = dict.fromkeys(messages.COLUMNS, "str") | {"row": "int64", "expected": "object"}

TRICKY = "=1+1\x1b[31m\n第\u202e"


def some(number: int) -> pd.DataFrame:
    """A number of made-up problems."""
    return messages.frame(
        messages.Problem("events", line, f"event-{line}", "title", "", "a value")
        for line in range(2, number + 2)
    )


def test_shipped_package_has_no_problem() -> None:
    found = check.problems(dataset.FOLDER)
    assert found.empty, check.report(found)
    assert found.dtypes.astype(str).to_dict() == COLUMNS


def test_shipped_tables_held_in_memory_have_no_problem() -> None:
    found = check_tables(FILES, PACKAGE)
    assert found.empty, check.report(found)


def test_frictionless_alone_finds_the_shipped_package_valid() -> None:
    told = frictionless.validate(str(dataset.FOLDER / "datapackage.json"))
    assert told.valid, told.flatten(["title", "message"])


def test_a_fault_in_the_shipped_events_is_told_with_its_line() -> None:
    lines = FILES["events"].split(b"\n")
    at = next(at for at, line in enumerate(lines) if b",diplomacy," in line)
    row_id = lines[at].split(b",")[0].decode()
    lines[at] = lines[at].replace(b",diplomacy,", b",diplomatic,")
    found = check_tables(FILES | {"events": b"\n".join(lines)}, PACKAGE)
    assert found.dtypes.astype(str).to_dict() == COLUMNS
    assert found[["table", "row", "id", "field"]].to_numpy().tolist() == [
        ["events", at + 1, row_id, "domain"]
    ]
    assert found["expected"].iloc[0].endswith("did you mean diplomacy?")


def test_a_search_that_stops_early_says_so() -> None:
    wrong = FILES["events"].replace(b",diplomacy,", b",diplomatic,")
    files = FILES | {"events": wrong}
    every = check_tables(files, PACKAGE)
    assert len(every) > 100
    some_found = check_tables(files, PACKAGE, stop_after=100)
    assert len(some_found) == 101
    assert "fewer than 100 problems: the check ended there" in some_found["expected"].iloc[0]
    assert check_tables(files, PACKAGE, stop_after=len(every) + 1).equals(every)


def test_import_leaves_frictionless_unloaded() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import analysis.check, sys; print('frictionless' in sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False"


def test_report_has_a_line_for_each_problem_and_a_count() -> None:
    told = check.report(some(3)).split("\n")
    assert told[0] == "events line 2 [event-2] title: expected a value"
    assert told[1:] == [
        "events line 3 [event-3] title: expected a value",
        "events line 4 [event-4] title: expected a value",
        "3 problems",
    ]
    assert check.report(some(1)).endswith("\n1 problem")
    assert check.report(some(0)) == "0 problems"


def test_shortened_report_says_how_many_more_there_are() -> None:
    told = check.report(some(1_500), at_most=2).split("\n")
    assert len(told) == 4
    assert told[2:] == ["… and 1,498 more (--all prints every one)", "1,500 problems"]
    assert len(check.report(some(1_500)).split("\n")) == 1_501


def test_report_keeps_a_tricky_value_on_one_line() -> None:
    problem = messages.Problem("events", 2, TRICKY, "title", TRICKY * 50, "a value")
    told = check.report(messages.frame([problem]))
    assert told.count("\n") == 1
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "\\x1b[31m\\n第\\u202e" in told
    assert len(told) < 400


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The shipped package with three hundred unknown countries."""
    folder = tmp_path / "data"
    shutil.copytree(dataset.FOLDER, folder)
    actors = pd.read_csv(folder / "actors.csv", dtype=str, keep_default_na=False)
    wrong = actors.assign(country=actors["country"].where(actors.index >= 300, "X"))
    wrong.to_csv(folder / "actors.csv", index=False, lineterminator="\n")
    return folder


def test_command_is_silent_about_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main([str(dataset.FOLDER)]) == 0
    assert capsys.readouterr().out == "0 problems\n0 warnings\n"


def test_command_counts_every_problem_and_prints_them_all_when_asked(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.main([str(broken)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[-2:] == ["… and 100 more (--all prints every one)", "300 problems"]
    assert len(told) == check.MOST_PRINTED + 2
    assert check.main([str(broken), "--all"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 301


@pytest.mark.parametrize("arguments", [[], ["data", "--everything"], ["data", "more"]])
def test_wrong_usage_has_a_status_of_its_own(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.main(arguments) == 2
    assert "usage: python -m analysis.check" in capsys.readouterr().err


def test_help_explains_the_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["--help"]) == 0
    assert "Exit status" in capsys.readouterr().out


@pytest.mark.parametrize(("folder", "status"), [("data", 0), ("no-such-folder", 1)])
def test_module_runs_as_a_command_in_any_encoding(folder: str, status: int) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "analysis.check", folder],
        cwd=ROOT,
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        check=False,
    )
    assert told.returncode == status
    assert told.stderr == b""
    assert told.stdout.endswith((b"0 problems\n0 warnings\n", b"1 problem\n"))


def test_near_matches_are_offered_and_an_unlike_value_has_none() -> None:
    vocabulary = messages.one_of(["canola", "meat", "seafood"])
    assert vocabulary.expected("canolla") == "one of canola, meat, seafood; did you mean canola?"
    assert vocabulary.expected("MEAT").endswith("; did you mean meat?")
    assert vocabulary.expected("zzz") == "one of canola, meat, seafood"


def test_a_long_vocabulary_is_counted_and_not_written_out() -> None:
    vocabulary = messages.one_of([f"topic-{number}" for number in range(50)])
    assert vocabulary.expected("zzz") == "one of the 50 values of this field's vocabulary"


LINKS = st.dictionaries(
    st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefgh"), unique=True), max_size=8
)


@given(LINKS)
def test_circles_are_found_where_there_are_any_and_only_there(links: dict[str, list[str]]) -> None:
    graph = nx.DiGraph([(row, target) for row, targets in links.items() for target in targets])
    found = circles_of(links)
    assert bool(found) != nx.is_directed_acyclic_graph(graph)
    for node, circle in found.items():
        steps = circle.split(" → ")
        assert node in steps
        assert steps[0] == steps[-1]
        assert all(graph.has_edge(*step) for step in pairwise(steps))


def test_a_long_chain_is_followed_to_its_end() -> None:
    chain = {str(number): [str(number + 1)] for number in range(100_000)}
    assert circles_of(chain) == {}
    ring = circles_of(chain | {"100000": ["0"]})
    assert len(ring) == 100_001
    assert ring["5"].endswith("→ … → 0")
