"""Who answered what? Restrictions and events, chained by what they respond to and replace."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.tables.dataset import Dataset
from analysis.tables.dates import days_between
from analysis.tables.filters import involves
from analysis.trade import goods
from analysis.trade.standing import first_of_group, measures

DOMAIN = "trade"
"""Events of other domains are steps only where a restriction answers them, however remotely."""

LINK_KINDS = ("answers", "ends", "effect", "replaces")
"""A step answers another, ends it, puts it into effect, or replaces it by a new phase."""

EFFECTS = ("", "begun", "kept", "eased", "ended", "lapsed")
"""What a row does on its day: an event nothing; a phase begins or rises, goes on at a rate no
higher than before, or eases; a measure ends, or an easing of one lapses."""

_NODE = ["node", "row_id", "date", "precision", "lane", "title", "effect", "salience", "sources"]
_STEP = ["step", "date", "precision", "lane", "title", "effect", "salience", "events"]
_STEP += ["restrictions", "ended", "eased", "relief", "sources"]
_LINK = ["earlier", "later", "kind", "days_least", "days_most", "told"]


@dataclass(frozen=True, eq=False)
class Chains:
    """Steps of measures and responses, and the links between them.

    - `steps`: step (number, in order of date), date, precision, lane (a side's code, mutual or
      third-party), title, `effect` (one of EFFECTS: of the row that gives the title), `events` and
      `restrictions` (tuples of ids), `ended` (ids of restrictions that end on that day), `eased`
      (those of `restrictions` that ease), `relief` (something is eased or ends, and nothing begins
      or rises), salience (1 to 3), sources (tuple) and `chain` (number of the first step of the
      chain that it belongs to);
    - `links`: `earlier` and `later` (steps), kind (one of LINK_KINDS), days_least and days_most
      between the two (what the precision of their dates allows) and `told` (for the answer of a
      restriction: stated where its own reason says so, else reported or no-reason; empty for other
      links).
    """

    steps: pd.DataFrame
    links: pd.DataFrame


def chains(dataset: Dataset, line: str = goods.ALL) -> Chains:
    """Which acts led to which restrictions, what answered them, and how did they end?

    A step is what one side did on one day. Restrictions of the line of goods are steps when they
    answer an event or belong to the same measure as one that does; so are the events that they
    answer, the trade events that answer any step, and the trade events by which the same side
    announced, applied or ended such a restriction (same day, same goods).
    """
    phases, events, acts = _members(dataset, line)
    nodes = pd.concat(
        [_event_nodes(events, dataset), _phase_nodes(phases), _end_nodes(phases)],
        ignore_index=True,
    )
    if nodes.empty:
        return Chains(pd.DataFrame(columns=[*_STEP, "chain"]), pd.DataFrame(columns=_LINK))
    told = _node_links(phases, events, acts, nodes)
    numbered = nodes.assign(step=_number(nodes, told))
    links = _step_links(numbered, told)
    steps = _steps(numbered)
    chain = steps["step"].map(first_of_group(steps["step"], links[["earlier", "later"]]))
    return Chains(steps.assign(chain=chain), links)


def how_told(phases: pd.DataFrame) -> pd.Series:
    """Does the reason that its author gives say that a measure answers something?

    Returns stated where it does; reported where the author gives another reason and the link
    rests on what is widely reported; no-reason where that is all, for no reason is on record.
    """
    told = phases["response_told"].astype(object).fillna("reported")
    return told.mask(phases["stated_reason"] == "", "no-reason")


def of_chain(found: Chains, chain: int) -> Chains:
    """The steps and links of one chain."""
    steps = found.steps[found.steps["chain"] == chain]
    return Chains(steps, found.links[found.links["later"].isin(steps["step"])])


def main_steps(found: Chains, most: int) -> Chains:
    """Which are the main steps of the chain, at most `most` of them?

    The step that the chain begins with is one. Restrictions and what they answer come next, then
    events by salience, acts of the two sides before those of others, and earlier ones before later
    ones.
    """
    steps, links = found.steps, found.links
    bears = steps["restrictions"].str.len().gt(0) | steps["ended"].str.len().gt(0)
    answered = steps["step"].isin(
        links.loc[links["later"].isin(steps.loc[bears, "step"]), "earlier"]
    )
    others = steps["lane"].isin(["mutual", "third-party"])
    first = steps["step"] == steps["chain"]
    rank = steps.assign(first=first, needed=bears | answered, others=others).sort_values(
        ["first", "needed", "salience", "others", "step"],
        ascending=[False, False, False, True, True],
    )
    kept = steps[steps["step"].isin(rank["step"].head(most))]
    inside = links["earlier"].isin(kept["step"]) & links["later"].isin(kept["step"])
    return Chains(kept, links[inside])


def _members(dataset: Dataset, line: str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The phases and events of the chains, and which event reports which day of which phase."""
    table = goods.of_line(dataset.trade_restrictions, line)
    with_measure = table.assign(measure_id=measures(table))
    topics = _topics(with_measure, dataset.goods)
    trade = dataset.events[dataset.events["domain"] == DOMAIN]
    wanted = goods.topics(dataset.goods, line)
    if line != goods.ALL:
        trade = trade[involves(trade, wanted, ("topics",))]
    answering = with_measure[with_measure["responds_to"].str.len() > 0]
    phases = with_measure[with_measure["measure_id"].isin(answering["measure_id"])]
    events = _ancestors(dataset.events, answering["responds_to"].explode())
    while True:
        trade_known = trade[trade["event_id"].isin(events)]
        announced = _same_act(with_measure, trade_known, topics, ("announced",))["restriction_id"]
        kin = with_measure[
            with_measure["restriction_id"].isin(announced)
            | with_measure["measure_id"].isin(phases["measure_id"])
        ]
        acts = _same_act(kin, trade, topics, ("announced", "effective", "ended"))
        replies = trade.loc[involves(trade, events, ("responds_to",)), "event_id"]
        more = events | frozenset(acts["event_id"]) | frozenset(replies)
        if more == events and len(kin) == len(phases):
            return phases, dataset.events[dataset.events["event_id"].isin(events)], acts
        phases, events = kin, more


