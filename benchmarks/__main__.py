"""`python -m benchmarks`: one table of what the dashboard costs."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable
from datetime import date

from benchmarks import growth, load, loading, script_cost
from benchmarks.table import Figure, markdown

PARTS: dict[str, Callable[[], list[Figure]]] = {
    "loading": loading.figures,
    "script": script_cost.figures,
    "growth": growth.figures,
    "load": load.figures,
}


def main() -> None:
    """Run the parts asked for (all by default) and print their figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="default: all")
    chosen = parser.parse_args().parts or list(PARTS)
    print(f"{date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    for part in chosen:
        print(f"## {part}\n\n{markdown(PARTS[part]())}\n", flush=True)


if __name__ == "__main__":
    main()
