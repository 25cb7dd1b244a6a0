"""A patch: CSV lines for each table, in one ZIP archive, and how it is put to a package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.check import messages
from analysis.check.messages import Problem
from analysis.files import export, upload
from analysis.files.row import Book, Row
from analysis.record.upgrade import table_file
from analysis.tables import package as schema


def patch(book: Book, rows: Mapping[str, Sequence[Row]]) -> bytes:
    """The rows of each table as lines of its file, with the header, in one archive."""
    filled = sorted(table for table in rows if rows[table])
    return export.archive({f"{t}.csv": table_file(book.tables[t], rows[t]) for t in filled})


@dataclass(frozen=True)
class Applied:
    """What a patch makes of a package: the tables that it changes, or why it is refused.

    `files` are the tables with its rows, and the description where these lie after its end; `new`
    says how many rows each gets.
    """

    problems: pd.DataFrame
    files: Mapping[str, bytes]
    new: Mapping[str, int]


def apply(content: bytes, package: Mapping[str, bytes]) -> Applied:
    """A package with the rows of a patch; refused where the check finds anything.

    A patch only adds: a row whose id is taken by another is refused too.
    """
    verdict = upload.judge([("patch.zip", content)], package)
    problems = verdict.problems
    changed = [each for each in verdict.merged if each.changed]
    if changed and problems.empty:
        problems = messages.frame(
            Problem(each.table, 0, "", "", messages.count(each.changed, "row"),
                    "new rows only: rows of these ids are on record, and say something else")
            for each in changed
        )  # fmt: skip
    if not verdict.sound or len(problems):
        if problems.empty:
            problems = messages.frame([Problem("patch.zip", 0, "", "", "", "a patch: ZIP of CSV")])
        return Applied(problems, {}, {})
    new = {each.table: len(each.new) for each in verdict.merged if each.new}
    files = {f"{each.table}.csv": each.content for each in verdict.merged if each.new}
    files |= {schema.FILE: verdict.descriptor} if verdict.descriptor else {}
    return Applied(problems, files, new)