def _topics(phases: pd.DataFrame, table: pd.DataFrame) -> dict[str, frozenset[str]]:
    lines = goods.with_lines(phases)
    return {
        row: frozenset().union(*(goods.topics(table, line) for line in of_row))
        for row, of_row in lines.groupby("restriction_id")["line"]
    }


def _ancestors(events: pd.DataFrame, ids: pd.Series) -> frozenset[str]:
    """These events, what they answer, what that answers, and so on."""
    before = dict(zip(events["event_id"], events["responds_to"], strict=True))
    found: frozenset[str] = frozenset()
    more = frozenset(ids) & before.keys()
    while more - found:
        found |= more
        more = frozenset(earlier for event in more for earlier in before[event]) & before.keys()
    return found


def _same_act(
    phases: pd.DataFrame,
    events: pd.DataFrame,
    topics: dict[str, frozenset[str]],
    days: tuple[str, ...],
) -> pd.DataFrame:
    """Pairs of a phase and an event by the same side, on one of the phase's days, on its goods."""
    side = events["direction"].astype(str).str.split("-").str[0]
    told = events[events["date_precision"] == "day"].assign(imposed_by=side)
    pairs = [
        phases[phases[f"{day}_precision"] == "day"]
        .assign(date=phases[day], day=day)[["restriction_id", "imposed_by", "date", "day"]]
        .merge(told[["event_id", "imposed_by", "date", "topics"]], on=["imposed_by", "date"])
        for day in days
    ]
    found = pd.concat(pairs, ignore_index=True)
    shared = [
        not topics[row].isdisjoint(named)
        for row, named in zip(found["restriction_id"], found["topics"], strict=True)
    ]
    return found[pd.Series(shared, index=found.index, dtype=bool)]


