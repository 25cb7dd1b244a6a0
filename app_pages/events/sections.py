"""The sections of the page of events: pictures, the rows behind them, and the cards of events."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.events.answers import WHOLE
from analysis.tables.dates import iso
from app_pages.cards import event
from app_pages.events import steps
from app_pages.frame import address, links, lists, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from charts.speech import names
from charts.speech.formats import day, number
from charts.speech.language import _, plural

WIDTHS = {"title": 300, "direction": 130, "salience": 200}
"""Pixels of columns that the first rows alone would make too narrow or too wide."""


@page.fragment
def over_time() -> None:
    """The lanes; a brushed span narrows everything below, a click opens an event's card."""
    view = state.view()
    chosen = state.selection(view)
    drawn = picture(state.result(steps.lanes, view), "event-lanes", selectable=True)
    selection = drawn.selection if drawn else {}
    span, picked = steps.brushed(selection), steps.picked(selection)
    if picked and "|" not in picked:
        event.show(picked, chosen, "lanes")
    if span:
        st.info(_span_text(span, chosen), icon=":material/date_range:")
    kinds = _kinds(span)
    cell = picked if picked and "|" in picked else ""
    _rows(span, cell or "", kinds, chosen)


def _span_text(span: tuple[str, str], chosen: Selection) -> str:
    return plural(
        "From {first} to {last}: {n} event in the bars and the table below.",
        "From {first} to {last}: {n} events in the bars and the table below.",
        len(steps.in_span(chosen, span)),
        first=day(pd.Timestamp(span[0])),
        last=day(pd.Timestamp(span[1])),
    )


def _kinds(span: steps.Span) -> dict[str, str]:
    """How many events of each domain and of each kind of act; returns the bars that are chosen."""
    view = state.view()
    chosen = {}
    for place, column in zip(st.columns(2), ("domain", "root"), strict=True):
        with place:
            shown = state.result(steps.bars, view, column=column, span=span)
            drawn = picture(shown, f"event-{column}s", selectable=True)
        if kind := steps.picked(drawn.selection if drawn else {}):
            chosen[column] = kind
    return chosen


def _rows(span: steps.Span, cell: str, kinds: dict[str, str], chosen: Selection) -> None:
    """The events of the span and the chosen bars, to be searched and opened."""
    st.markdown(f"### {_('The events')}")
    found = st.text_input(
        _("Search the events"),
        key="events_find",
        bind="query-params",
        icon=":material/search:",
        placeholder=_("Words of the title, the summary or the place"),
    )
    folded = state.result(steps.haystack, chosen.view)
    events = steps.listed(chosen, span, cell, found, folded)
    for column, kind in kinds.items():
        events = events[events[column].astype(str) == kind]
    listing(events, chosen, "event-rows")


def listing(events: pd.DataFrame, chosen: Selection, key: str) -> None:
    """Events in words, as many as a table holds; choosing a row opens its card below."""
    if events.empty:
        st.info(_("No event is behind this choice."), icon=":material/filter_alt_off:")
        return
    head = events.head(steps.LISTED)
    st.caption(_length(len(events), len(head)))
    config: dict[str, Any] = {
        _("Intensity"): st.column_config.NumberColumn(
            format="localized", width=75, help=_("Goldstein's scale, −10 to +10")
        ),
        **{
            chosen.words.field("events", name): st.column_config.Column(width=width)
            for name, width in WIDTHS.items()
        },
    }
    opened = lists.choose(
        steps.table(chosen, head),
        head["event_id"].to_list(),
        f"rows-{key}",
        _("Table of {n} events", n=len(head)),
        config,
    )
    lists.download(lambda: steps.table(chosen, events), key)
    if opened:
        event.show(opened, chosen, "row")


def _length(total: int, shown: int) -> str:
    if shown < total:
        return _(
            "The latest {shown} of {total} events; the file holds all. Choose a row to open its "
            "card.",
            shown=number(shown),
            total=number(total),
        )
    return plural(
        "{n} event. Choose its row to open its card.",
        "{n} events. Choose a row to open its card.",
        total,
    )


