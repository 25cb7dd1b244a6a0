"""A dashboard of its own for a measurement: started on a free port, ended by its process id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psutil

from tests.browser.driver import Server, serving


@contextmanager
def dashboard(env: Mapping[str, str] | None = None) -> Iterator[Server]:
    """The dashboard, serving as `make run` does for a reader."""
    with serving({"MALLOC_ARENA_MAX": "2", **(env or {})}) as server:
        yield server


def resident_mb(pid: int) -> float:
    """How much memory the server's process holds, in MB."""
    return float(psutil.Process(pid).memory_info().rss) / 1e6


def peak_mb(pid: int) -> float:
    """The most memory that the server's process ever held, in MB (Linux)."""
    with open(f"/proc/{pid}/status") as status:  # noqa: PTH123 (a kernel file, not a path of ours)
        line = next(line for line in status if line.startswith("VmHWM"))
    return float(line.split()[1]) / 1000


def cpu_seconds(pid: int) -> float:
    """How long the server's process has computed so far: whatever else the machine does."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)
