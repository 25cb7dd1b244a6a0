"""What is wrong with tables, shown to a reader; and the report in place of a dashboard."""

from __future__ import annotations

import logging
import re
from contextvars import copy_context
from functools import lru_cache

import pandas as pd
import streamlit as st

from app_pages.frame import lists, published
from app_pages.frame.text import plain
from charts.speech import language as wording
from charts.speech.language import _, plural

LOG = logging.getLogger(__name__)

MOST_SHOWN = 500
"""So many problems are listed on the page; the report to take away has all."""


def first(problems: pd.DataFrame) -> None:
    """The first problem as a sentence, for those who do not read tables."""
    one = problems.iloc[0]
    line = _("line {n}", n=one["row"]) if one["row"] else ""
    own = f"[{one['id']}]" if one["id"] else ""
    place = " ".join(filter(None, (one["table"], line, own, one["field"])))
    said = {"place": place, "value": one["value"], "expected": told(one["expected"])}
    if one["value"]:
        st.markdown(plain(_("{place} is '{value}': expected {expected}", **said)))
    else:
        st.markdown(plain(_("{place}: expected {expected}", **said)))


def listing(problems: pd.DataFrame, key: str) -> None:
    """The problems as a table with a report to take away."""
    names = {
        "table": _("Table"),
        "row": _("Row"),
        "id": _("Id"),
        "field": _("Field"),
        "value": _("Value"),
        "expected": _("Expected"),
    }
    readable = problems.assign(expected=[told(text) for text in problems["expected"]])
    readable = readable.rename(columns=names)
    st.dataframe(
        readable.head(MOST_SHOWN),
        hide_index=True,
        key=f"problems-{key}",
        alt=plural("{n} problem", "{n} problems", len(problems)),
    )
    if len(problems) > MOST_SHOWN:
        st.caption(plural("The first {n} is shown.", "The first {n} are shown.", MOST_SHOWN))
    lists.download(
        lambda: readable, f"report-{key}", "problems.csv", label=_("Download the report as CSV")
    )


def stop_if_folder_is_broken() -> None:
    """Show what is wrong with the folder of tables, in place of pages that could not be drawn."""
    shelf = published.shelf()
    if shelf.editions or shelf.waiting is None:
        return
    found = shelf.waiting
    st.title(_("These tables cannot be shown"), anchor=False)
    st.error(
        plural(
            "{n} problem was found in the folder of tables. Nothing is shown until it is solved.",
            "{n} problems were found in the folder of tables. Nothing is shown until they are "
            "solved.",
            len(found),
        ),
        icon=":material/error:",
    )
    first(found)
    listing(found, "folder")
    st.caption(_("The same report on the command line:"))
    st.code("python -m analysis check FOLDER", language="bash")
    st.stop()


def notice() -> None:
    """Say that the folder has changed to tables with problems, so that the former are shown."""
    waiting = published.shelf(published.pair_in_view()).waiting
    if waiting is None:
        return
    with st.expander(
        plural(
            "The folder of tables has changed, and {n} problem waits. The last tables without a "
            "problem are shown.",
            "The folder of tables has changed, and {n} problems wait. The last tables without a "
            "problem are shown.",
            len(waiting),
        ),
        icon=":material/warning:",
    ):
        listing(waiting, "waiting")


def unexpected(error: Exception) -> bool:
    """Say in plain words that this part could not be drawn; the log of the server has the error."""
    LOG.error("a page could not be drawn", exc_info=error)
    if st.get_option("client.showErrorDetails") == "full":
        return False
    st.error(
        _(
            "This part cannot be drawn: something went wrong on our side. The rest of the "
            "dashboard is not affected; “Reset the filters” leads back to the whole record."
        ),
        icon=":material/error:",
    )
    return True


def told(expected: str) -> str:
    """What the check expected, in the reader's language; as it stands where nothing is known."""
    return _told(expected, wording.language())


@lru_cache(maxsize=4096)
def _told(expected: str, language: str) -> str:
    patterns = _patterns(language) if language != "en" else []
    fits = ((found, text) for each, text in patterns if (found := each.fullmatch(expected)))
    found, text = next(fits, (None, expected))
    parts = found.groupdict() if found else {}
    return re.sub(
        r"{(\w+)}",
        lambda name: _told(parts[name[1]], language) if name[1] in parts else name[0],
        text,
    )


