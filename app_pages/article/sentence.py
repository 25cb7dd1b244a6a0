"""One sentence: what was found in it, the rows that hold it, and where they say something else."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.article import days
from analysis.article.fields import Compared
from analysis.article.findings import Finding
from analysis.article.held import Held
from analysis.tables.dataset import row_ids
from analysis.tables.spelling import fold
from app_pages.article import brought, marked
from app_pages.cards import listing
from app_pages.frame import lists, state
from app_pages.frame.text import plain
from charts.speech import formats, names
from charts.speech.formats import listed
from charts.speech.language import _


def told(each: Held) -> None:
    """The sentence, field by field, with its rows; its findings to be corrected."""
    st.markdown(f"> {brought.told(each.sentence.text)}")
    compared(each)
    rows(each)
    with st.expander(_("Found in it, to be corrected")):
        findings(each)


def compared(each: Held) -> None:
    """What the article says and what the record has, field by field."""
    if not each.compared:
        return
    differing = sorted(each.compared, key=lambda one: one.status == "agrees")
    shown = pd.DataFrame(
        {
            "": ["≠" if one.status == "differs" else "=" for one in differing],
            _("Field"): [_field(one) for one in differing],
            _("The article"): [_said(each, one) for one in differing],
            _("The record"): [_value(one, one.recorded) for one in differing],
            _("Source of the record"): [_sources(one) for one in differing],
        }
    )
    if any(one.status == "differs" for one in differing):
        st.caption(_("Neither side is said to be right."))
    lists.small(shown, "article-compared", _("Field by field"))


def _sources(one: Compared) -> str:
    """Who says what the record has: the source of a claim, or those of the row."""
    record = state.selection(state.view()).record
    publishers = record.sources.set_index("source_id")["publisher"]
    cited: tuple[str, ...] = (one.source_id,) if one.source_id else ()
    rows = record.tables()[one.table]
    if not cited and one.table != "offices" and "sources" in rows:
        ids = row_ids(rows, record.package.tables[one.table])
        cited = next(
            (c for c, own in zip(rows["sources"], ids, strict=True) if own == one.row_id), ()
        )
    return listed(dict.fromkeys(publishers.get(each, each) for each in cited))


def _field(one: Compared) -> str:
    words = state.words(state.data_key())
    own = {
        "name": _("Name"),
        "side": _("Who took part"),
        "initiator": _("Who took part"),
        "figure": _("Figure"),
        "place": _("Place"),
        "office": _("Office"),
        "date": _("Date"),
    }.get(one.field)
    return own or words.field(one.table, one.field)


def _said(each: Held, one: Compared) -> str:
    """The article's own words for a number, a title or a name; else what they are read as."""
    own = one.field in {"office", "name"} or (one.said[:1].isdigit() and one.field != "date")
    if own:
        start = each.sentence.start
        return each.sentence.text[one.start - start : one.end - start]
    return _value(one, one.said)


def _value(one: Compared, value: str) -> str:
    words = state.words(state.data_key())
    if one.field in {"side", "initiator", "speaker"}:
        return words.actor(value)
    if one.field == "office":
        return words.office(value)
    if one.field == "place":
        return words.place(value)
    number, _blank, unit = value.partition(" ")
    if number.replace(".", "", 1).isdigit():
        # As many digits as the record has: a rounded rate would seem to differ.
        digits = len(number.partition(".")[2].rstrip("0"))
        return formats.percent(float(number) / 100, digits) if unit == "percent" else number
    if one.field == "date":
        return " – ".join(words.value(one.table, "date", day) for day in value.split("/"))
    return words.value(one.table, one.field, value)


def rows(each: Held) -> None:
    """The rows on record for the sentence, each leading to its card."""
    found, words = each.on_record, state.words(state.data_key())
    if found.empty:
        st.caption(_("No row of the record holds it."))
        return
    record = state.selection(state.view()).record
    shown = pd.DataFrame(
        {
            _("Table"): [words.term("table", table) for table in found["table"]],
            _("Row"): names.by_table(record, found, words),
        }
    )
    listing.listed(shown, [*zip(found["table"], found["row_id"], strict=True)], "article-rows")


def findings(each: Held) -> None:
    """What was read in the sentence; another reading can be written, or none."""
    kinds = marked.kinds()
    known = [f for f in each.sentence.findings if f.kind != "quote"]
    shown = pd.DataFrame(
        {
            _("Kind"): [kinds[f.kind] for f in known],
            _("Words"): [_words(each, f) for f in known],
            _("Read as"): [marked.meaning(f) if f.value else "" for f in known],
        }
    )
    key = f"article-findings-{each.sentence.start}"
    st.data_editor(
        shown,
        hide_index=True,
        key=key,
        alt=_("Found in it, to be corrected"),
        disabled=[_("Kind"), _("Words")],
        on_change=_correct,
        args=(key, known),
    )
    st.caption(
        _("Write another name, place, day (YYYY-MM-DD) or number; an empty field is not read.")
    )


def _words(each: Held, finding: Finding) -> str:
    start = each.sentence.start
    return each.sentence.text[finding.start - start : finding.end - start]


def _correct(key: str, known: list[Finding]) -> None:
    """Take over what was written (a callback)."""
    corrected = dict(st.session_state.get(brought.CORRECTED, {}))
    for place, changed in st.session_state[key]["edited_rows"].items():
        finding = known[int(place)]
        for written in changed.values():
            value = meant(finding.kind, str(written or "").strip())
            if value is None:
                st.toast(plain(_("{text} is not in the record.", text=str(written))))
            else:
                corrected[(finding.start, finding.end, finding.kind)] = value
    st.session_state[brought.CORRECTED] = corrected


def meant(kind: str, written: str) -> str | None:
    """The value of a corrected reading; None where the record has no such thing."""
    vocabulary = brought.index(st.session_state["article-language"] or "en").vocabulary
    if not written:
        return ""
    text = fold(written)
    if kind in {"actor", "office", "slip"}:
        return next(iter(vocabulary.names.bearers.get(text, ())), None)
    if kind == "side":
        return vocabulary.names.sides.get(text)
    if kind == "date":
        return written if days.parse(written) else None
    if kind == "figure":
        number = written.split(" ")[0].replace(",", "")
        return written if number.replace(".", "", 1).isdigit() else None
    own = {"place": vocabulary.places, "topic": vocabulary.topics, "goods": vocabulary.goods}[kind]
    return own.get(text)
