from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Callable
from pathlib import Path

import ibis
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.streams import engine, manifest
from analysis.streams.columns import SCHEMA, Sides
from analysis.streams.manifest import Manifest

Rows = Callable[[pd.DataFrame], ibis.Table]

# `make test` has no Spark, and need not have it: `make test-spark` has.
ENGINES = ["duckdb://"] + ["pyspark://local[2]"] * bool(importlib.util.find_spec("pyspark"))


@pytest.fixture(params=ENGINES)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Rows:
    """Rows as a table of each engine, by way of a folder as an import writes it."""

    def table(rows: pd.DataFrame) -> ibis.Table:
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        manifest.save(Manifest(Sides("AUS", "NZL"), parts=("part.parquet",)), folder)
        pq.write_table(
            pa.Table.from_pandas(rows, SCHEMA, preserve_index=False), folder / "part.parquet"
        )
        return engine.opened(folder, request.param)

    return table
