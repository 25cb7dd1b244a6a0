"""What each table and column means, as the package describes it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.tables.package import Field, Table
from app_pages.evidence import rows
from app_pages.frame import address, lists, page, state
from app_pages.frame.text import plain, told
from charts.speech.formats import listed
from charts.speech.language import _, language, plural
from charts.speech.names import Words

LONGEST_VOCABULARY = 60
"""Values of a vocabulary that the codebook lists in words."""


@page.fragment
def section() -> None:
    """What each table and column means, as the package describes it."""
    chosen = state.selection(state.view())
    words, package = chosen.words, chosen.record.package
    name = address.choose(
        st.selectbox,
        _("Table"),
        list(package.tables),
        key="codebook",
        text=lambda table: words.term("table", table),
    )
    table = package.tables[name]
    if language() != "en":
        st.caption(_("The descriptions are written in English."))
    told(table.description, words)
    held = chosen.record.tables().get(name)
    st.caption(
        plural(
            "File {path}; key: {key}; {n} row.",
            "File {path}; key: {key}; {n} rows.",
            0 if held is None else len(held),
            path=plain(table.path),
            key=plain(listed(table.primary_key)),
        )
    )
    if held is not None:
        rows.drawer(held, name, chosen)
    lists.table(
        _fields(table, words),
        f"codebook-{name}",
        lists.widths({_("Meaning"): 430, _("Type"): 120}),
        height="content",
        row_height=lists.lines(2),
    )
    for field in table.fields:
        if field.vocabulary and len(field.enum) <= LONGEST_VOCABULARY:
            _vocabulary(name, field, words)


def _fields(table: Table, words: Words) -> pd.DataFrame:
    """The columns of a table in words; a property that no column has is left out."""
    said = pd.DataFrame(
        {
            _("Column"): [field.name for field in table.fields],
            _("Title"): [words.field(table.name, field.name) for field in table.fields],
            _("Meaning"): [field.description for field in table.fields],
            _("Type"): [_type(field) for field in table.fields],
            _("Unit"): [field.unit for field in table.fields],
            _("Required"): [_("yes") if field.required else "" for field in table.fields],
            _("Refers to"): [
                listed(dict.fromkeys(words.term("table", t) for t, _key in field.references))
                for field in table.fields
            ],
        }
    )
    return said.loc[:, (said != "").any()]


def _type(field: Field) -> str:
    """The type of a column in words."""
    if field.reduced_date:
        return _("date, possibly only month or year")
    kind = {
        "string": _("text"),
        "number": _("number"),
        "integer": _("whole number"),
        "date": _("date"),
        "year": _("year"),
        "boolean": _("yes or no"),
    }.get(field.type, field.type)
    return _("list of {items}", items=kind) if field.is_list else kind


def _vocabulary(table: str, field: Field, words: Words) -> None:
    """The values that a column may hold, each in words."""
    title = words.field(table, field.name)
    label = plural("{title}: {n} value", "{title}: {n} values", len(field.enum), title=plain(title))
    values = {_("Value"): field.enum, _("Words"): words.terms(field.vocabulary, field.enum)}
    with st.expander(label):
        key, said = f"vocabulary-{table}-{field.name}", _("Values of {field}", field=title)
        lists.small(pd.DataFrame(values), key, said)
