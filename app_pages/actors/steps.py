"""What the page of actors computes: plain functions of a selection and its options."""

from __future__ import annotations

import pandas as pd

from analysis import governments
from analysis.actors import profile
from analysis.tables import kinds
from analysis.tables.filters import expand, involves
from app_pages.frame import state
from app_pages.frame.state import Selection
from charts import governments as government_charts
from charts.actors import company
from charts.actors import profile as actor_charts
from charts.draw.picture import Picture
from charts.speech.formats import day, degrees, number
from charts.speech.language import _

MOST_OFFERED = 3000
"""Actors that the list offers at most: those with most rows."""

PARTNERS = 20


def seen(chosen: Selection) -> pd.DataFrame:
    """Where each actor appears in what the filters leave."""
    return profile.appearances(chosen.shown)


def seen_on_record(chosen: Selection) -> pd.DataFrame:
    """Where each actor appears in the whole record."""
    return profile.appearances(chosen.record)


def kept_seen(chosen: Selection) -> pd.DataFrame:
    """The same, computed once for all the actors of a view."""
    return state.result(seen, chosen.view)


def offered(chosen: Selection) -> list[str]:
    """The actors to choose from: those with most rows on record first, then the rest by name."""
    rows = profile.busiest(state.result(seen_on_record, chosen.view.record))
    others = sorted(set(chosen.record.actors["actor_id"]) - set(rows.index))
    return [*rows.index, *others][:MOST_OFFERED]


def state_of(chosen: Selection, letter: str) -> str:
    """The state that is side a or b; the busiest actor where the tables have none."""
    side = chosen.record.pair.sides["ab".index(letter)]
    actors = chosen.record.actors
    own = actors.loc[(actors["kind"] == "state") & (actors["country"] == side.code), "actor_id"]
    offers = state.result(offered, chosen.view.record)
    return next((actor for actor in own if actor in offers), offers[0])


def labels(chosen: Selection) -> dict[str, str]:
    """Every name and alias of each actor, by which a reader finds it."""
    return {
        actor["actor_id"]: profile.search_label(actor, chosen.words.actor(actor["actor_id"]))
        for actor in chosen.record.actors.to_dict("records")
    }


def members(chosen: Selection, actor: str) -> tuple[str, ...]:
    """The actor itself and, where it is a state and the view says so, everyone who belongs."""
    if not chosen.view.filters.people_of_states:
        return (actor,)
    return tuple(sorted(expand(chosen.record.actors, (actor,))))


def summary(chosen: Selection, actor: str) -> pd.Series:
    """How many rows pass the filters; first and last are of the whole record."""
    ids = members(chosen, actor)
    known = profile.summary(state.result(seen_on_record, chosen.view.record), ids)
    counts = profile.summary(kept_seen(chosen), ids)
    return pd.concat([known[["first", "last"]], counts.drop(["first", "last"])])


def offices(chosen: Selection, actor: str) -> Picture:
    record = chosen.record
    held = profile.terms(record.offices, [actor], record.end)
    first = held["since"].min() if held["known_start"].any() else record.events["date"].min()
    return actor_charts.offices(held, first, record.end, chosen.words)


def in_events(chosen: Selection, actor: str) -> Picture:
    own = profile.roles_in_events(chosen.shown.events, members(chosen, actor))
    return actor_charts.in_events(own, profile.intensity(own), chosen.words)


def counterparts(chosen: Selection, actor: str) -> Picture:
    met = profile.counterparts(chosen.shown.contacts, members(chosen, actor))
    return actor_charts.counterparts(met, chosen.words)


def places(chosen: Selection, actor: str) -> Picture:
    where = profile.places(chosen.shown.contacts, members(chosen, actor))
    return actor_charts.places(where, chosen.words)


def stances(chosen: Selection, actor: str) -> Picture:
    said = profile.stances(chosen.shown.statements, members(chosen, actor))
    return actor_charts.stances(said, chosen.words)


def network(chosen: Selection, actor: str) -> Picture:
    partners, links = profile.together(kept_seen(chosen), members(chosen, actor), PARTNERS)
    return company.network(partners, links, chosen.words, chosen.words.actor(actor))


