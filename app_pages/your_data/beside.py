"""A foreign table laid beside ours: which column is which, corrected by the reader and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.files.mapping import figures as figures_of
from analysis.files.mapping import layout as layouts
from analysis.files.mapping.laid import Laid
from analysis.files.mapping.layout import Layout
from analysis.files.row import ADDABLE
from analysis.tables.package import Field, Table
from app_pages.frame import lists, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from app_pages.your_data import add, form, found
from charts.speech.formats import listed
from charts.speech.language import _, plural

MOST_LISTED = 200

FIGURES = ("observations",)
"""Tables whose rows are figures of series, which are read in a way of their own."""


def section(laid: Laid) -> None:
    """What the table is taken for, what is missing, and the way to take its rows."""
    view = state.view()
    chosen, key = state.selection(view), f"yours-laid-{laid.origin}"
    words, file = chosen.words, plain(laid.origin)
    layout = laid.layout
    table = chosen.record.package.tables[layout.table]
    st.markdown(f"## {file}")
    st.info(
        _(
            "This table is none of ours. It was laid beside the table {table}. Look over what was "
            "understood, then take its rows.",
            table=plain(words.term("table", layout.table)),
        )
        if layout.columns or layout.series
        else _(
            "Nothing of this table was recognised. Say which of our tables its rows are for, and "
            "which column is which, or leave it out."
        ),
        icon=":material/compare_arrows:",
    )
    layout = _table(laid, chosen, key)
    as_laid = layout is laid.layout
    if layout.table in FIGURES:
        layout = _figures(laid, layout, key)
    else:
        own = chosen.record.package.tables[layout.table]
        layout = _columns(laid, layout, own, chosen, key)
    if laid.unknown and as_laid:
        layout = _values(laid, layout, table, chosen, key)
    # What a row lacks keeps it aside.
    lacking = dict.fromkeys([*laid.missing, *(why for _line, why in laid.aside)])
    asked = [name for name in lacking if name in {field.name for field in table.fields}]
    if asked and layout.table == table.name and not layout.series:
        st.markdown(
            _("No column says this, or not in every row. What holds where nothing is said?")
        )
        book = state.measure(add.book_of, view.whole)
        given = {
            name: form.entry(table.field(name), table.name, book, chosen, key) for name in asked
        }
        said = {name: value for name, value in given.items() if value}
        layout = replace(layout, constants={**layout.constants, **said})
    if "unit" in laid.missing:
        units = list(chosen.record.package.labels.get("unit", {}))
        unit = st.selectbox(
            _("In which unit are the figures?"),
            units,
            index=None,
            placeholder=_("Choose"),
            format_func=lambda each: words.term("unit", each),
            key=f"{key}-unit",
        )
        layout = replace(layout, series={**layout.series, "unit": unit or ""})
    _left(laid, chosen, key)
    with st.container(horizontal=True):
        st.button(
            _("Take these rows"),
            on_click=found.decide,
            args=(found.MAPPING, laid.origin, layout.toml()),
            icon=":material/playlist_add:",
            key=f"{key}-take",
        )
        st.button(
            _("Leave it out"),
            on_click=found.decide,
            args=(found.ASIDE, laid.origin, "yes"),
            icon=":material/block:",
            key=f"{key}-aside",
        )
        lists.file(
            _("Save how it was read"),
            lambda: layout.toml().encode(),
            "mapping.toml",
            f"{key}-save",
            help=_("Bring this file together with the next table of the same columns."),
        )


def _table(laid: Laid, chosen: Selection, key: str) -> Layout:
    """The table of ours that the rows are for, and how its columns are found."""
    words, layout = chosen.words, laid.layout
    tables = list(dict.fromkeys([layout.table, *ADDABLE, "consular_cases", "offices", *FIGURES]))
    other = st.selectbox(
        _("Table"), tables, format_func=lambda name: words.term("table", name), key=f"{key}-table"
    )
    if other == layout.table:
        return layout
    if other in FIGURES:
        return Layout("figures", other, series={"by": []})
    return layouts.by_names(laid.header, chosen.record.package.tables[other])


def _figures(laid: Laid, layout: Layout, key: str) -> Layout:
    """Which columns hold figures, their dates, and what tells one series from another."""
    said, names = dict(layout.series), list(laid.header)

    def several(label: str, part: str, known: list[str]) -> list[str]:
        kept = [name for name in known if name in names]
        return st.multiselect(
            label, names, default=kept, placeholder=_("None"), key=f"{key}-{part}"
        )

    if not layout.wide:
        known = figures_of.values(layout)
        said["value"] = several(_("Which columns have the figures?"), "value", known)
    at = names.index(said["date"]) if said.get("date") in names else None
    said["date"] = st.selectbox(
        _("Which column has their dates?"), names, index=at, placeholder=_("Choose"),
        key=f"{key}-date",
    )  # fmt: skip
    label = _("Which columns tell one series from another?")
    said["by"] = several(label, "by", said.get("by", []))
    return replace(layout, series=said)


def _columns(laid: Laid, layout: Layout, table: Table, chosen: Selection, key: str) -> Layout:
    """The fields of our table, each beside the column that is read for it."""
    words = chosen.words
    fields = [field for field in table.fields if field.name != table.primary_key[0]]
    ours, theirs = _("Ours"), _("Theirs")
    rows = pd.DataFrame(
        {
            ours: [words.field(table.name, f.name) + (" *" if f.required else "") for f in fields],
            theirs: [layout.columns.get(field.name) for field in fields],
        }
    )
    options = list(dict.fromkeys([*laid.header, *layout.columns.values()]))
    edited = st.data_editor(
        rows,
        hide_index=True,
        placeholder="",
        disabled=[ours],
        column_config={theirs: st.column_config.SelectboxColumn(options=options)},
        key=f"{key}-columns-{_mark(layout)}",
        alt=lists.counted(rows),
    )
    columns = {f.name: c for f, c in zip(fields, edited[theirs].fillna(""), strict=True) if c}
    return replace(layout, columns=columns)


def _values(laid: Laid, layout: Layout, table: Table, chosen: Selection, key: str) -> Layout:
    """Their values beside those of our vocabularies."""
    values: dict[str, Mapping[str, str]] = dict(layout.values)
    theirs, ours = _("Theirs"), _("Ours")
    for name, unknown in laid.unknown.items():
        field = table.field(name)
        named = chosen.words.field(table.name, name)
        options = _options(field, chosen)
        st.markdown(plain(named))
        edited = st.data_editor(
            pd.DataFrame({theirs: list(unknown), ours: [None] * len(unknown)}),
            hide_index=True,
            placeholder="",
            disabled=[theirs],
            column_config={
                ours: st.column_config.SelectboxColumn(options=options)
                if options
                else st.column_config.TextColumn()
            },
            key=f"{key}-values-{name}-{_mark(layout)}",
            alt=named,
        )
        pairs = zip(edited[theirs], edited[ours].fillna(""), strict=True)
        told = {their: our for their, our in pairs if our}
        values[name] = {**layout.values.get(name, {}), **told}
    return replace(layout, values={name: own for name, own in values.items() if own})


def _options(field: Field, chosen: Selection) -> list[str]:
    """What the field may hold."""
    tables = chosen.record.tables()
    known = (tables[table][key].tolist() for table, key in field.references)
    return [*field.enum, *(value for values in known for value in values)]


def _left(laid: Laid, chosen: Selection, key: str) -> None:
    """Rows and columns that are kept aside."""
    if laid.unused:
        st.caption(_("Columns not used: {columns}.", columns=plain(listed(laid.unused))))
    if not laid.aside:
        return
    words, table = chosen.words, laid.layout.table
    said = plural("{n} row is kept aside.", "{n} rows are kept aside.", len(laid.aside))
    with st.expander(said):
        reasons = [
            _("Of another pair")
            if why == "pair"
            else _("It lacks: {field}", field=words.field(table, why))
            for _line, why in laid.aside
        ]
        rows = {_("Row"): [line for line, _why in laid.aside], _("Reason"): reasons}
        shown = pd.DataFrame(rows).head(MOST_LISTED)
        lists.small(shown, f"{key}-aside", said)


def _mark(layout: Layout) -> str:
    """What tells one layout from another, so that an editor begins anew with another one."""
    return hashlib.sha256(layout.toml().encode()).hexdigest()[:8]
