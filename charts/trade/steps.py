"""Measures and responses in words: what follows what, after how long, by whose word."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.trade.responses import Chains
from charts.speech.formats import day, listed, number
from charts.speech.language import _
from charts.speech.names import Words


def days(link: object) -> str:
    """The days of a link; about, where a date is not known to the day."""
    count = number(link.days)  # type: ignore[attr-defined]
    if link.exact:  # type: ignore[attr-defined]
        return _("{n} d", n=count)
    return _("≈ {n} d", n=count)


def span(links: pd.DataFrame) -> str:
    """The days of the links that lead to one step, from fewest to most.

    `links` has days and exact; about, where a date of one of them is not known to the day.
    """
    least, most = int(links["days"].min()), int(links["days"].max())
    count = number(least) if least == most else f"{number(least)}–{number(most)}"
    return _("{n} d", n=count) if links["exact"].all() else _("≈ {n} d", n=count)


def link_words(kind: str, told: str) -> str:
    """How one step follows from another, as far as the sources go."""
    if kind == "answers":
        return {
            "stated": _("stated by its author to answer it"),
            "reported": _("widely reported as an answer; its author gives another reason"),
            "no-reason": _("widely reported as an answer; no reason by its author is on record"),
        }.get(told, _("stated, or widely reported, to answer it"))
    return {
        "ends": _("end of the measure"),
        "effect": _("takes effect"),
        "replaces": _("next phase of the same measure"),
    }[kind]


def named(steps: pd.DataFrame) -> pd.DataFrame:
    """The steps with titles that say it where goods are eased or freed, not restricted."""
    return steps.assign(
        title=[step_name(*row) for row in zip(steps["title"], steps["effect"], strict=True)]
    )


def step_name(title: str, effect: str) -> str:
    """What a step is called: goods alone would say that they are restricted."""
    if effect == "eased":
        return _("Easing: {goods}", goods=title)
    if effect == "ended":
        return _("End: {goods}", goods=title)
    if effect == "lapsed":
        return _("End of the easing: {goods}", goods=title)
    return title


def step_table(found: Chains, words: Words) -> pd.DataFrame:
    """The steps as rows: when, who, what, what it follows and how that is told."""
    steps, links = named(found.steps), found.links
    titles = steps.set_index("step")["title"]
    lanes = _lane_names(words)
    before: dict[int, Sequence[object]] = {
        step: list(rows.itertuples()) for step, rows in links.groupby("later")
    }
    return pd.DataFrame(
        {
            _("Date"): [day(d, p) for d, p in zip(steps["date"], steps["precision"], strict=True)],
            _("Who"): steps["lane"].map(lanes),
            _("After"): [
                listed(days(link) for link in before.get(step, ())) for step in steps["step"]
            ],
            _("What"): steps["title"],
            _("How it is told"): [
                listed(
                    dict.fromkeys(link_words(link.kind, link.told) for link in before.get(step, ()))  # type: ignore[attr-defined]
                )
                for step in steps["step"]
            ],
            _("Follows"): [
                listed(str(titles[link.earlier]) for link in before.get(step, ()))  # type: ignore[attr-defined]
                for step in steps["step"]
            ],
        },
        index=steps.index,
    )


def _lane_names(words: Words) -> dict[str, str]:
    return {
        words.pair.a.code: words.side(words.pair.a.code),
        words.pair.b.code: words.side(words.pair.b.code),
        "mutual": words.term("direction", "mutual"),
        "third-party": words.term("direction", "third-party"),
    }
