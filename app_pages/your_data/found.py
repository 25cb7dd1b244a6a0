"""What was understood of the files, what whole columns have wrong, what has to be decided."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.files.mends.columns import Doubt
from analysis.files.reading.grid import Said
from analysis.files.upload import Choices, Verdict
from app_pages.frame import lists, state
from app_pages.frame.text import plain
from charts.speech import formats
from charts.speech.formats import number
from charts.speech.language import _, plural

DECIDED = "yours_decided"
"""What the reader decided about the files at hand, by kind and file or table."""

MENDED = "mended"

WHOLE, MAPPING, ASIDE = "whole", "mapping", "aside"


def _said(said: Said) -> str:
    """What was understood of a file, as a sentence."""
    words, file, value = state.words(state.data_key()), plain(said.origin), plain(said.value)
    if said.kind == "end":
        end = formats.day(pd.Timestamp(said.value))
        return _("The record ended before the last of these rows: it now ends on {day}.", day=end)
    return {
        "encoding": _(
            "{file} is written in {value}, not UTF-8, and was read so.",
            file=file,
            value=value,
        ),
        "delimiter": _("{file} has semicolons or bars between its cells.", file=file),
        "table": _(
            "{file} was taken for the table {table}, by its columns.",
            file=file,
            table=plain(words.term("table", said.value)),
        ),
        "above": _("{file}: this line is no row of its table: {value}", file=file, value=value),
        "aside": _(
            "{file}: the column {column} is none of its table's and was left out.",
            file=file,
            column=value,
        ),
    }[said.kind]


def fault(kind: str) -> str:
    """What is wrong with a column, in words."""
    return {
        "mdy": _("Dates are written month/day/year"),
        "dmy": _("Dates are written day/month/year"),
        "ymd": _("Dates are written year, month, day without hyphens"),
        "written": _("Dates are written with the name of the month"),
        "timed": _("Dates carry a time of day"),
        "serial": _("Dates are numbers of days, as Excel counts them"),
        "zero": _("Codes lost their leading zero"),
        "comma": _("Numbers have a decimal comma"),
        "grouped": _("Numbers have marks between thousands"),
        "percent": _("Numbers carry a percent sign"),
        "dots": _("Headings are written with dots or spaces"),
        "case": _("Values differ in capitals or spaces"),
        "space": _("Spaces stand before or after the value"),
        "lost": _("Letters were lost and stand as ?; the rows shown give them back"),
    }[kind]


def decided() -> dict[tuple[str, str], str]:
    """What the reader decided about the files at hand."""
    kept: dict[tuple[str, str], str] = st.session_state.setdefault(DECIDED, {})
    return kept


def choices() -> Choices:
    """The same, as the check asks for it."""
    by_kind = {kind: {n: v for (k, n), v in decided().items() if k == kind} for kind in _KINDS}
    return Choices(
        by_kind[MAPPING],
        by_kind["table"],
        by_kind["order"],
        frozenset(by_kind[WHOLE]),
        frozenset(by_kind[ASIDE]),
    )


_KINDS = ("table", "order", MAPPING, WHOLE, ASIDE)


def told(verdict: Verdict) -> bool:
    """Say what was understood and is wrong with whole columns; is there nothing left to decide?"""
    lines = list(map(_said, verdict.said))
    if lines:
        st.info("\n".join(f"- {line}" for line in lines), icon=":material/description:")
    for doubt in verdict.doubts:
        _asked(doubt)
    if not verdict.mends:
        return not verdict.doubts
    if decided().get((MENDED, "")):
        st.caption(plural("{n} column was mended.", "{n} columns were mended.", len(verdict.mends)))
        return not verdict.doubts
    st.warning(
        plural(
            "{n} column has the same fault in its rows. It can be mended as the table shows.",
            "{n} columns have the same fault in their rows. They can be mended as the table shows.",
            len(verdict.mends),
        ),
        icon=":material/build:",
    )
    _mends(verdict)
    st.button(
        _("Mend them"),
        on_click=decide,
        args=(MENDED, "", "yes"),
        icon=":material/build:",
        key="yours-mend",
    )
    return False


def _mends(verdict: Verdict) -> None:
    words = state.words(state.data_key())
    mends = {
        _("Table"): [words.term("table", mend.table) for mend in verdict.mends],
        _("Column"): [words.field(mend.table, mend.field) for mend in verdict.mends],
        _("What is wrong"): [fault(mend.kind) for mend in verdict.mends],
        _("Rows"): [number(mend.rows) for mend in verdict.mends],
        _("As it is"): [mend.before for mend in verdict.mends],
        _("Mended"): [mend.after for mend in verdict.mends],
    }
    lists.small(pd.DataFrame(mends), "yours-mends")


def _asked(doubt: Doubt) -> None:
    """A question about a file that only the reader can answer."""
    words = state.words(state.data_key())
    key, named = f"yours-{doubt.kind}-{doubt.origin}", plain(doubt.origin)
    names = {option: plain(words.term("table", option)) for option in doubt.options}
    if doubt.kind == "order":
        names = {"dmy": _("The day"), "mdy": _("The month")}
    st.segmented_control(
        _("{file}: what comes first in its dates?", file=named)
        if doubt.kind == "order"
        else _("{file}: which table is it?", file=named),
        doubt.options,
        format_func=names.get,
        key=key,
        on_change=lambda: decide(doubt.kind, doubt.origin, st.session_state[key]),
    )


def rows(verdict: Verdict) -> None:
    """How many rows came in, which may be there already, and whether they replace the table."""
    if not verdict.merged:
        return
    words = state.words(state.data_key())
    counts = pd.DataFrame(
        {
            _("Table"): [words.term("table", each.table) for each in verdict.merged],
            _("New"): [number(len(each.new)) for each in verdict.merged],
            _("Changed"): [number(each.changed) for each in verdict.merged],
            _("The same"): [number(each.same) for each in verdict.merged],
        }
    )
    config = lists.figures(*list(counts)[1:])
    lists.small(counts, "yours-merged", config=config, width="content")
    if len(verdict.alike):
        said = plural(
            "{n} new row may tell of something that is on record.",
            "{n} new rows may tell of something that is on record.",
            verdict.alike["new"].nunique(),
        )
        st.warning(said, icon=":material/content_copy:")
        titles = {
            "new": _("New row"), "id": _("Id"), "date": _("Date"), "text": _("Text"),
            "likeness": _("Likeness"),
        }  # fmt: skip
        lists.small(verdict.alike.rename(columns=titles), "yours-alike", said)
    for each in verdict.merged:
        key = f"yours-whole-{each.table}"
        st.toggle(
            _("Replace the whole table {table}", table=plain(words.term("table", each.table))),
            value=(WHOLE, each.table) in decided(),
            key=key,
            on_change=lambda table=each.table, key=key: decide(
                WHOLE, table, "yes" if st.session_state[key] else ""
            ),
            help=_("Rows that are not in the file are then gone for this session."),
        )


def decide(kind: str, name: str, value: str | None) -> None:
    """Keep what the reader decided (a callback)."""
    if value:
        decided()[kind, name] = value
    else:
        decided().pop((kind, name), None)
