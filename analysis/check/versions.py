"""Does the ledger tell what changed since the last version that is kept?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.check.messages import Problem
from analysis.record import ledger, releases
from analysis.tables import package
from analysis.tables.package import FILE

MOST_TOLD = 20
"""So many rows that the ledger lacks, or has too much, are told one by one."""


def problems(folder: Path) -> Iterator[Problem]:
    """What is wrong with `changes.csv` of a sound package beside a folder of kept versions?"""
    kept = folder.parent / releases.FOLDER.name
    present = package.parse((folder / FILE).read_bytes())
    now = releases.order(present.version)
    older = [v for v in releases.versions(kept) if releases.order(v) <= now]
    if not older:
        return
    last = older[-1]
    if releases.name(last, kept) != present.name:
        return
    before = releases.upgraded(last, kept)
    after = releases.of_path(folder)
    if last == present.version:
        changed = ledger.changes(before, after)
        if changed:
            said = f"a later version: {len(changed)} rows or fields differ from those kept"
            yield Problem(FILE, 0, "", "version", present.version, said)
        return
    wrong = list(ledger.mismatches(before, after, present.version))
    for row, expected in wrong[:MOST_TOLD]:
        yield Problem(ledger.TABLE, 0, row, "row_id", "", expected)
    if len(wrong) > MOST_TOLD:
        yield Problem(
            ledger.TABLE,
            0,
            "",
            "",
            f"{len(wrong):,} rows",
            f"what python -m analysis changes {kept.name}/{last}.zip {folder.name} writes",
        )
