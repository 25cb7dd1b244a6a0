"""The pictures of the pages on the relationship: overview to actors."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis.consular import spoken as spoken_topics
from analysis.contacts import often as counted
from analysis.contacts import silence as silent
from analysis.events import answers as answered
from analysis.temperature.accumulated import STEP
from analysis.temperature.measures import MEASURES
from app_pages.actors import actor as actors
from app_pages.actors import company, governments, profile
from app_pages.actors import compare as compared
from app_pages.cards import statement
from app_pages.consular import access, cases, spoken
from app_pages.contacts import accounts, often, people, places, planning, silence, topics
from app_pages.doors.choices import Choices, Door, of
from app_pages.events import answers, counts, reciprocity, response
from app_pages.frame import state
from app_pages.frame.state import Selection
from app_pages.overview import line, moved
from app_pages.server.view import RefusedError
from app_pages.statements import echo, followed, tone
from app_pages.statements import topics as said
from app_pages.temperature import controls
from app_pages.trade import beside, flow, rates, responses, standing, timeline, values
from app_pages.trade import counts as held
from charts import governments as terms
from charts.draw.picture import Picture
from charts.speech.language import _
from charts.statements import followed as followed_charts


def _temperature(chosen: Selection, asked: Choices) -> Picture:
    measure = asked.one("measure", list(MEASURES))
    shading = asked.one("shading", line.SHADINGS)
    own = MEASURES[measure].dial == "step"
    return state.result(
        line.over_time,
        chosen.view,
        measure=measure,
        way=asked.one("way", line.WAYS),
        formula=asked.formula(chosen),
        score_step=asked.number("step", *controls.STEPS, STEP) if own else STEP,
        with_terms=shading in {"governments", "both"},
        with_breaks=shading in {"breaks", "both"},
    )


def _moved(step: Callable[..., Picture]) -> Door:
    def door(chosen: Selection, asked: Choices) -> Picture:
        begins, end = moved.first_days(chosen), moved.last_day(chosen)
        choice = asked.one("moved", [*begins, moved.OWN_DATES])
        start = begins.get(choice)
        if start is None:
            reach = chosen.history.events["date"].min(), chosen.record.end
            start = asked.day("moved_from", *reach, max(begins[moved.IN_VIEW], reach[0]))
            end = asked.day("moved_to", *reach, end)
        if start >= end:
            raise RefusedError(_("Choose a first day that lies before the last."), 400)
        return state.result(step, chosen.view, start=start, end=end, formula=asked.formula(chosen))

    return door


def _often(cut: str) -> Door:
    def door(chosen: Selection, asked: Choices) -> Picture | None:
        who = asked.one("contacts_asked", often.askers(chosen))
        measure = asked.one("contacts_measure", list(counted.MEASURES))
        if often.asked(chosen, who).empty:
            return None
        return state.result(often.frequency, chosen.view, cut=cut, measure=measure, who=who)

    return door


def _most(_chosen: Selection, asked: Choices) -> int:
    return int(asked.one("contacts_people", people.MOST))


def _visits(chosen: Selection, asked: Choices) -> Picture:
    visit = asked.one("contacts_visit", state.measure(silence.visit_options, chosen.view))
    return state.result(silence.visit_silence, chosen.view, visit=visit).picture


def _silence(level: str) -> Door:
    return lambda chosen, _asked: (
        state.result(silence.level_silence, chosen.view, level=level).picture
    )


def _standing(chosen: Selection, asked: Choices) -> Picture | None:
    end = chosen.record.end
    first = chosen.record.trade_restrictions[["announced", "effective"]].min().min()
    on = asked.day("trade_on", min(first, end), end, end)
    line_of = asked.one("trade_on_goods", state.measure(standing.lines, chosen.view, on=on))
    if state.measure(standing.on_goods, chosen.view, on=on, line=line_of).empty:
        return None
    return state.result(standing.standing, chosen.view, on=on, line=line_of)


def _restrictions(chosen: Selection, **_options: str) -> pd.DataFrame:
    return chosen.shown.trade_restrictions


def _group(chosen: Selection, asked: Choices) -> str:
    return asked.one("trade_group", timeline.offered(chosen))


def _chain(chosen: Selection, asked: Choices) -> Picture:
    line_of = asked.one("trade_answer_goods", state.measure(responses.lines, chosen.view))
    first = state.result(responses.starts, chosen.view, line=line_of)
    key = asked.one("trade_chain", first["key"].tolist() if len(first) else [])
    number = int(first.loc[first["key"] == key, "chain"].iloc[0])
    return state.result(responses.chain, chosen.view, line=line_of, first=number)


def _flow(chosen: Selection, asked: Choices) -> Picture:
    line_of = asked.one("trade_flow", state.measure(flow.lines, chosen.view))
    rows = state.measure(flow.series_on, chosen.view, line=line_of)
    series_id = asked.one("trade_series", rows["series_id"].tolist())
    found = state.measure(flow.found, chosen.view, line=line_of, series_id=series_id)
    offered = flow.measures(found)
    measure_id = asked.one("trade_measure", offered, found.best_measured()) if offered else ""
    return state.result(
        flow.drawn, chosen.view, line=line_of, series_id=series_id, measure_id=measure_id
    )


def _rated(chosen: Selection, asked: Choices) -> str:
    return asked.one("trade_rate", state.measure(rates.lines, chosen.view))


def _themes(_chosen: Selection, asked: Choices) -> tuple[str, ...]:
    picked = asked.many("trade_beside", beside.THEMES)
    return tuple(theme for theme in beside.THEMES if theme in picked or not picked)


def _topics(_chosen: Selection, asked: Choices) -> tuple[str, ...]:
    every = spoken_topics.TOPICS
    return asked.many("consular_topics", every) or every


def _followed(chosen: Selection, asked: Choices) -> Picture | None:
    rows = state.result(statement.follows, chosen.view, statement_id=asked.rest)
    return None if rows.empty else followed_charts.followed(rows, chosen.words)


def _actor(chosen: Selection, asked: Choices) -> str:
    every = list(state.result(actors.offered, chosen.view.record))
    return asked.one("actor", every, actors.of_side(chosen, 0))


def _named(step: Callable[..., Picture]) -> Door:
    def door(chosen: Selection, asked: Choices) -> Picture | None:
        known = asked.rest in set(chosen.record.actors["actor_id"])
        return state.result(step, chosen.view, actor=asked.rest) if known else None

    return door


def _by_year(chosen: Selection, asked: Choices) -> Picture | None:
    every = list(state.result(actors.offered, chosen.view.record))
    a, b = actors.of_side(chosen, 0), actors.of_side(chosen, 1)
    first = _actor(chosen, asked)
    other = asked.one("actor_with", every, a if first == b else b)
    if first == other:
        return None
    return state.result(compared.by_year, chosen.view, one=first, other=other)


def _terms(letter: str) -> Door:
    def door(chosen: Selection, asked: Choices) -> Picture | None:
        found: dict[str, dict[str, str]] = {}
        for name, side in zip("ab", chosen.record.pair.sides, strict=True):
            offices = state.measure(governments.dividing, chosen.view.record, side=side.code)
            if offices:
                office = asked.one(f"terms_{name}", offices)
                found[name] = {"side": side.code, "office": office}
        measure = asked.one("terms_measure", list(terms.MEASURES))
        rows = [state.measure(governments.terms, chosen.view, **each) for each in found.values()]
        reach = max((terms.greatest(each, measure) for each in rows), default=0.0)
        if letter not in found:
            return None
        options = {**found[letter], "measure": measure, "reach": reach}
        return state.result(governments.by_term, chosen.view, **options)

    return door


def _tree(chosen: Selection, asked: Choices) -> Picture:
    offered = list(state.result(answers.heads, chosen.view))
    known = set(chosen.record.events["event_id"])
    offered += [each for each in asked.all("chain") if each in known]
    event_id = asked.one("chain", offered)
    far = asked.one("chain_steps", answers.STEPS, "all")
    steps = answered.WHOLE if far == "all" else int(far)
    return state.result(answers.tree, chosen.view, event_id=event_id, steps=steps)


OVERVIEW: dict[str, Door] = {
    "temperature-line": _temperature,
    "what-moved": _moved(moved.what_moved),
    "what-moved-mix": _moved(moved.mix_or_tone),
}

EVENTS: dict[str, Door] = {
    "event-lanes": of(counts.lanes),
    "event-domains": of(counts.bars, column="domain", span=None),
    "event-roots": of(counts.bars, column="root", span=None),
    "answer-tree": _tree,
    "answer-times": of(answers.times, needs=answers.answered),
    "answers-in-kind": of(reciprocity.shares),
    "response-followed": of(response.followed),
    "response-lags": of(response.lags),
    "response-base-rates": of(response.base_rates, record=True),
}

CONTACTS: dict[str, Door] = {
    **{f"contacts-{cut}": _often(cut) for cut in often.CUTS},
    **{f"contacts-silence-{level}": _silence(level) for level in silent.LEVELS},
    "contacts-visits": _visits,
    "contacts-matrix": of(people.matrix, most=_most),
    "contacts-network": of(people.network, most=_most),
    "contacts-map": of(places.world),
    "contacts-grounds": of(places.grounds),
    "contacts-topics": of(topics.by_year),
    "contacts-left-out": of(topics.left_out),
    "contacts-accounts": of(accounts.by_year),
    "contacts-requested_by": of(planning.known_by, answer="requested_by", by="level"),
    "contacts-scheduled": of(planning.known_by, answer="scheduled", by="format"),
    "contacts-durations": of(planning.durations),
}

TRADE: dict[str, Door] = {
    "trade-standing": _standing,
    "trade-timeline": of(timeline.timeline, needs=_restrictions, group=_group),
    "trade-over-time": of(held.held),
    "trade-delays": of(held.delays, needs=_restrictions),
    "trade-chain": _chain,
    "trade-rates": of(rates.path, line=_rated),
    "trade-flow": _flow,
    "trade-values": of(values.drawn, needs=values.stated),
    "trade-beside": of(beside.drawn, themes=_themes),
}

CONSULAR: dict[str, Door] = {
    "consular-gantt": of(cases.gantt),
    "consular-access": of(access.strips),
    "consular-yearly": of(spoken.yearly, topics=_topics),
    "consular-waits": of(spoken.waits, topics=_topics),
}

STATEMENTS: dict[str, Door] = {
    **{f"statements-{by}": of(tone.yearly, by=by) for by in ("tone", "stance")},
    **{f"statements-topics-{by}": of(said.heatmaps, by=by) for by in ("tone", "stance")},
    "statements-ledger": of(followed.lanes),
    "statements-echo": of(echo.drawn, needs=echo.with_echo),
    "followed-": _followed,
}

ACTORS: dict[str, Door] = {
    "actor-offices": of(profile.offices, actor=_actor),
    "actor-events": of(profile.in_events, actor=_actor),
    "actor-met": of(profile.counterparts, actor=_actor),
    "actor-places": of(profile.places, actor=_actor),
    "actor-stances": of(profile.stances, actor=_actor),
    "actor-network": of(company.network, actor=_actor),
    "actors-by-year": _by_year,
    "compare-": _named(profile.in_events),
    "met-": _named(profile.counterparts),
    "terms-a": _terms("a"),
    "terms-b": _terms("b"),
}
