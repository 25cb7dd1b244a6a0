"""Which act answers which, and how soon?

An event answers another where the record says so (`responds_to`): because the actor states it, or
because it is widely reported. What is not stated is no answer here, however near in time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.tables.dates import days_between

# networkx takes 150 ms and 12 MB to import, and only the trees of answers need it.
if TYPE_CHECKING:
    import networkx as nx

WHOLE = 0
"""As a number of steps: the whole tree."""

_CARRIED = ["event_id", "date", "date_precision", "direction", "domain", "goldstein", "title"]


def pairs(events: pd.DataFrame) -> pd.DataFrame:
    """Which event answers which, and after how many days?

    `events` has event_id, date, date_precision, title, direction, domain, goldstein, responds_to.
    Returns one row per answer and act: answer and act (event ids), date, date_precision, title,
    direction, domain and goldstein of the answer, and of the act with the suffix `_act`, and the
    days between: `days` (from date to date), `days_least` and `days_most` (what the precision of
    the two dates allows, never below 0) and `exact` (both are known to the day). Answers to events
    that the table does not hold are left out.
    """
    held = events[[*_CARRIED, "responds_to"]].explode("responds_to").dropna(subset="responds_to")
    linked = held.merge(
        events[_CARRIED], left_on="responds_to", right_on="event_id", suffixes=("", "_act")
    ).rename(columns={"event_id": "answer", "event_id_act": "act"})
    least, most = days_between(
        linked["date_act"], linked["date_precision_act"], linked["date"], linked["date_precision"]
    )
    return linked.assign(
        days=(linked["date"] - linked["date_act"]).dt.days,
        days_least=least,
        days_most=most,
        exact=linked["date_precision"].eq("day") & linked["date_precision_act"].eq("day"),
    ).drop(columns=["responds_to"])


def trees(linked: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Which trees of acts and answers are there?

    Returns one row per tree: event_id (its first act; of several without an act before them, the
    earliest), events (how many it holds), first and last (dates); largest first.
    """
    import networkx as nx

    net = _graph(linked)
    date = events.set_index("event_id")["date"]
    rows = []
    for members in nx.weakly_connected_components(net):
        roots = sorted(node for node in members if net.in_degree(node) == 0)
        dates = date.reindex(list(members))
        rows.append((date.reindex(roots).idxmin(), len(members), dates.min(), dates.max()))
    table = pd.DataFrame(rows, columns=["event_id", "events", "first", "last"])
    return table.sort_values(
        ["events", "first"], ascending=[False, True], kind="stable", ignore_index=True
    )


def around(linked: pd.DataFrame, event_id: str, steps: int) -> pd.DataFrame:
    """Which pairs lie within `steps` steps of an event, in either direction?

    `steps` of WHOLE means its whole tree. Returns rows of `linked`; none where the event neither
    answers nor is answered.
    """
    import networkx as nx

    net = _graph(linked).to_undirected()
    if event_id not in net:
        return linked.iloc[:0]
    reach = None if steps == WHOLE else steps
    near = set(nx.single_source_shortest_path_length(net, event_id, reach))
    return linked[linked["act"].isin(near) & linked["answer"].isin(near)]


def outline(linked: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """In which order, one below the other, do the events of a tree read as an outline?

    Every act is followed by its answers, by date, each with its own answers below it. An event
    that answers several acts stands below the first of them. Returns event_id, row (from 0),
    depth (0 for the first act), act (the event above it, missing for the first) and days (from
    it, missing unless both are known to the day).
    """
    import networkx as nx

    date = events.set_index("event_id")["date"]
    under = linked.sort_values(["date_act", "act"], kind="stable").drop_duplicates("answer")
    under = under.set_index("answer")
    parent = under["act"].to_dict()
    tree = nx.DiGraph()
    tree.add_node(_TOP)
    for node in sorted({*linked["act"], *linked["answer"]}, key=lambda node: (date[node], node)):
        tree.add_edge(parent.get(node, _TOP), node)
    depth = nx.single_source_shortest_path_length(tree, _TOP)
    ids = list(nx.dfs_preorder_nodes(tree, _TOP))[1:]
    return pd.DataFrame(
        {
            "event_id": pd.Series(ids, dtype="str"),
            "row": range(len(ids)),
            "depth": [depth[node] - 1 for node in ids],
            "act": [parent.get(node) for node in ids],
            "days": under["days"].where(under["exact"]).reindex(ids).to_numpy(dtype="float64"),
        }
    )


_TOP = ""
"""Stands above the acts that answer nothing."""


def _graph(linked: pd.DataFrame) -> nx.DiGraph:
    """An edge from each act to each of its answers."""
    import networkx as nx

    return nx.from_pandas_edgelist(linked, "act", "answer", create_using=nx.DiGraph)


def times(linked: pd.DataFrame) -> pd.DataFrame:
    """How long do answers take, by who answers and in which domain?

    Takes the pairs of which both dates are known to the day; an answer to two acts counts for
    each. Returns direction, domain (empty for all domains, which come first; then that with most
    answers), n, least, lower (first quartile), median, upper (third quartile) and most, in days,
    and answers (n of the domain, both sides together); quartiles by linear interpolation (Hyndman
    and Fan 1996, definition 7).
    """
    known = linked[linked["exact"]].astype({"domain": str})
    table = (
        pd.concat([known, known.assign(domain="")])
        .groupby(["domain", "direction"], observed=True)["days"]
        .agg(
            n="size",
            least="min",
            lower=lambda days: days.quantile(0.25),
            median="median",
            upper=lambda days: days.quantile(0.75),
            most="max",
        )
        .reset_index()
    )
    answers = table.groupby("domain")["n"].transform("sum")
    return table.assign(answers=answers).sort_values(
        ["answers", "domain", "direction"], ascending=[False, True, True], ignore_index=True
    )
