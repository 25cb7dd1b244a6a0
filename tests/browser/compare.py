"""Are two folders of pictures equal? `python -m tests.browser.compare BEFORE AFTER`.

Prints the pictures that differ, with the share of their points that does and where, and those that
only one folder holds; ends with 1 when there are any.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

TOLERANCE = 8
"""Levels of 255 by which a colour may differ: what smoothing of edges may change."""


def difference(before: Path, after: Path) -> str:
    """What is different between two pictures, in words; empty where they are equal."""
    one, other = (np.asarray(Image.open(path).convert("RGB"), int) for path in (before, after))
    if one.shape != other.shape:
        return f"{one.shape[1]}×{one.shape[0]} became {other.shape[1]}×{other.shape[0]}"
    apart = np.abs(one - other).max(axis=2) > TOLERANCE
    if not apart.any():
        return ""
    rows, columns = np.nonzero(apart)
    return (
        f"{apart.mean():.3%} of the points, within x {columns.min()}–{columns.max()}, "
        f"y {rows.min()}–{rows.max()}"
    )


def compare(before: Path, after: Path) -> dict[str, str]:
    """Every picture that differs between the folders, by its name, and how."""
    names = {path.name for folder in (before, after) for path in folder.glob("*.png")}
    found = {}
    for name in sorted(names):
        missing = [str(folder) for folder in (before, after) if not (folder / name).exists()]
        what = f"not in {missing[0]}" if missing else difference(before / name, after / name)
        if what:
            found[name] = what
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the command line; ends with 1 when a picture differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.compare", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    options = parser.parse_args(arguments)
    found = compare(options.before, options.after)
    for name, what in found.items():
        print(f"{name}: {what}")
    print(f"{len(found)} pictures differ")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
