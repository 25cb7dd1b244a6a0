"""The row that a sentence adds: its draft, its check while it is written, and the patch."""

from __future__ import annotations

from zlib import crc32

import pandas as pd
import streamlit as st

from analysis.article import drafts, patch
from analysis.article.coding import Suggestion
from analysis.article.drafts import Draft
from analysis.article.held import Held
from analysis.article.intake import Article
from analysis.files import row as rows
from analysis.files.row import Book
from analysis.tables.dataset import split
from analysis.tables.package import Field
from app_pages.article import brought
from app_pages.frame import lists, problems, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from app_pages.your_data import add, form
from charts.speech.formats import listed, percent
from charts.speech.language import _

ACCEPTED = "article-accepted"


def _book() -> Book:
    """The whole record, as text to check a new row against, with what was accepted."""
    book: Book = state.measure(add.book_of, state.view().record)
    for table, own in st.session_state.get(ACCEPTED, {}).items():
        book = rows.with_rows(book, table, own)
    return book


def section(each: Held, article: Article, number: int) -> None:
    """The drafts of a sentence: its own row where it is new, one of claims where it differs."""
    if each.state == "agrees":
        return
    if state.is_kept():
        st.info(_("A kept version of the record is read and not changed."), icon=":material/lock:")
        return
    chosen, book = state.selection(state.view()), _book()
    source_id, source = drafts.source(article, book)
    index = brought.index(article.language)
    st.markdown(f"### {_('A row for the record')}")
    if each.state == "differs":
        found = drafts.drafts(article, [each], index, None, source_id)
        names = [plain(chosen.words.field(d.row["table"], d.row["field"])) for d in found]
        if not found:
            st.caption(_("A misspelt name needs no row."))
            return
        place = 0
        if len(found) > 1:
            place = st.segmented_control(
                _("Field"), range(len(found)), default=0, format_func=names.__getitem__,
                key=f"article-claim-{number}",
            ) or 0  # fmt: skip
        draft = found[place]
    else:
        told = drafts.kind(each.sentence, index)
        table = st.segmented_control(
            _("Table"),
            drafts.TABLES,
            default=told,
            format_func=lambda name: plain(chosen.words.term("table", name)),
            key=f"article-table-{number}",
        )
        coder = brought.coder(article.language) if (table or told) == "events" else None
        draft = drafts.of_sentence(
            article, each.sentence, number, table or told, index, coder, source_id
        )
        if draft.table == "events":
            _coded(draft.suggestion)
    _draft(draft, article, source, book, chosen)


def _coded(suggestion: Suggestion | None) -> None:
    """What the nearest coded events were coded, and how likely each root is."""
    words = state.words(state.data_key())
    if suggestion is None:
        st.caption(_("There is too little to go on to suggest a code."))
        return
    shares = [
        f"{root} {words.act(root)} {percent(share)}"
        for root, share in zip(suggestion.roots["root"], suggestion.roots["share"], strict=True)
    ]
    lead = _("Likely root of the code") if suggestion.sure else _("A guess at the root of the code")
    st.caption(plain(f"{lead}: {listed(shares)}"))
    near = suggestion.nearest
    shown = pd.DataFrame(
        {
            _("Nearest coded event"): [words.told(title) for title in near["title"]],
            _("Code"): [f"{code} {words.act(code)}" for code in near["cameo"]],
        }
    )
    lists.small(shown, "article-nearest", _("Nearest coded events"))


def _draft(
    draft: Draft, article: Article, source: dict[str, str] | None, book: Book, chosen: Selection
) -> None:
    """The form of a draft, what is wrong with it, and the button that accepts it."""
    table, key = draft.table, book.key(draft.table)
    this = (draft.sentence, table, draft.row.get("field", ""))
    if this in st.session_state.get(brought.DONE, ()):
        st.success(
            _("The row was accepted: it is below, to be downloaded."), icon=":material/check:"
        )
        return
    told = {name: value for name, value in draft.row.items() if value}
    if table == "events":
        told["added_on"] = chosen.record.package.version
    row = _written(draft, told, book, chosen)
    row[key] = row.get(key) or rows.suggested_id(book, table, row)
    grown = rows.with_rows(book, "sources", [source]) if source else book
    wrong = rows.problems(grown, table, row)
    if source:
        about = rows.problems(book, "sources", source)
        names = [chosen.words.field("sources", name) for name in about["field"]]
        if names:
            st.warning(
                plain(_("The article itself still needs: {fields}.", fields=listed(names))),
                icon=":material/newspaper:",
            )
    else:
        about = wrong.head(0)
    _judged(wrong, row, table, chosen)
    copied = [
        run for _name, text in drafts.texts(row) if (run := drafts.copied(text, article.text))
    ]
    for run in copied:
        st.warning(
            plain(_("Copied from the article: “{words}”. Say it in your own words.", words=run)),
            icon=":material/content_copy:",
        )
    if table in rows.ADDABLE:
        form.alike(rows.duplicates(grown, table, row), f"article-alike-{table}")
    st.button(
        _("Accept the row"),
        disabled=bool(len(wrong) or len(about) or copied),
        on_click=_accept,
        args=(this, table, row, source),
        icon=":material/add:",
        key=f"article-accept-{draft.sentence}-{table}",
    )