@lru_cache(maxsize=len(wording.LANGUAGES))
def _patterns(language: str) -> list[tuple[re.Pattern[str], str]]:
    """Each text of the check as a pattern for its values, and what it is in this language."""

    def spoken(language: str) -> tuple[str, ...]:
        wording.use(language)
        return _texts()

    english, own = (copy_context().run(spoken, each) for each in ("en", language))
    forms = [re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(text)) for text in english]
    return [(re.compile(form, re.DOTALL), text) for form, text in zip(forms, own, strict=True)]


def _texts() -> tuple[str, ...]:
    """What `analysis` says was expected, its values in {braces}; the first that fits counts."""
    return (
        _("{what}; until then its rows, and references to them, are not checked"),
        _("{what}; did you mean {one} or {two} or {three}?"),
        _("{what}; did you mean {one} or {two}?"),
        _("{what}; did you mean {one}?"),
        # Values.
        _("a plain number, such as 12.5"),
        _("a whole number"),
        _("a year of four digits"),
        _("a day of the calendar written YYYY-MM-DD"),
        _("true or false"),
        _("small letters a to z, digits and hyphens"),
        _("an ISO 3166 code of three capital letters"),
        _("an ISO 639-1 code of two small letters"),
        _("a heading of two to ten digits, two by two, without dots"),
        _("a heading of two to six digits"),
        _("a code of two to four digits, 01 to 20 first"),
        _("a version such as 1.0.0"),
        _("the name of a column"),
        _("a date written YYYY-MM-DD or YYYY-MM"),
        _("yes or no"),
        _("rows or landmarks"),
        _("an address that begins with http:// or https://"),
        _("an address such as https://example.org/page"),
        _("a date written YYYY-MM-DD, or YYYY-MM or YYYY where only that is known"),
        _("items, each {form}"),
        _("at least one source"),
        _("a value; this field may not be empty"),
        _("each item once"),
        _("items separated by {mark}, none of them empty"),
        _("no space before or after an item"),
        _("no space or line break before or after the value"),
        _("a day that the calendar has"),
        _("a date from the year {first} to {last}"),
        _("one of the {n} values of this field's vocabulary"),
        _("a value with a label ({place})"),
        _("an existing {field} of the table {table}"),
        _("the id of a row of the table {table}: {form}"),
        _("{key}, or {alone} alone where that date is empty"),
        _("a combination of {fields} of its own; line {n} has the same"),
        _("a {field} of its own; line {n} has the same"),
        # Dates.
        _("a date not before {field}, {date}"),
        _("a date not before the detention in consular_cases, {date}"),
        _("a date not after the end of coverage, {date} (coverage.end in datapackage.json)"),
        _(
            "a day not before {date}, on which the last row is dated: {n} rows of {tables} "
            "are dated later"
        ),
        _("a row of {table} that is not later than this one; its date is {date}"),
        _("rows that do not lead back to this one: {rows}"),
        # Files and their columns.
        _("a CSV file: text, UTF-8, with commas between cells"),
        _("text without NUL characters"),
        _("UTF-8 text"),
        _("UTF-8 text without a byte order mark (BOM)"),
        _("a header row, {columns}; the file is empty"),
        _("a header row, {columns}; cells are separated by commas, not {mark}"),
        _("a header row, {columns}"),
        _("only the columns of the schema: {columns}"),
        _("columns in the schema's order: {columns}"),
        _("a column named {field}; is it the one named {other}?"),
        _("a column named {field}"),
        _("each column once; this name stands {n} times, and only the first is read"),
        _("a row with values; this line is empty"),
        _(
            "{cells}, as the header has; {off}, perhaps a comma or quote is missing or stands "
            "where it should not; until then the row's values are not checked"
        ),
        _("{n} cells too many"),
        _("{n} cells too few"),
        _("1 cell too many"),
        _("1 cell too few"),
        _("{n} cells"),
        _("a cell of at most {n} characters"),
        _("fewer than {n} problems: the check ended there, and there may be more"),
        _("the file {file}"),
        _("the file pair.toml, which names the two sides"),
        _("each file once"),
        _("each file once; a file of this name stands in several places"),
        _("at most {n} files"),
        _("at most {n} files, with short names"),
        _("at most {size} in all files, unpacked"),
        _("at most {n} rows in all tables"),
        _("at most {n} cells in all tables"),
        _("at most {n} rows"),
        _("a ZIP archive of a package, or CSV tables"),
        _("a ZIP archive of tables"),
        _("a ZIP archive; this file has no list of contents"),
        _("a ZIP archive that is whole and says truly what it holds"),
        _("an ordinary ZIP archive; the extension is for larger ones"),
        _("a name that stays inside the archive's own folder"),
        _("plain files only"),
        _("a file without a password"),
        _("files stored or deflated, as ordinary ZIP archives are"),
        _("a file as long as the archive declares"),
        _("a file ending with one of {endings}"),
        _("a gzip archive that is whole"),
        _("a CSV table, or another text file of a package; an archive may not hold another"),
        _("a CSV table, or another text file of a package; Excel saves it as .xlsx"),
        _("a CSV table, or another text file of a package"),
        _("a workbook without macros (.xlsx)"),
        _("an Excel workbook that is whole"),
        _("a Parquet file that is whole"),
        _("valid JSON"),
        _("XML that is whole"),
        _("XML without definitions of its own (<!DOCTYPE, <!ENTITY)"),
        _("a list of records, { … }, with the same fields"),
        _("entries, as a {ending} file has them"),
        _("a table: a header, and rows with as many cells as it has"),
        _("at least one table, such as a CSV file or an Excel workbook"),
        _("at least one event; every page starts from them"),
        _("the columns of one of the tables {tables}"),
        _("a mapping of its columns"),
        _(
            "rows about {sides}; for another pair bring all its tables in one ZIP archive, "
            "with datapackage.json and pair.toml"
        ),
        _(
            "events coded by hand. Events coded by a program belong into the machine record: "
            "python -m analysis streams import FILE"
        ),
        _("a moment in which fewer files are checked here: please try again"),
        _("a moment in which fewer readers bring tables: please try again"),
        _("files that are checked within {n} seconds; the check was ended"),
        _("files that are checked with {n} MB of memory; the check was ended"),
        _(
            "files that are checked without an error of the program, which its log tells; the "
            "check was ended"
        ),
        # What datapackage.json and pair.toml say.
        _("a file of at most {size} MB"),
        _("whole characters; this escape is half of one"),
        _("valid JSON: {error}"),
        _("JSON that is not nested so deeply"),
        _("numbers that a program can read"),
        _("a JSON object, { … }"),
        _("the package's name, a text"),
        _(
            "{version}, the schema that the dashboard reads; python -m analysis upgrade FOLDER "
            "brings a package there"
        ),
        _("resources, a list with one entry for each table"),
        _("a table {table}, which the dashboard reads"),
        _("a date written YYYY-MM-DD, from the year {first} to {last}"),
        _("a date from {date} on"),
        _("a JSON object with name, path and schema"),
        _("the name of the table"),
        _("a name that no other resource has"),
        _("a Table Schema: the dashboard reads this table"),
        _("{file}, the file in the same folder"),
        _("the name of a file in the same folder"),
        _("a Table Schema: a JSON object with fields"),
        _("a valid Table Schema: each field is an object with a name of its own"),
        _('missingValues [""]: only an empty cell is unknown'),
        _("only the fields that the dashboard reads: {columns}"),
        _("a field {field}, which the dashboard reads"),
        _("no {property}, as the dashboard's own package has it"),
        _("{what}, as the dashboard's own package has it"),
        _("a {property} that is a text"),
        _("a text"),
        _('a list of objects with a "title" of text each'),
        _('a list of objects with a "name" of text'),
        _("a list of objects with a table, a field, a list of ids and why"),
        _("an object of vocabularies: value: language: text"),
        _("an object of columns: language: text, in which {a} and {b} stand for the two sides"),
        _("an ISO 3166 code of two capital letters"),
        _("a list of ISO 3166 codes of three capital letters"),
        _("a name in English at least, none of them empty"),
        _("a title in English at least, none of them empty"),
        _("an object of language: text, none of them empty"),
        _("an object of names: language: text"),
        _("a colour written #RRGGBB"),
        _("a list of presets with a key, a day and an English label"),
        _("a list of ids of series"),
        _("valid TOML: {error}"),
        _("a code and an English name for each side, [a] and [b]"),
        _("a code of its own for each side"),
        _("codes that the vocabulary of {field} in datapackage.json has"),
        _("a package that can be loaded"),
        # Last, as nearly all of them are of this form.
        _("at least {n}"),
        _("at most {n}"),
        _("one of {values}"),
    )
