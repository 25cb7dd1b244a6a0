"""Two actors side by side."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.actors import profile as tables
from analysis.actors.compare import yearly
from app_pages.actors import actor as actors
from app_pages.actors import profile
from app_pages.frame import lists, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.actors import compare
from charts.draw.picture import Picture
from charts.speech.formats import day, degrees, leading, number
from charts.speech.language import _

UNKNOWN = "–"


def figures(chosen: Selection, one: str, other: str) -> pd.DataFrame:
    """The figures of two actors side by side, in words."""
    table = pd.DataFrame(
        {chosen.words.actor(actor): _figures(chosen, actor) for actor in (one, other)}
    )
    return table.rename_axis(_("Indicator")).reset_index()


def _figures(chosen: Selection, actor: str) -> dict[str, str]:
    words, shown = chosen.words, chosen.shown
    ids = actors.members(chosen, actor)
    counts = profile.summary(chosen, actor)
    means = tables.intensity(tables.roles_in_events(shown.events, ids)).set_index("role")
    mean = {
        role: _("{mean} (n = {n})", mean=degrees(heat), n=number(n))
        for role, heat, n in means[["goldstein", "events"]].itertuples()
    }
    met = tables.counterparts(shown.contacts, ids)
    said = tables.stances(shown.statements, ids)
    kind = chosen.record.actors.set_index("actor_id").at[actor, "kind"]
    return {
        _("Kind"): words.term("actor_kind", kind),
        _("First appearance"): day(counts["first"], counts["first_precision"]),
        _("Last appearance"): day(counts["last"], counts["last_precision"]),
        _("Events"): number(counts["events"]),
        _("Mean intensity of own acts"): mean["initiator"],
        _("Mean intensity of acts towards the actor"): mean["target"],
        _("Contacts"): number(counts["contacts"]),
        _("Met most often"): leading(map(words.actor, met["actor_id"]), met["contacts"]) or UNKNOWN,
        _("Statements"): number(counts["statements"]),
        _("Most frequent stance"): leading(
            words.terms("stance", said["stance"]), said["statements"]
        )
        or UNKNOWN,
        _("Cases"): number(counts["consular_cases"]),
    }


def by_year(chosen: Selection, one: str, other: str) -> Picture:
    """In how many rows each appears, year by year."""
    seen = state.measure(actors.seen, chosen.view)
    counts = [
        yearly(seen, actors.members(chosen, actor)).assign(actor=place)
        for place, actor in enumerate((one, other))
    ]
    both = pd.concat(counts, ignore_index=True)
    # Cases of the chosen years may have begun before them.
    inside = both[both["year"].between(*chosen.years)]
    return compare.compared(inside, (one, other), chosen.words)


def section() -> None:
    """The figures of two actors, their years, and what each took part in."""
    chosen = state.selection(state.view())
    a, b = actors.of_side(chosen, 0), actors.of_side(chosen, 1)
    left, right = st.columns(2)
    with left:
        one = actors.choose(_("Actor"), "actor", chosen, a)
    with right:
        other = actors.choose(_("Compared with"), "actor_with", chosen, a if one == b else b)
    if one == other:
        st.info(_("Choose two different actors to compare."), icon=":material/compare_arrows:")
        return
    found = state.result(figures, chosen.view, one=one, other=other)
    # Unlike a data frame, a table breaks its lines, so that a phone shows both columns.
    st.table(
        found.set_index(_("Indicator")).map(plain).rename(columns=plain),
        alt=lists.counted(found),
    )
    lists.download(lambda: found, "actor-comparison")
    picture(state.result(by_year, chosen.view, one=one, other=other), "actors-by-year")
    for place, actor in zip(st.columns(2), (one, other), strict=True):
        with place:
            st.markdown(f"## {plain(chosen.words.actor(actor))}")
            events = state.result(profile.in_events, chosen.view, actor=actor)
            picture(events, f"compare-{actor}", level=3)
            met = state.result(profile.counterparts, chosen.view, actor=actor)
            picture(met, f"met-{actor}", level=3)
            for table in ("events", "contacts", "statements"):
                actors.drawer(actor, table, chosen, f"compare-{actor}")
