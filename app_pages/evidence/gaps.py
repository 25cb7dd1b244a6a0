"""What is missing, how new the tables are, and what their columns mean."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.evidence import gaps
from analysis.tables import accounts
from analysis.tables.package import Field, Table
from app_pages.events.steps import picked
from app_pages.evidence import sources, steps
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, told
from charts.speech.formats import day, listed, number, percent
from charts.speech.language import _, language, plural
from charts.speech.names import Words

EMPTY = {"office-undated": ("start", "end")}
"""Columns that are empty in every row with a gap, because that is the gap."""

WIDTHS = {"office-undated": {"office": 330, "sources": 200}}
"""Pixels of the columns whose text is so long that the link to the card would be out of sight."""

LONGEST_VOCABULARY = 60
"""Values of a vocabulary that the codebook lists in words."""


def missing() -> None:
    """Gaps that can be counted, and those that the maintainers know of."""
    _silent_months()
    _accounts()
    _rows_with_gaps()
    _known_gaps()


@page.fragment
def _silent_months() -> None:
    view = state.view()
    picture(state.result(steps.silence, view), "silent-months")
    _rows_of("events", state.selection(view).shown.events, state.selection(view))


@page.fragment
def _accounts() -> None:
    view = state.view()
    drawn = picture(state.result(steps.accounts, view), "accounts-told", selectable=True)
    told = picked(drawn.selection if drawn else {})
    if told:
        chosen = state.selection(view)
        contacts = chosen.shown.contacts
        rows = contacts[accounts.known(contacts, chosen.record.pair) == told]
        sources.listed(rows, "contacts", chosen, "accounts-rows")


def gap_name(kind: str) -> str:
    """The words for a kind of gap."""
    return {
        "office-undated": _("Offices without dates"),
        "contact-account": _("Contacts without one side’s account"),
        "restriction-end": _("Restrictions whose end is unknown"),
        "case-outcome": _("Cases without an outcome"),
        "source-undated": _("Sources without a date"),
    }[kind]


@page.fragment
def _rows_with_gaps() -> None:
    """How many rows have which gap, and the rows themselves."""
    chosen = state.selection(state.view())
    counted = gaps.counted(chosen.shown).set_index("kind")
    kind = address.choose(
        st.segmented_control,
        _("Rows with a gap"),
        list(gaps.KINDS),
        key="gap",
        text=lambda name: _("{gap}: {n}", gap=gap_name(name), n=number(counted.at[name, "rows"])),
    )
    found = counted.loc[kind]
    st.caption(
        _(
            "{n} of {total} rows ({share}).",
            n=number(found["rows"]),
            total=number(found["of"]),
            share=percent(found["share"]),
        )
    )
    rows = gaps.rows(chosen.shown, kind)
    sources.listed(
        rows,
        gaps.TABLE[kind],
        chosen,
        f"gap-{kind}",
        counted=False,
        without=EMPTY.get(kind, ()),
        widths=WIDTHS.get(kind),
    )


def _known_gaps() -> None:
    """The maintainers' own list of what they looked for and did not find."""
    chosen = state.selection(state.view())
    text = chosen.record.gaps
    if not text.strip():
        return
    st.markdown(f"### {_('Known gaps, as the maintainers list them')}")
    if chosen.view.filters.as_of is not None:
        st.info(_("The list tells of later days, so it is not shown for a chosen day."))
        return
    if language() != "en":
        st.caption(_("The list is written in English."))
    for title, lines in _sections(text):
        if title:
            with st.expander(plain(title)):
                st.markdown(lines)
        elif lines:
            st.markdown(lines)


def _sections(text: str) -> list[tuple[str, str]]:
    """The parts of a Markdown text by its second headings, everything else made plain text."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines():
        if line.startswith("## "):
            found.append((line[3:].strip(), []))
        elif line.startswith("# "):
            continue
        else:
            found[-1][1].append(_plain_line(line))
    return [(title, "\n".join(lines).strip()) for title, lines in found if any(lines)]


def _plain_line(line: str) -> str:
    """A line of the list: an item stays an item, a heading is bold, its words are only words."""
    bare = line.strip()
    if bare.startswith("- "):
        return f"- {plain(bare[2:])}"
    if bare.startswith("#"):
        return f"\n**{plain(bare.lstrip('# '))}**\n"
    return f"\n{plain(bare)}\n" if bare else ""


def freshness() -> None:
    """How far the record reaches, and the newest row of each table."""
    view = state.view()
    chosen = state.selection(view)
    package = chosen.record.package
    st.markdown(
        _(
            "The tables cover {start} to {end}. Nothing on record after that does not mean that "
            "nothing happened.",
            start=plain(day(package.start)),
            end=plain(day(chosen.record.end)),
        )
    )
    fresh = state.result(steps.freshness, view)
    config = {
        _("Table"): st.column_config.Column(width=112),
        _("Rows"): st.column_config.TextColumn(width=52, alignment="right"),
        _("Newest row"): st.column_config.Column(width=92),
        _("Days before end"): st.column_config.TextColumn(width=98, alignment="right"),
    }
    lists.table(steps.freshness_in_words(fresh), "freshness", config, height="content", taken=fresh)
    st.caption(
        _(
            "Where the newest row lies after the end of the record, no number of days is given: "
            "measures announced ahead and figures published since may be later."
        )
    )
    st.markdown(f"### {_('The rows of each table')}")
    _every_row()


@page.fragment
def _every_row() -> None:
    """The rows that are counted, table by table."""
    chosen = state.selection(state.view())
    tables = chosen.record.tables()
    for name in chosen.record.package.tables:
        if name in tables:
            _rows_of(name, tables[name], chosen)


def _rows_of(name: str, rows: pd.DataFrame, chosen: Selection) -> None:
    """Rows of a table behind a figure, listed when asked for."""
    label = _(
        "The rows: {table} ({n})", table=chosen.words.term("table", name), n=number(len(rows))
    )
    with page.drawer(plain(label), f"rows-of-{name}") as is_open:
        if is_open:
            columns = [field.name for field in chosen.record.package.tables[name].fields]
            lists.rows(rows.head(sources.LISTED), name, columns, chosen, f"all-{name}")


@page.fragment
def codebook() -> None:
    """What each table and column means, from the description of the package itself."""
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
    told(table.description)
    st.caption(
        _(
            "File {path}; key: {key}; {n} rows.",
            path=plain(table.path),
            key=plain(listed(table.primary_key)),
            n=number(len(chosen.record.tables().get(name, ()))),
        )
    )
    if name in chosen.record.tables():
        _rows_of(name, chosen.record.tables()[name], chosen)
    lists.table(
        _fields(table, words),
        f"codebook-{name}",
        {
            _("Meaning"): st.column_config.Column(width=430),
            _("Type"): st.column_config.Column(width=190),
        },
        height="content",
    )
    for field in table.fields:
        if field.vocabulary and len(field.enum) <= LONGEST_VOCABULARY:
            _vocabulary(name, field, words)


def _fields(table: Table, words: Words) -> pd.DataFrame:
    """The columns of a table in words; what is said of none of them is left out."""
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
    with st.expander(
        plural(
            "{title}: {n} value",
            "{title}: {n} values",
            len(field.enum),
            title=plain(words.field(table, field.name)),
        )
    ):
        st.dataframe(
            pd.DataFrame(
                {
                    _("Value"): field.enum,
                    _("Words"): words.terms(field.vocabulary, field.enum),
                }
            ),
            hide_index=True,
            key=f"vocabulary-{table}-{field.name}",
            alt=_("Values of {field}", field=words.field(table, field.name)),
        )