def rows_of(chosen: Selection, actor: str, table: str) -> pd.DataFrame:
    """The rows of a table in which the actor takes part, latest first."""
    ids = frozenset(members(chosen, actor))
    rows = getattr(chosen.shown, table)
    if table == "consular_cases":
        return rows[rows["person"].isin(ids)]
    own = rows[involves(rows, ids, kinds.of(table).roles)]
    return own.sort_values("date", ascending=False, kind="stable")


def shared_rows(chosen: Selection, actor: str, partner: str, table: str) -> pd.DataFrame:
    """The rows of a table in which both take part, latest first."""
    rows = rows_of(chosen, actor, table)
    return rows[involves(rows, frozenset([partner]), kinds.of(table).roles)]


def comparison(chosen: Selection, one: str, other: str) -> pd.DataFrame:
    """The measures of two actors side by side, in words."""
    columns = {chosen.words.actor(actor): _measures(chosen, actor) for actor in (one, other)}
    table = pd.DataFrame(columns)
    return table.rename_axis(_("Indicator")).reset_index()


def _measures(chosen: Selection, actor: str) -> dict[str, str]:
    ids = members(chosen, actor)
    counts = summary(chosen, actor)
    means = profile.intensity(profile.roles_in_events(chosen.shown.events, ids)).set_index("role")
    met = profile.counterparts(chosen.shown.contacts, ids)
    said = profile.stances(chosen.shown.statements, ids)
    words = chosen.words

    def mean(role: str) -> str:
        return _(
            "{mean} (n = {n})",
            mean=degrees(means.at[role, "goldstein"]),
            n=number(means.at[role, "events"]),
        )

    return {
        _("Kind"): words.term("actor_kind", _kind(chosen, actor)),
        _("First appearance"): day(counts["first"]),
        _("Last appearance"): day(counts["last"]),
        _("Events"): number(counts["events"]),
        _("Mean intensity where it acts"): mean("initiator"),
        _("Mean intensity where it is acted upon"): mean("target"),
        _("Contacts"): number(counts["contacts"]),
        _("Met most often"): words.actor(met["actor_id"].iloc[0]) if len(met) else "–",
        _("Statements"): number(counts["statements"]),
        _("Most frequent stance"): words.term("stance", said["stance"].iloc[0])
        if len(said)
        else "–",
        _("Cases"): number(counts["consular_cases"]),
    }


def _kind(chosen: Selection, actor: str) -> str:
    return str(chosen.record.actors.set_index("actor_id").at[actor, "kind"])


def compared(chosen: Selection, one: str, other: str) -> Picture:
    where = kept_seen(chosen)
    counts = [
        profile.yearly(where, members(chosen, actor))
        .groupby("year", as_index=False)["rows"]
        .sum()
        .assign(actor=place)
        for place, actor in enumerate((one, other))
    ]
    both = pd.concat(counts, ignore_index=True)
    # A case that a kept row belongs to may have begun long before the chosen years.
    inside = both[both["year"].between(*chosen.years)]
    return company.compared(inside, (one, other), chosen.words)


def dividing(chosen: Selection, side: str) -> pd.DataFrame:
    """The offices by whose terms the record can be divided for one side."""
    record = chosen.record
    start = record.events["date"].min()
    return governments.dividing(record.offices, record.actors, side, start, record.end)


def terms(chosen: Selection, side: str, office: str) -> pd.DataFrame:
    """The terms of an office that touch the chosen years, each in full, and how they fared."""
    record = chosen.record
    held = governments.terms(record.offices, office, record.end)
    first, last = chosen.years
    touching = held[(held["until"].dt.year >= first) & (held["start"].dt.year <= last)]
    return governments.by_term(chosen.history, touching, side, record.events["date"].min())


def in_term(
    chosen: Selection, table: str, since: pd.Timestamp, until: pd.Timestamp
) -> pd.DataFrame:
    """The rows of a term, latest first; of restrictions, those that began or ended in it."""
    rows = getattr(chosen.history, table)
    if table != "trade_restrictions":
        inside = rows[rows["date"].between(since, until)]
        return inside.sort_values("date", ascending=False, kind="stable")
    began = rows["effective"].fillna(rows["announced"])
    within = began.between(since, until) | rows["ended"].between(since, until)
    return rows[within].sort_values("effective", ascending=False, kind="stable")


def by_term(chosen: Selection, side: str, office: str, measure: str, reach: float) -> Picture:
    held = state.result(terms, chosen.view, side=side, office=office)
    return government_charts.by_term(
        held, measure, side, office, chosen.record.end, chosen.words, reach
    )
