"""Empty tables to fill in, with their schema and an example, as one archive."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.files import example, export, newpair
from analysis.tables import package as schema
from analysis.tables import pair
from analysis.tables.dataset import Dataset

EMPTY = "tables"
EXAMPLE = "example"

README = """\
Tables to fill in: {title}

{empty}/    a header row for every table, datapackage.json (what each column may hold) and
           pair.toml. The table of event codes comes filled.
{example}/  the same with a few invented rows, which refer to each other as real ones do.

Fill in the tables, then put the files of that one folder into a ZIP archive and upload it on the
page Your data, or check the folder with: python -m analysis check FOLDER
"""


def templates(shown: Dataset, codes: bytes) -> dict[str, bytes]:
    """The files of the archive of templates, by their path in it.

    `codes` is the CSV file of the table of event codes, which is filled in both folders.
    """
    package = shown.package
    files = {
        "README.txt": README.format(title=package.title, empty=EMPTY, example=EXAMPLE).encode()
    }
    examples = example.rows(shown.pair)
    described = export.package(shown)
    for folder, rows in ((EMPTY, {}), (EXAMPLE, examples)):
        files[f"{folder}/{schema.FILE}"] = described[schema.FILE]
        files[f"{folder}/{pair.FILE}"] = described[pair.FILE]
        files |= {
            f"{folder}/{table.path}": codes
            if name == newpair.CODES
            else newpair.table_file(table, _of(rows, name))
            for name, table in package.tables.items()
        }
    return files


def _of(rows: Mapping[str, list[example.Row]], name: str) -> list[example.Row]:
    return rows.get(name, [])
