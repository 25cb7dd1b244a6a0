"""What the commands of the command line share: how they refuse, and where the tables are."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.tables import dataset


class UsageError(ValueError):
    """What was asked for cannot be meant."""


class NothingError(Exception):
    """What was asked for is well said, and cannot be had."""


def data_option(parser: argparse.ArgumentParser, what: str) -> None:
    """Let a command be told the folder of its tables, `what` they are."""
    parser.add_argument("--data", type=Path, default=dataset.home(), metavar="FOLDER", help=what)
