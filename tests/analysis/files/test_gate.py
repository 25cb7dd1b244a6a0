"""The gate: the same verdict as without it, and an end to whatever takes too long or too much."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from analysis import check
from analysis.files import gate, upload
from analysis.files.upload import Verdict
from tests import pairs

GOOD = pairs.files()
PACKAGE = ("package.zip", pairs.archive())


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that the gate starts."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(*arguments: Any, **named: Any) -> subprocess.Popen[bytes]:
        processes.append(Popen(*arguments, **named))
        return processes[-1]

    Popen = subprocess.Popen  # noqa: N806
    monkeypatch.setattr(gate.subprocess, "Popen", start)
    return processes


def said(verdict: Verdict) -> str:
    assert verdict.tables is None
    return check.report(verdict.problems)


def test_a_sound_package_comes_through_as_it_is() -> None:
    through, here = gate.judge([PACKAGE], {}), upload.judge([PACKAGE], {})
    assert through.tables is not None
    assert here.tables is not None
    assert through.problems.equals(here.problems)
    for name, rows in here.tables.tables().items():
        assert rows.equals(through.tables.tables()[name]), name
    assert through.tables.pair == here.tables.pair


def test_problems_come_through_as_they_are() -> None:
    bad = [("events.csv", GOOD["events.csv"].replace(b"2019-02-03,", b"2019-02-31,", 1))]
    assert gate.judge(bad, GOOD).problems.equals(upload.judge(bad, GOOD).problems)


def test_a_check_that_takes_too_long_is_ended_and_says_so(
    started: list[subprocess.Popen[bytes]],
) -> None:
    told = gate.judge([PACKAGE], {}, seconds=0.02)
    assert "within 0.02 seconds; the check was ended" in said(told)
    assert [process.poll() for process in started] != [None]


@pytest.mark.skipif(not hasattr(os, "nice"), reason="no such bound here")
def test_a_process_that_computes_too_long_is_ended_by_itself() -> None:
    code = "from analysis.files.gate import bound; bound(1, 99)\nwhile True: pass"
    told = subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    assert told.returncode == -gate.OVER_TIME


def test_a_check_that_fills_too_much_memory_is_ended_and_says_so() -> None:
    assert "with 1 MB of memory; the check was ended" in said(
        gate.judge([PACKAGE], {}, megabytes=1)
    )


def test_a_check_that_is_killed_says_so() -> None:
    # As a server that is short of memory kills what fills it.
    def kill(_seconds: float) -> None:
        if started:
            started[0].kill()

    started: list[Any] = []
    Popen = subprocess.Popen  # noqa: N806
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            gate.subprocess, "Popen", lambda *a, **k: started.append(Popen(*a, **k)) or started[0]
        )
        assert "the check was ended" in said(gate.judge([PACKAGE], {}, kill))


def test_a_check_ends_when_its_reader_leaves(started: list[subprocess.Popen[bytes]]) -> None:
    class Left(Exception):  # noqa: N818
        pass

    def leave(_seconds: float) -> None:
        raise Left

    with pytest.raises(Left):
        gate.judge([PACKAGE], {}, leave)
    assert started[0].returncode is not None


def test_checks_wait_for_their_turn_and_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "QUEUE", 0.1)
    for _ in range(gate.AT_ONCE):
        gate._turn.acquire()
    try:
        assert "please try again" in said(gate.judge([PACKAGE], {}))
    finally:
        gate._turn.release(gate.AT_ONCE)
    assert gate.judge([PACKAGE], {}).sound


@pytest.mark.skipif(not hasattr(os, "nice"), reason="no such thing as giving way here")
def test_the_process_gives_way_to_the_server(started: list[subprocess.Popen[bytes]]) -> None:
    seen: list[int] = []

    def look(_seconds: float) -> None:
        seen.extend(os.getpriority(os.PRIO_PROCESS, process.pid) for process in started)

    gate.judge([PACKAGE], {}, look)
    assert max(seen) >= 5
