"""Where the measures are computed: DuckDB on this machine, or what an address names.

    duckdb://                           the default; duckdb://?threads=2&memory_limit=1GB sets it
    pyspark://local[2]                  Spark: its master follows, as in pyspark://spark://host:7077
    bigquery://project/dataset/table    BigQuery; the table holds the columns of a part

Ibis and the engines are imported when they are first needed, and never when the dashboard starts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from analysis.streams import StreamError, manifest

if TYPE_CHECKING:
    import ibis
    import pandas as pd

VARIABLE = "STREAMS_BACKEND"
DEFAULT = "duckdb://"
TABLE = "streams"
"""The table of rows, where BigQuery's address names none."""


SPARK = {
    "spark.app.name": TABLE,
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
SPARK_HERE = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    # One machine has no use for the 200 pieces that a cluster is given.
    "spark.sql.shuffle.partitions": "4",
}


def opened(folder: Path, address: str | None = None) -> ibis.Table:
    """The rows of an imported folder as a table of the engine that the address names.

    Without an address the variable STREAMS_BACKEND decides, else DuckDB. BigQuery holds the rows
    itself: of the folder only the manifest is read. Raises StreamError where the folder holds no
    rows, or the engine cannot be reached; it says what was tried.
    """
    parts = [str(folder / part) for part in manifest.load(folder).parts]
    if not parts:
        raise StreamError(f"{folder} holds no row of its pair")
    where = address or os.environ.get(VARIABLE) or DEFAULT
    scheme, _mark, rest = where.partition("://")
    engines = {"duckdb": _duckdb, "pyspark": _spark, "bigquery": _bigquery}
    if scheme not in engines or "://" not in where:
        raise StreamError(
            f"{where!r} names no engine; expected an address that begins with "
            + ", ".join(f"{name}://" for name in engines)
        )
    with tried(where):
        return engines[scheme](rest, parts)


@contextmanager
def tried(what: str) -> Iterator[None]:
    """Tell every fault of an engine as a StreamError that names what was tried."""
    try:
        yield
    except ImportError as error:
        raise StreamError(f"{what}: {error}; its packages are not installed") from error
    # Each engine has errors of its own; all of them mean that it cannot do what was asked.
    except Exception as error:
        raise StreamError(f"{what} was tried and failed: {error}") from error


def local(rows: pd.DataFrame) -> ibis.Table:
    """A few rows in memory as a table of DuckDB."""
    import pyarrow as pa

    return _local("").create_table(TABLE, pa.Table.from_pandas(rows, preserve_index=False))


def _local(options: str) -> Any:
    import ibis

    settings = parse_qsl(options.removeprefix("?"), strict_parsing=bool(options))
    return ibis.duckdb.connect(**dict(settings))


def _duckdb(options: str, parts: list[str]) -> ibis.Table:
    return _local(options).read_parquet(parts, table_name=TABLE)


def _spark(master: str, parts: list[str]) -> ibis.Table:
    import ibis
    from pyspark.sql import SparkSession

    master = master or "local[*]"
    settings = SPARK | (SPARK_HERE if master.startswith("local") else {})
    session = SparkSession.builder.master(master).config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.read.parquet(*parts).createOrReplaceTempView(TABLE)
    return ibis.pyspark.connect(session).table(TABLE)


def _bigquery(address: str, parts: list[str]) -> ibis.Table:
    import ibis

    project, _mark, rest = address.partition("/")
    dataset, _mark, table = rest.partition("/")
    if not project or not dataset:
        raise ValueError("expected bigquery://project/dataset, or bigquery://project/dataset/table")
    connection = ibis.bigquery.connect(project_id=project, dataset_id=dataset)
    return connection.table(table or TABLE)
