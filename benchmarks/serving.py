"""A dashboard of its own for a measurement: started on a free port, ended by its process id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psutil

from tests.browser.driver import Server, serving, serving_by


@contextmanager
def dashboard(env: Mapping[str, str] | None = None, processes: int = 1) -> Iterator[Server]:
    """The dashboard, serving as `make run` or, with several processes, `make serve` does."""
    told = {"MALLOC_ARENA_MAX": "2", **(env or {})}
    with serving(told) if processes == 1 else serving_by(processes, told) as server:
        yield server


def _all(pid: int) -> list[psutil.Process]:
    """The process, and those that it started."""
    main = psutil.Process(pid)
    return [main, *main.children(recursive=True)]


def resident_mb(pid: int) -> float:
    """How much memory the server holds, all its processes together, in MB."""
    return sum(float(each.memory_info().rss) for each in _all(pid)) / 1e6


def peak_mb(pid: int) -> float:
    """The most memory that the server's process ever held, in MB (Linux)."""
    with open(f"/proc/{pid}/status") as status:  # noqa: PTH123 (a kernel file, not a path of ours)
        line = next(line for line in status if line.startswith("VmHWM"))
    return float(line.split()[1]) / 1000


def cpu_seconds(pid: int) -> float:
    """How long the server has computed so far: whatever else the machine does."""
    times = [each.cpu_times() for each in _all(pid)]
    return sum(float(each.user + each.system) for each in times)
