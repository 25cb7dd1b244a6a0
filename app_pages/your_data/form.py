"""The form of a table: an input for each of its columns, made from the schema."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pycountry
import streamlit as st
from babel import Locale

from analysis.files import row as rows
from analysis.files.mapping.cells import COUNTRIES
from analysis.files.row import Book
from analysis.tables import dataset
from analysis.tables.package import Field
from app_pages.frame import lists
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from app_pages.your_data import codes
from charts.speech.formats import degrees
from charts.speech.language import _, locale, plural

CURRENCIES = ("trade_value_currency",)
"""Columns that hold ISO 4217 codes."""


def named(table: str, chosen: Selection) -> str:
    """What a table is called; vocabularies of a package need not name those that it may lack."""
    beside = {
        "recoding": _("Coded again"),
        "audits": _("Audits"),
        "plover_scores": _("PLOVER scores"),
        "translations": _("Translations"),
        "episodes": _("Episodes"),
    }
    return beside.get(table) or chosen.words.term("table", table)


def columns(table: str, book: Book, chosen: Selection, told: Mapping[str, str]) -> dict[str, str]:
    """The inputs of a row, and what they say; what is left empty is as `told`."""
    key, row = book.key(table), dict[str, str]()
    named = bool(rows.suggested_id(book, table, {}))
    fields = [f for f in book.tables[table].fields if f.name != key or not named]
    # Pair by pair, so that a phone, which puts one column below the other, keeps their order.
    for first in range(0, len(fields), 2):
        for place, field in zip(st.columns(2), fields[first : first + 2], strict=False):
            with place:
                said = entry(field, table, book, chosen, told=told.get(field.name, ""))
                row[field.name] = said or told.get(field.name, "")
                if codes.TABLE in dict(field.references):
                    codes.told(row[field.name], chosen)
    if named:
        suggested = rows.suggested_id(book, table, row)
        given = st.text_input(
            _("Id ({column})", column=chosen.words.field(table, key)),
            key=f"add-{table}-{key}",
            help=plain(book.tables[table].field(key).description),
            placeholder=suggested,
        )
        row[key] = (given or "").strip() or suggested
    return row


def entry(
    field: Field, table: str, book: Book, chosen: Selection, form: str = "add", told: str = ""
) -> str:
    """The input of one column; its value as the table's file has it."""
    label = chosen.words.field(table, field.name) + (" *" if field.required else "")
    shared = {"key": f"{form}-{table}-{field.name}", "help": plain(field.description)}
    names = options(field, book, chosen)
    if names:
        # What stands if nothing is chosen is shown in the empty field.
        said = ", ".join(names.get(item, item) for item in dataset.split(told))
        shared |= {
            "format_func": lambda value: names.get(value, value),
            "placeholder": said or _("Choose"),
            "filter_mode": "contains",
        }
        if not field.is_list:
            return st.selectbox(label, list(names), index=None, **shared) or ""
        picked = st.multiselect(label, list(names), select_all=False, **shared)
        return dataset.join(picked, field.delimiter)
    if rows.choices(field) == "long":
        return (st.text_area(label, height=88, **shared) or "").strip().replace("\r\n", "\n")
    dated = field.type == "date" or field.reduced_date
    hint = told or (_("YYYY-MM-DD") if dated else field.unit)
    return (st.text_input(label, placeholder=hint, **shared) or "").strip()


def alike(found: pd.DataFrame, key: str) -> None:
    """Say which rows may tell of the same thing, where there are any.

    `found` is what `analysis.files.row.duplicates` returns.
    """
    if found.empty:
        return
    said = plural(
        "{n} row may tell of the same thing.",
        "{n} rows may tell of the same thing.",
        len(found),
    )
    st.warning(said, icon=":material/content_copy:")
    titles = {"id": _("Id"), "date": _("Date"), "text": _("Text"), "likeness": _("Likeness")}
    lists.small(found.rename(columns=titles), key, said)


def options(field: Field, book: Book, chosen: Selection) -> dict[str, str]:
    """What a column may hold, each with the words by which it is searched; else nothing."""
    words = chosen.words
    labels = words.package.labels.get(field.vocabulary, {})
    if known := field.enum or tuple(labels):
        told = {value: words.term(field.vocabulary, value) for value in known}
        # A degree is known by its number as well.
        return {v: f"{v} · {label}" if v.isdigit() else label for v, label in told.items()}
    if field.name in COUNTRIES:
        found = {each.alpha_3: words.country(each.alpha_3) for each in pycountry.countries}
        return _sorted(found, first=[side.code for side in words.pair.sides])
    if field.name == "language":
        spoken = Locale.parse(locale()).languages.items()
        return _sorted({code: name for code, name in spoken if len(code) == 2})
    if field.name in CURRENCIES:
        return _sorted(dict(Locale.parse(locale()).currencies))
    names: dict[str, str] = {}
    # A draft may have an actor that the record has not.
    actors = set(chosen.record.actors["actor_id"])
    for table, target in field.references:
        cells = book.cells(table)
        said = {
            "actors": lambda c: [
                words.actor_label(i) if i in actors else name
                for i, name in zip(c["actor_id"], c["name"], strict=True)
            ],
            "sources": lambda c: [
                f"{publisher}: {title} ({published})".removeprefix(": ").removesuffix(" ()")
                for publisher, title, published in zip(
                    c["publisher"], c["title"], c["published"], strict=True
                )
            ],
            "events": lambda c: c["date"] + " " + c["title"],
            codes.TABLE: lambda c: [
                f"{code} {words.act(code)} ({degrees(float(value))}°)"
                for code, value in zip(c["cameo"], c["goldstein"], strict=True)
            ],
        }.get(table, lambda c, target=target: c[target])
        names |= dict(zip(cells[target], said(cells), strict=True))
    return names


def _sorted(names: Mapping[str, str], first: list[str] | None = None) -> dict[str, str]:
    """Codes with their names, in the order of the names, some of them first."""
    order = sorted(names, key=lambda code: (code not in (first or ()), names[code]))
    return {code: f"{names[code]} ({code})" for code in order}