def action_and_answer() -> None:
    """Chains of acts and answers, how long answers take, and what is answered in kind."""
    chains()
    waiting()
    in_kind()


@page.fragment
def chains() -> None:
    """One chain, from a single step to the whole tree."""
    view = state.view()
    chosen = state.selection(view)
    heads = state.result(steps.chains, view)
    asked = st.query_params.get("chain")
    known = chosen.record.events["event_id"].isin([asked]).any()
    if asked and known and asked not in heads:
        events = chosen.record.events
        heads = {**heads, asked: names.dated(events[events["event_id"] == asked])[0]}
    if not heads:
        st.info(_("No event of this selection answers another."), icon=":material/link_off:")
        return
    # Columns stand one below the other on a phone, where the list needs the whole width.
    left, right = st.columns([3, 2])
    with left:
        event_id = address.choose(
            st.selectbox, _("Around this event"), list(heads), key="chain", text=heads.__getitem__
        )
    with right:
        reach = {"1": _("1 step"), "2": _("2 steps"), "3": _("3 steps"), "all": _("Whole tree")}
        steps_out = address.choose(
            st.segmented_control,
            _("How far"),
            list(reach),
            key="chain_steps",
            text=reach.__getitem__,
            default="all",
        )
    far = WHOLE if steps_out == "all" else int(steps_out)
    shown = state.result(steps.tree, view, event_id=event_id, steps=far)
    drawn = picture(shown, "answer-tree", selectable=True)
    _open(drawn, chosen)
    with page.drawer(_("The events of this chain"), "open-chain-rows") as opened:
        if opened:
            listing(steps.in_tree(chosen, event_id, far), chosen, "chain-rows")


def _open(drawn: Any, chosen: Selection) -> None:
    """The card of the event whose mark was clicked."""
    picked = steps.picked(drawn.selection if drawn else {})
    if picked:
        event.show(picked, chosen, "tree")


@page.fragment
def waiting() -> None:
    """How long answers take, by who answers and in which domain."""
    view = state.view()
    chosen = state.selection(view)
    pairs = state.result(steps.answered, view)
    if pairs.empty:
        st.info(_("No event of this selection is an answer."), icon=":material/link_off:")
        return
    drawn = picture(state.result(steps.times, view), "answer-times", selectable=True)
    _open(drawn, chosen)
    with page.drawer(_("The answers, with the days between"), "open-answer-rows") as opened:
        if opened:
            _pairs(pairs.sort_values("date", ascending=False, kind="stable"), chosen, "answer-rows")


@page.fragment
def in_kind() -> None:
    """What share of conflictual acts is answered in kind."""
    view = state.view()
    picture(state.result(steps.reciprocity, view), "answers-in-kind")
    with page.drawer(_("The answers in kind"), "open-in-kind-rows") as opened:
        if opened:
            _pairs(state.result(steps.in_kind, view), state.selection(view), "in-kind-rows")
    with page.drawer(_("All conflictual acts of the two sides"), "open-conflictual-rows") as opened:
        if opened:
            chosen = state.selection(view)
            listing(steps.conflictual(chosen), chosen, "conflictual-rows")


def _pairs(pairs: pd.DataFrame, chosen: Selection, key: str) -> None:
    """Acts and answers with the days between, each linked to its card."""
    act, answer = _("Act"), _("Answer")
    shown = pd.DataFrame(
        {
            _("Date of the act"): iso(pairs["date_act"], pairs["date_precision_act"]),
            act: pairs["title_act"],
            _("Date of the answer"): iso(pairs["date"], pairs["date_precision"]),
            answer: pairs["title"],
            _("Who answers"): chosen.words.terms("direction", pairs["direction"]),
            _("Days between"): pairs["days"],
            _("Card of the act"): [_card(i) for i in pairs["act"]],
            _("Card of the answer"): [_card(i) for i in pairs["answer"]],
        }
    ).head(steps.LISTED)
    link = st.column_config.LinkColumn(display_text=_("open"))
    lists.table(shown, key, {_("Card of the act"): link, _("Card of the answer"): link})


def _card(event_id: str) -> str:
    """The address of an event's card."""
    return links.row("events", event_id)
