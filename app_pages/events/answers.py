"""Action and answer: chains of acts and answers, and how long answers take."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.events import answers
from app_pages.cards import shell
from app_pages.events import reciprocity, rows
from app_pages.frame import address, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.events import answers as charts
from charts.speech import names
from charts.speech.language import _

STEPS = ("1", "2", "3", "all")


def heads(chosen: Selection) -> dict[str, str]:
    """What a chain can be followed from: the first acts of the largest trees, then all by date.

    Of the acts and answers on record, those of which at least one passes the filters.
    """
    pairs = answers.pairs(chosen.record.events)
    shown = chosen.shown.events["event_id"]
    kept = pairs[pairs["act"].isin(shown) | pairs["answer"].isin(shown)]
    events = chosen.record.events.set_index("event_id", drop=False)
    members = events[events.index.isin({*kept["act"], *kept["answer"]})]
    latest = members.sort_values("date", ascending=False, kind="stable")["event_id"]
    ids = list(dict.fromkeys([*answers.trees(kept, chosen.record.events)["event_id"], *latest]))
    return dict(zip(ids, names.dated(events.loc[ids], chosen.words), strict=True))


def near(chosen: Selection, event_id: str, steps: int) -> pd.DataFrame:
    """The acts and answers within so many steps of an event."""
    return answers.around(answers.pairs(chosen.record.events), event_id, steps)


def tree(chosen: Selection, event_id: str, steps: int) -> Picture:
    """A chain as a picture."""
    events = chosen.record.events
    outline = answers.outline(near(chosen, event_id, steps), events)
    return charts.tree(outline, events, chosen.words)


def answered(chosen: Selection) -> pd.DataFrame:
    """The answers that pass the filters, each with its act, whether that passes or not."""
    pairs = answers.pairs(chosen.record.events)
    return pairs[pairs["answer"].isin(chosen.shown.events["event_id"])]


def times(chosen: Selection) -> Picture:
    """How long the answers took, by who answers and in which domain."""
    pairs = answered(chosen)
    return charts.times(pairs, answers.times(pairs), chosen.words)


def section() -> None:
    """Chains of acts and answers, how long answers take, and what is answered in kind."""
    _chain()
    _waiting()
    reciprocity.section()


@page.fragment
def _chain() -> None:
    """One chain, from a single step to the whole tree."""
    chosen = state.selection(state.view())
    offered = state.result(heads, chosen.view)
    asked = st.query_params.get("chain")
    if asked and asked not in offered:
        events = chosen.record.events
        found = events[events["event_id"] == asked]
        named = names.dated(found, chosen.words)
        offered = offered | dict(zip(found["event_id"], named, strict=True))
    if not offered:
        st.info(_("No event of this selection answers another."), icon=":material/link_off:")
        return
    # Columns stand one below the other on a phone, where the list needs the whole width.
    left, right = st.columns([3, 2])
    with left:
        event_id = address.choose(st.selectbox, _("Around this event"), offered, key="chain")
    with right:
        reach = {"1": _("1 step"), "2": _("2 steps"), "3": _("3 steps"), "all": _("Whole chain")}
        far = address.choose(
            st.segmented_control, _("How far"), reach, key="chain_steps", default="all"
        )
    steps = answers.WHOLE if far == "all" else int(far)
    shown = state.result(tree, chosen.view, event_id=event_id, steps=steps)
    shell.clicked(picture(shown, "answer-tree", selectable=True), "events")
    with page.drawer(_("The events of this chain"), "open-chain-rows") as opened:
        if opened:
            pairs = near(chosen, event_id, steps)
            events = chosen.record.events
            chain = events["event_id"].isin({event_id, *pairs["act"], *pairs["answer"]})
            rows.table(events[chain], chosen, "chain-rows")


@page.fragment
def _waiting() -> None:
    """How long answers take, by who answers and in which domain."""
    chosen = state.selection(state.view())
    pairs = state.measure(answered, chosen.view)
    if pairs.empty:
        st.info(_("No event of this selection is an answer."), icon=":material/link_off:")
        return
    drawn = picture(state.result(times, chosen.view), "answer-times", selectable=True)
    shell.clicked(drawn, "events")
    with page.drawer(_("The answers, with the days between"), "open-answer-rows") as opened:
        if opened:
            rows.answers(pairs, chosen, "answer-rows")
