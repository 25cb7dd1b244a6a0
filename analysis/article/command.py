"""`python -m analysis article`: a news article held against the record, and patches put to it."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import check, writing
from analysis.article import intake
from analysis.article.intake import Article, RefusedError
from analysis.check import messages
from analysis.record import releases
from analysis.tables import dataset
from analysis.tables.dataset import Dataset
from analysis.usage import UsageError, data_option

if TYPE_CHECKING:
    from analysis.article.held import Held

MARKS = {"none": " ", "new": "+", "agrees": "=", "differs": "!"}


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command to the parser of the command line."""
    parser.description = (
        "Hold a news article against the record: for each sentence the rows that hold it, where "
        "they say something else, and what is new. Or, with --apply, add the rows of a patch that "
        "the page Article made to a package, unless its check refuses them."
    )
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help=f"{', '.join(intake.ENDINGS)}; - reads text"
    )
    parser.add_argument(
        "--published", metavar="DAY", help="as in 2020-08-25 (default: its dateline)"
    )
    parser.add_argument("--language", choices=intake.LANGUAGES, help="default: told by its words")
    parser.add_argument("--apply", type=Path, metavar="PATCH", help="a ZIP archive of CSV lines")
    data_option(parser, f"the package (default: the one shipped, or ${dataset.FOLDER_VARIABLE})")
    parser.set_defaults(run=_article)


def _article(arguments: argparse.Namespace) -> int:
    if bool(arguments.file) == bool(arguments.apply):
        raise UsageError("expected an article, or --apply and a patch")
    if arguments.apply:
        return _apply(arguments.apply, arguments.data)
    try:
        article = _read(arguments.file)
    except RefusedError as error:
        check.say(f"{arguments.file}: {error}", sys.stderr)
        return 1
    if arguments.language:
        article = replace(article, language=arguments.language)
    if arguments.published:
        article = replace(article, published=_day(arguments.published))
    found = check.problems(arguments.data)
    if len(found):
        print(check.report(found, check.MOST_PRINTED))
        return 1
    # What learns from texts takes a second to load, and no other command needs it.
    from analysis.article import held, rows

    record = dataset.load(arguments.data)
    print(told(article, held.hold(article, rows.index(record, article.language)), record))
    return 0


def _read(name: str) -> Article:
    if name == "-":
        return intake.pasted(sys.stdin.read(intake.MOST_TEXT + 1))
    path = Path(name)
    if path.stat().st_size > intake.MOST_FILE:
        raise RefusedError("large", f"{path.stat().st_size / 1024**2:.1f} MB")
    return intake.of_file(path.name, path.read_bytes())


def _day(text: str) -> Date:
    day = check.package.day(text)
    if day is None:
        raise UsageError(f"--published {text}: expected a day, as in 2020-08-25")
    return Date(day.year, day.month, day.day)


def told(article: Article, found: list[Held], record: Dataset) -> str:
    """What the record says to each sentence, as it is printed."""
    names = dict(zip(record.actors["actor_id"], record.actors["name"], strict=True))
    from analysis.article import held

    counts = held.summary(found)
    published = article.published or "a day that is not known: dates such as Tuesday are not read"
    lines = [
        f"published on {published}; language {article.language}",
        f"of {messages.count(counts['facts'], 'sentence')} with a fact "
        f"{counts['agrees']} on record (=), {counts['differs']} differ (!), "
        f"{counts['new']} new (+)",
    ]
    for each in found:
        text = " ".join(each.sentence.text.split())
        lines += ["", f"{MARKS[each.state]} {text}"]
        if each.state == "none":
            continue
        for row in each.on_record.to_dict("records"):
            lines.append(f"    {row['table']}:{row['row_id']} ({row['score']:.2f})")
        lines += [
            f"    differs in {one.field}: here {names.get(one.said, one.said)}, "
            f"in {one.table}:{one.row_id} {names.get(one.recorded, one.recorded)}"
            for one in each.compared
            if one.status == "differs"
        ]
    return "\n".join(lines)


def _apply(path: Path, folder: Path) -> int:
    from analysis.article import patch

    applied = patch.apply(path.read_bytes(), releases.of_path(folder))
    if len(applied.problems):
        print(check.report(applied.problems, check.MOST_PRINTED))
        return 1
    writing.folder(folder, applied.files)
    for table, count in applied.new.items():
        print(f"{table}: {messages.count(count, 'row')} added")
    if not applied.new:
        print("nothing to add: every row is on record")
    return 0