CITED = {"sources", "source_id"}
"""Columns that name the article itself, which is told above."""

SHOWN = {"claims": ("value", "note")}
"""Of these tables the columns that one may have to write; of others those that are needed."""


def _written(draft: Draft, told: dict[str, str], book: Book, chosen: Selection) -> dict[str, str]:
    """The inputs of a row, filled with what the article says, and what they say now."""
    table, row = draft.table, dict(told)
    more = st.toggle(_("Every column"), key=f"article-more-{draft.sentence}-{table}")
    known = SHOWN.get(table)
    fields = [
        f
        for f in book.tables[table].fields
        if f.name not in CITED | {book.key(table)}
        and (more or (f.name in known if known else f.required or f.name in told))
    ]
    # Another reading of the sentence fills another form.
    filled = {name: value for name, value in told.items() if name not in CITED}
    own = f"article-{draft.sentence}-{crc32(repr(filled).encode())}"
    for first in range(0, len(fields), 2):
        for place, field in zip(st.columns(2), fields[first : first + 2], strict=False):
            with place:
                _fill(f"{own}-{table}-{field.name}", field, told.get(field.name, ""), book, chosen)
                row[field.name] = form.entry(field, table, book, chosen, own)
    return row


def _fill(key: str, field: Field, told: str, book: Book, chosen: Selection) -> None:
    """Put what the article says into an input that has not been drawn yet."""
    if not told or key in st.session_state:
        return
    options = form.options(field, book, chosen)
    if options and field.is_list:
        st.session_state[key] = [each for each in split(told) if each in options]
    elif not options or told in options:
        st.session_state[key] = told


def _judged(wrong: pd.DataFrame, row: dict[str, str], table: str, chosen: Selection) -> None:
    """What is still needed, and what is wrong."""
    fields = {field.name: field for field in chosen.record.package.tables[table].fields}
    lacking = [n for n in wrong["field"] if n in fields and fields[n].required and not row.get(n)]
    if lacking:
        names = [chosen.words.field(table, name) for name in dict.fromkeys(lacking)]
        st.info(plain(_("Still needed: {fields}.", fields=listed(names))))
    for one in wrong[~wrong["field"].isin(lacking)].to_dict("records"):
        name = chosen.words.field(table, one["field"]) if one["field"] in fields else one["field"]
        expected = problems.told(one["expected"])
        st.warning(plain(_("{field}: expected {expected}", field=name, expected=expected)))


def _accept(
    this: tuple[int, str, str], table: str, row: dict[str, str], source: dict[str, str] | None
) -> None:
    """Keep a row, and the article's own where it is new (a callback)."""
    st.session_state.setdefault(brought.DONE, set()).add(this)
    kept = st.session_state.setdefault(ACCEPTED, {})
    if source and source not in kept.get("sources", []):
        kept.setdefault("sources", []).append(source)
    kept.setdefault(table, []).append(row)


def _drop() -> None:
    """Forget what was accepted (a callback)."""
    st.session_state.pop(ACCEPTED, None)
    st.session_state.pop(brought.DONE, None)


def accepted() -> None:
    """What was accepted, and the patch to take away."""
    kept: dict[str, list[dict[str, str]]] = st.session_state.get(ACCEPTED, {})
    if not any(kept.values()):
        return
    book, words = _book(), state.words(state.data_key())
    counted = [f"{words.term('table', table)}: {len(own)}" for table, own in kept.items() if own]
    st.markdown(f"## {_('Accepted rows')}")
    st.caption(plain(listed(counted)))
    with st.container(horizontal=True):
        lists.file(
            _("Download the accepted rows"),
            lambda: patch.patch(book, kept),
            "article-patch.zip",
            "article-patch",
        )
        st.button(_("Drop them"), on_click=_drop, key="article-drop", type="tertiary")
    st.code("python -m analysis article --apply article-patch.zip", language=None, wrap_lines=True)