def _event_nodes(events: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    lane = {dataset.pair.a_to_b: dataset.pair.a.code, dataset.pair.b_to_a: dataset.pair.b.code}
    directions = events["direction"].astype(str)
    return events.assign(
        node="event:" + events["event_id"],
        row_id=events["event_id"],
        precision=events["date_precision"].astype(str),
        lane=directions.map(lambda value: lane.get(value, value)),
        salience=events["salience"].astype(int),
        effect="",
    )[_NODE]


def _phase_nodes(phases: pd.DataFrame) -> pd.DataFrame:
    announced = phases["announced"].notna()
    precision = phases["announced_precision"].astype(object)
    return phases.assign(
        node="restriction:" + phases["restriction_id"],
        row_id=phases["restriction_id"],
        date=phases["announced"].fillna(phases["effective"]),
        precision=precision.where(announced, phases["effective_precision"].astype(object)),
        lane=phases["imposed_by"].astype(str),
        title=phases["product"],
        salience=3,
        effect=_effects(phases),
    )[_NODE].dropna(subset="date")


def _effects(phases: pd.DataFrame) -> list[str]:
    """Does each phase ease, go on at a rate no higher than what it replaces, or begin?"""
    rates = dict(zip(phases["restriction_id"], phases["rate_percent"], strict=True))
    missing = float("nan")
    return [
        "eased"
        if status == "easing"
        else "kept"
        if earlier and all(rate <= rates.get(row, missing) for row in earlier)
        else "begun"
        for status, earlier, rate in zip(
            phases["status"], phases["replaces"], phases["rate_percent"], strict=True
        )
    ]


def _end_nodes(phases: pd.DataFrame) -> pd.DataFrame:
    """The ends of measures: of phases that no later phase replaces."""
    replaced = frozenset(phases["replaces"].explode().dropna())
    last = phases[phases["ended"].notna() & ~phases["restriction_id"].isin(replaced)]
    return last.assign(
        node="end:" + last["restriction_id"],
        row_id=last["restriction_id"],
        date=last["ended"],
        precision=last["ended_precision"].astype(object),
        lane=last["imposed_by"].astype(str),
        title=last["product"],
        salience=3,
        effect=last["status"].eq("easing").map({True: "lapsed", False: "ended"}),
    )[_NODE]


def _number(nodes: pd.DataFrame, links: pd.DataFrame) -> pd.Series:
    """Nodes of one side, day and precision are one step, numbered from 1 in order of date.

    Steps of one day are numbered so that what answers comes after what it answers.
    """
    day = nodes["date"].dt.strftime("%Y-%m-%d")
    step = day + " " + nodes["precision"].astype(str) + " " + nodes["lane"]
    of_node = dict(zip(nodes["node"], step, strict=True))
    same_day = [
        (of_node[earlier], of_node[later])
        for earlier, later in zip(links["earlier"], links["later"], strict=True)
        if of_node[earlier] != of_node[later] and of_node[earlier][:10] == of_node[later][:10]
    ]
    depth = dict.fromkeys(step, 0)
    # As many rounds as steps can follow one another; a circle of answers stops there too.
    for _round in range(len(set(same_day))):
        for earlier, later in same_day:
            depth[later] = min(max(depth[later], depth[earlier] + 1), len(same_day))
    order = pd.DataFrame({"day": day, "depth": step.map(depth), "step": step})
    ranked = order.drop_duplicates("step").sort_values(["day", "depth", "step"])
    return step.map({name: number for number, name in enumerate(ranked["step"], 1)})


def _steps(nodes: pd.DataFrame) -> pd.DataFrame:
    kind = nodes["node"].str.split(":").str[0]
    order = nodes.assign(kind=kind, told=kind.eq("event")).sort_values(
        ["step", "told", "salience"], ascending=[True, False, False], kind="stable"
    )
    by_step = order.groupby("step")
    first = by_step[["date", "precision", "lane", "title", "effect"]].first()
    effects = by_step["effect"].agg(frozenset)

    def ids(wanted: str, column: str = "kind") -> pd.Series:
        found = order[order[column] == wanted].groupby("step")["row_id"].agg(tuple)
        return found.reindex(first.index).map(lambda cell: cell if isinstance(cell, tuple) else ())

    return first.assign(
        salience=by_step["salience"].max(),
        events=ids("event"),
        restrictions=ids("restriction"),
        ended=ids("end"),
        eased=ids("eased", "effect"),
        relief=[
            not found.isdisjoint({"eased", "ended"}) and found.isdisjoint({"begun", "lapsed"})
            for found in effects
        ],
        sources=by_step["sources"].agg(lambda cells: tuple(dict.fromkeys(sum(cells, ())))),
    ).reset_index()[_STEP]


def _node_links(
    phases: pd.DataFrame, events: pd.DataFrame, acts: pd.DataFrame, nodes: pd.DataFrame
) -> pd.DataFrame:
    told = how_told(phases)
    applied = acts[acts["day"] == "effective"]
    rows = [
        ("event:" + event, "restriction:" + row, "answers", reason)
        for row, reason, ids in zip(
            phases["restriction_id"], told, phases["responds_to"], strict=True
        )
        for event in ids
    ]
    rows += [
        (kind + earlier, kind + row, link, "")
        for kind, row_ids, earlier_ids, link in (
            ("event:", events["event_id"], events["responds_to"], "answers"),
            ("restriction:", phases["restriction_id"], phases["replaces"], "replaces"),
        )
        for row, ids in zip(row_ids, earlier_ids, strict=True)
        for earlier in ids
    ]
    rows += [("restriction:" + row, "end:" + row, "ends", "") for row in phases["restriction_id"]]
    rows += [
        ("restriction:" + row, "event:" + event, "effect", "")
        for row, event in zip(applied["restriction_id"], applied["event_id"], strict=True)
    ]
    links = pd.DataFrame(rows, columns=["earlier", "later", "kind", "told"])
    return links[links["earlier"].isin(nodes["node"]) & links["later"].isin(nodes["node"])]


def _step_links(nodes: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Links between steps: one for each pair, an answer before an end before a replacement."""
    step = nodes.set_index("node")["step"]
    between = links.assign(
        earlier=links["earlier"].map(step),
        later=links["later"].map(step),
        rank=links["kind"].map({kind: rank for rank, kind in enumerate(LINK_KINDS)}),
    )
    between = (
        between[between["earlier"] < between["later"]]
        .sort_values(["later", "earlier", "rank", "told"], ascending=[True, True, True, False])
        .drop_duplicates(["earlier", "later"], ignore_index=True)
    )
    first = nodes.drop_duplicates("step").set_index("step")
    dates = [between[end].map(first[name]) for end in _LINK[:2] for name in ("date", "precision")]
    least, most = days_between(*dates)
    return between.assign(days_least=least, days_most=most)[_LINK]
