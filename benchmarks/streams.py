"""What does a stream of machine-coded events cost, from 10^5 to 10^8 rows?

    python -m benchmarks.streams --sizes 100000 1000000 --folder /var/tmp/streams

Writes invented files in the form of GDELT 2.0 (61 columns, zipped, five million rows each; those
that are there already are used): pairs by Zipf's law, codes in GDELT's proportions, acts that many
report, several rows to an article, repeated rows. Imports one pair, computes its table of months
and, beside it, does the same in plain pandas, which holds all rows at once, in at most as many
gigabytes as `--most` says. Every step is a process of its own: its seconds, the seconds of the
processor and the most memory it held are those of that process.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

SIZES = (100_000, 1_000_000, 10_000_000)
ROWS_A_FILE = 5_000_000
FIRST_DAY, DAYS = "2015-03-01", 4000
MOST_GB = 4.0
OUT_OF_MEMORY = 3

COUNTRIES = 200
RANKS = {"usual": (4, 20), "largest": (1, 2)}
"""The ranks of both sides among the countries: the share of a pair follows from them."""

CODES = {
    "010": 9, "020": 3, "036": 6, "040": 8, "042": 7, "043": 7, "046": 3, "051": 6, "057": 2,
    "061": 2, "070": 2, "080": 2, "090": 2, "111": 5, "112": 4, "120": 4, "130": 2, "141": 2,
    "160": 1, "163": 1, "173": 5, "180": 2, "190": 9, "193": 4,
}  # fmt: skip
"""How many of a hundred rows carry each code, about as GDELT counts them."""

HEAD = (
    "| rows | pair | step | seconds | rows a second | processor | memory | result |\n"
    "|---:|---|---|---:|---:|---:|---:|---|"
)


def code(rank: int) -> str:
    """The code of the country of that rank: AAB, AAC and so on, of no real country."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return f"Q{letters[rank // 26]}{letters[rank % 26]}"


def write(path: Path, first: int, rows: int, of: int) -> None:
    """Write rows `first` to `first + rows` of a stream of `of` rows into a zip."""
    import duckdb

    codes = [each for each, share in CODES.items() for _time in range(share)]
    plain = path.with_suffix("")
    blank = ", ".join(["''"] * 4)
    place = "4, 'City ' || p || ', Region, Land', 'XX', 'XX01', '1', 12.5, 99.25, 'F' || p"
    statement = f"""
        create macro u(i, k) as (hash(i * 16 + k) % 1000003) / 1000003.0;
        create macro nation(v) as
            'Q' || chr(65 + (v // 26)::int) || chr(65 + (v % 26)::int);
        copy (
            with told as (
                -- Half of all rows are about one of the acts that many report.
                select i, if(u(i, 6) < 0.5, i - i % 64, i) as act
                from range({first}, {first + rows}) t(i)
            ), drawn as (
                select i, date '{FIRST_DAY}' + (i * {DAYS} // {of})::int as d,
                    floor(exp(u(act, 1) * ln({COUNTRIES} + 1)))::int as x,
                    floor(exp(u(act, 2) * ln({COUNTRIES} + 1)))::int as y,
                    {codes}[1 + floor(u(act, 3) * {len(codes)})::int] as c,
                    floor(u(act, 4) * 300)::int as p
                from told
            ), named as (
                select *, strftime(d, '%Y%m%d') as s, nation(x) as a, nation(y) as b from drawn
            )
            select 1000000000 + i - (u(i, 5) < 0.02)::int, s, s[:6], s[:4], s[:4] || '.5',
                a || 'GOV', 'ACTOR ' || a, a, {blank}, 'GOV', '', '',
                b || 'GOV', 'ACTOR ' || b, b, {blank}, 'GOV', '', '',
                1, c, c, c[:2], 1, 1.0, 4, 1, 4, -2.3456789,
                {place}, {place}, {place},
                s || '121500', 'https://www.news.example/world/' || s
                    || '/the-headline-of-an-article-as-addresses-have-it-' || (i // 3)
            from named
        ) to '{plain}' (format csv, delimiter '\\t', header false, quote '')
    """
    duckdb.connect(config={"threads": 2}).execute(statement)
    part = path.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.write(plain, plain.name)
    part.rename(path)
    plain.unlink()


def imported(folder: Path, pair: str) -> dict[str, object]:
    """Import one pair from all files."""
    from analysis.streams import intake
    from analysis.streams.columns import Sides

    sides = Sides(*(code(rank) for rank in RANKS[pair]))
    held = intake.import_files(sorted(folder.glob("*.zip")), sides, folder / pair)
    size = sum((folder / pair / part).stat().st_size for part in held.parts)
    assert held.total("rows") == held.total("kept") + held.total("other")
    return {"told": f"{held.total('kept'):,} rows kept, {size / 1e6:,.1f} MB"}


def months(folder: Path, pair: str) -> dict[str, object]:
    """The table of months of the imported pair, folded."""
    found, measures = _reports(folder, pair)
    table = measures.by_month(measures.by_day(measures.folded(found))).to_pandas()
    return {"told": f"{int(table['events'].sum()):,} events in {len(table):,} rows"}


def page(folder: Path, pair: str) -> dict[str, object]:
    """Everything that the page shows of the imported pair."""
    import pandas as pd

    found, measures = _reports(folder, pair)
    days = measures.counted(found).days
    at = pd.date_range(FIRST_DAY, periods=DAYS // 31, freq="ME")
    measures.line(days, at, half_life_days=180.0, prior_weight=2.0)
    return {"told": f"{len(days):,} days, directions and roots"}


def in_pandas(folder: Path, pair: str) -> dict[str, object]:
    """The same table of months, every row read at once."""
    import pandas as pd

    files = sorted(folder.glob("*.zip"))
    tables = [pd.read_csv(path, sep="\t", header=None, dtype="str", quoting=3) for path in files]
    rows = pd.concat(tables, ignore_index=True)
    a, b = (code(rank) for rank in RANKS[pair])
    both = rows[((rows[7] == a) & (rows[17] == b)) | ((rows[7] == b) & (rows[17] == a))]
    events = both.drop_duplicates([1, 7, 28, 52])
    counted = events.groupby([events[1].str[:6], 7, 28]).size()
    return {"told": f"{len(both):,} rows kept, {counted.sum():,} events"}


STEPS: dict[str, Callable[[Path, str], dict[str, object]]] = {
    "import": imported,
    "months": months,
    "page": page,
    "pandas": in_pandas,
}


def _reports(folder: Path, pair: str):
    """The reports of the pair on DuckDB, and the measures."""
    from analysis.streams import engine, measures
    from analysis.tables import dataset

    scale = dataset.load().cameo_goldstein
    rows = engine.opened(folder / pair, "duckdb://?threads=2")
    return measures.reports(rows, *(code(rank) for rank in RANKS[pair]), scale), measures


def step(name: str, folder: Path, pair: str, most_gb: float) -> None:
    """Do one step in this process and print what it cost."""
    import duckdb  # noqa: F401
    import ibis  # noqa: F401
    import pandas  # noqa: F401

    from analysis.tables import dataset

    dataset.load()
    if name == "pandas":
        most = int(most_gb * 1e9)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    begun, worked = time.perf_counter(), time.process_time()
    try:
        done = STEPS[name](folder, pair)
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    done |= {
        "seconds": time.perf_counter() - begun,
        "processor": time.process_time() - worked,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
    }
    print(json.dumps(done))


def line(size: int, name: str, folder: Path, pair: str, most_gb: float) -> str:
    """One step in a process of its own, as a row of the table."""
    command = [sys.executable, "-m", "benchmarks.streams", "--step", name, "--folder", str(folder)]
    command += ["--pair", pair, "--most", str(most_gb)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        told = f"more than {most_gb:g} GB" if name == "pandas" else run.stderr.splitlines()[-1]
        return f"| {size:,} | {pair} | {name} | | | | | {told} |"
    done = json.loads(run.stdout)
    rate = f"{size / done['seconds']:,.0f}" if name in {"import", "pandas"} else ""
    return (
        f"| {size:,} | {pair} | {name} | {done['seconds']:,.2f} | {rate} | "
        f"{done['processor']:,.2f} s | {done['memory']:,.0f} MB | {done['told']} |"
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Measure each size and print the table; the files are deleted afterwards."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.streams", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="ROWS")
    parser.add_argument("--folder", type=Path, required=True, help="for the files: 40 MB a million")
    parser.add_argument("--most", type=float, default=MOST_GB, metavar="GB", help="for pandas")
    parser.add_argument("--write", action="store_true", help="write the files and stop")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--pair", choices=RANKS, default="usual", help=argparse.SUPPRESS)
    asked = parser.parse_args(argv)
    if asked.step:
        step(asked.step, asked.folder, asked.pair, asked.most)
        return
    print(HEAD, flush=True)
    pandas_fits = True
    for size in asked.sizes:
        folder = asked.folder / str(size)
        folder.mkdir(parents=True, exist_ok=True)
        for first in range(0, size, ROWS_A_FILE):
            path = folder / f"{first:012d}.export.CSV.zip"
            if not path.exists():
                write(path, first, min(ROWS_A_FILE, size - first), size)
        if asked.write:
            continue
        for pair in RANKS:
            for name in ("import", "months", "page"):
                print(line(size, name, folder, pair, asked.most), flush=True)
        if pandas_fits:
            told = line(size, "pandas", folder, "usual", asked.most)
            pandas_fits = "more than" not in told
            print(told, flush=True)
        shutil.rmtree(folder)
    print(f"\nload of the machine at the end: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
