"""The gate: what a reader brings is judged in a process of its own, with bounds.

However long the check of a file would take, and whatever it would fill, the server and its other
readers go on: the check is ended, and says so.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import BoundedSemaphore, Thread

from analysis.check import messages
from analysis.check.messages import Expected, Problem
from analysis.files import upload
from analysis.files.upload import Choices, Verdict
from analysis.tables import dataset

SECONDS = 20.0
"""So long may a check compute; on a busy machine it lasts longer, but not `PATIENCE` times."""

PATIENCE = 6.0

MEGABYTES = 1024
"""So much memory may it fill."""

AT_ONCE = 2
"""So many checks run at the same time; others wait."""

QUEUE = 60.0
"""So many seconds does a check wait for its turn."""

GLANCE = 0.25
"""After so many seconds it is looked again whether the check goes on."""

FAILED, FULL, OVER_TIME = 1, 3, 24
"""How the process ends: by an error, without memory left, by the signal that its time is over."""

ALONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
"""The check has one thread, and its memory can be counted."""

START = "import os; getattr(os, 'nice', int)(10); from analysis.files.gate import main; main()"
"""The process gives way to the server from its first moment: it takes a while to be loaded."""

_turn = BoundedSemaphore(AT_ONCE)


def judge(
    uploads: Iterable[tuple[str, bytes]],
    base: Mapping[str, bytes],
    waiting: Callable[[float], object] = lambda seconds: None,
    *,
    choices: Choices = Choices(),  # noqa: B008
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
) -> Verdict:
    """Can these uploaded files be shown? As `upload.judge`, in a process of its own.

    `waiting` is called several times a second with the seconds gone; whatever it raises ends the
    check. A check that takes too long or fills too much memory is a problem of the files.
    """
    started = time.monotonic()
    while not _turn.acquire(timeout=GLANCE):
        waiting(time.monotonic() - started)
        if time.monotonic() - started > QUEUE:
            return refused(
                Expected("a moment in which fewer files are checked here: please try again")
            )
    try:
        content = pickle.dumps((list(uploads), dict(base), choices))
        answer = _asked(content, waiting, seconds, megabytes)
    finally:
        _turn.release()
    if isinstance(answer, Expected):
        return refused(answer)
    verdict: Verdict = pickle.loads(answer)
    return verdict


def refused(expected: Expected) -> Verdict:
    """No tables, for a reason that does not lie in the files."""
    return Verdict(messages.frame([Problem("", 0, "", "", "", expected)]), None, ())


def _asked(
    content: bytes, waiting: Callable[[float], object], seconds: float, megabytes: int
) -> bytes | Expected:
    """What the process answers, or the bound that it broke."""
    process = subprocess.Popen(
        [sys.executable, "-c", START, f"{seconds:.0f}", str(megabytes)],
        cwd=dataset.FOLDER.parent,
        env=os.environ | ALONE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    answers: list[bytes] = []
    # What is not yet written must not stand in the way of looking at the clock.
    talk = Thread(target=lambda: answers.append(process.communicate(content)[0]))
    talk.start()
    started = time.monotonic()
    try:
        while talk.is_alive() and time.monotonic() - started <= seconds * PATIENCE:
            waiting(time.monotonic() - started)
            talk.join(GLANCE)
        over = talk.is_alive()
    finally:
        process.kill()
        talk.join()
    if over or process.returncode == -OVER_TIME:
        return Expected(
            "files that are checked within {n} seconds; the check was ended", n=f"{seconds:g}"
        )
    if process.returncode == FAILED:
        return Expected(
            "files that are checked without an error of the program, which its log tells; the "
            "check was ended"
        )
    if process.returncode != 0:
        return Expected(
            "files that are checked with {n} MB of memory; the check was ended", n=f"{megabytes:,}"
        )
    return answers[0]


def bound(seconds: int, megabytes: int) -> None:
    """Keep to the bounds, also where the server is gone."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What the libraries took before anything is read does not count.
    used = int(time.process_time()) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (used, used + 1))
    sizes = Path("/proc/self/statm")
    filled = int(sizes.read_text().split()[5]) if sizes.exists() else 0
    most = filled * resource.getpagesize() + megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def main() -> None:
    """Judge what stands on the standard input, within bounds; answer on the standard output."""
    bound(*map(int, sys.argv[1:]))
    try:
        answer = pickle.dumps(upload.judge(*pickle.load(sys.stdin.buffer)))
    except MemoryError:
        raise SystemExit(FULL) from None
    sys.stdout.buffer.write(answer)
