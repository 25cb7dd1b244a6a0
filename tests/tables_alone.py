"""Tables alone are checked as those of a package of the shipped pair."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import check
from analysis.tables import dataset, pair


def check_tables(
    tables: Mapping[str, bytes], descriptor: Mapping[str, Any], stop_after: int | None = None
) -> pd.DataFrame:
    """What is wrong with these tables (the name of each, and its CSV file), described so?"""
    files = {f"{name}.csv": content for name, content in tables.items()}
    files["datapackage.json"] = json.dumps(descriptor).encode()
    files[pair.FILE] = (dataset.FOLDER / pair.FILE).read_bytes()
    return check.check_files(files, stop_after)
