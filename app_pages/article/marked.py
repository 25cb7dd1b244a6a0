"""The article with what was found in it, and its sentences to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from analysis.article import held as holding
from analysis.article.findings import Finding
from analysis.article.held import Held
from app_pages.frame import lists, page, state
from charts.speech.formats import listed
from charts.speech.language import _, plural

MARKS = {"agrees": "=", "differs": "≠", "new": "+"}

LOOKS = """<style>
.article-read { line-height: 1.7; max-width: 46rem; }
.article-read p { margin: 0 0 .6rem; }
.article-read mark { color: inherit; border-radius: 3px; padding: .1em .2em; }
.article-read .agrees { background: rgba(23, 150, 127, .14); }
.article-read .differs { background: rgba(214, 120, 0, .30); }
.article-read .new { background: rgba(90, 110, 230, .18); }
.article-read sup { font-weight: 600; margin-right: .15em; }
.article-read u { text-decoration: underline dotted; text-underline-offset: 3px; }
</style>"""


def states() -> dict[str, str]:
    """What the record says to a sentence."""
    return {"agrees": _("On record"), "differs": _("Differs"), "new": _("New")}


def summary(held: Sequence[Held]) -> None:
    """How much of the article is on record; its text with the findings marked."""
    counts = holding.summary(held)
    said = [
        plural("{n} on record", "{n} on record", counts["agrees"]),
        plural("{n} differs", "{n} differ", counts["differs"]),
        plural("{n} is new", "{n} are new", counts["new"]),
    ]
    facts = plural(
        "Of {n} sentence with a fact: {said}",
        "Of {n} sentences with a fact: {said}",
        counts["facts"],
        said=listed(said),
    )
    st.markdown(f"## {facts}")
    with page.drawer(_("The text, with what was found"), "article-marked") as is_open:
        if is_open:
            legend = " · ".join(f"{MARKS[name]} {word}" for name, word in states().items())
            st.caption(legend)
            st.html(f'{LOOKS}<div class="article-read">{"".join(map(_sentence, held))}</div>')


def _sentence(each: Held) -> str:
    """A sentence as HTML; every sign of the article is escaped."""
    text = _findings(each)
    mark = MARKS.get(each.state)
    return (
        f'<p><mark class="{each.state}"><sup>{mark}</sup>{text}</mark></p>'
        if mark
        else (f"<p>{text}</p>")
    )


def _findings(each: Held) -> str:
    """The words of a sentence, what was found in them underlined and told where one points."""
    told, at, start = [], 0, each.sentence.start
    for finding in sorted(each.sentence.findings):
        first, last = finding.start - start, finding.end - start
        if first < at or last > len(each.sentence.text) or finding.kind == "quote":
            continue
        told.append(escape(each.sentence.text[at:first]))
        words = escape(each.sentence.text[first:last])
        told.append(f'<u title="{escape(meaning(finding), quote=True)}">{words}</u>')
        at = last
    return "".join([*told, escape(each.sentence.text[at:])])


def kinds() -> dict[str, str]:
    """What a finding can be."""
    return {
        "actor": _("Actor"),
        "office": _("Office"),
        "slip": _("Likely slip"),
        "side": _("Side"),
        "date": _("Date"),
        "place": _("Place"),
        "topic": _("Topic"),
        "goods": _("Goods"),
        "figure": _("Figure"),
        "quote": _("Quotation"),
    }


def meaning(finding: Finding) -> str:
    """What a finding is read as, in the reader's words."""
    words = state.words(state.data_key())
    if not finding.value:
        return _("not known")
    name = {
        "actor": words.actor,
        "office": words.actor,
        "slip": words.actor,
        "quote": words.actor,
        "side": words.side,
        "place": words.place,
        "topic": lambda value: words.term("topic", value),
        "goods": words.goods,
    }.get(finding.kind)
    return name(finding.value) if name else finding.value


def choose(held: Sequence[Held]) -> int | None:
    """The sentences with a fact, those that differ first; the place of the chosen one."""
    order = {"differs": 0, "new": 1, "agrees": 2}
    places = [n for n, each in enumerate(held) if each.state in order]
    places.sort(key=lambda n: order[held[n].state])
    if not places:
        st.info(_("No fact was found that the record could hold."), icon=":material/search_off:")
        return None
    names = states()
    shown = pd.DataFrame(
        {
            _("Record"): [f"{MARKS[held[n].state]} {names[held[n].state]}" for n in places],
            _("Sentence"): [" ".join(held[n].sentence.text.split()) for n in places],
        }
    )
    # What the table writes is text; a width lets the sentence be read on.
    config = {
        _("Record"): st.column_config.TextColumn(width="small"),
        _("Sentence"): st.column_config.TextColumn(width="large"),
    }
    picked = lists.choose(
        shown, list(map(str, places)), "article-sentences", _("Sentences"), config
    )
    return int(picked) if picked is not None else places[0]
