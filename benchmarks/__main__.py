"""`python -m benchmarks`: what the dashboard costs, in one table for each part."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable
from datetime import date

from benchmarks import (
    article,
    coverage,
    growth,
    hostile,
    lists,
    load,
    loading,
    method,
    recomputed,
    script_cost,
    soak,
    temperature,
)
from benchmarks.table import HEAD, Figure, rows

PARTS: dict[str, Callable[[], list[Figure]]] = {
    "loading": loading.figures,
    "script": script_cost.figures,
    "recomputed": recomputed.figures,
    "lists": lists.figures,
    "growth": growth.figures,
    "load": load.figures,
    "soak": soak.figures,
    "hostile": hostile.figures,
}

REPORTS = {
    "article": article.main,
    "temperature": temperature.main,
    "coverage": coverage.main,
    "method": method.main,
}
"""Parts that print a report of their own; run when they are asked for by name."""


def main() -> None:
    """Run the parts asked for (all that have a table by default) and print what they found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", choices=[*PARTS, *REPORTS, []], help=f"default: {' '.join(PARTS)}"
    )
    chosen = parser.parse_args().parts or list(PARTS)
    print(f"{date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for part in (part for part in chosen if part in REPORTS):
        print(f"\n## {part}\n", flush=True)
        REPORTS[part]([])
    tables = [part for part in chosen if part in PARTS]
    if tables:
        print(f"\n{HEAD}", flush=True)
    for part in tables:
        print(rows(PARTS[part]()), flush=True)


if __name__ == "__main__":
    main()
