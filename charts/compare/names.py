"""What episodes are called, and what is said of all that are compared."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.compare.episodes import KEY
from charts.draw.text import shortened
from charts.speech.formats import labelled
from charts.speech.language import _, language, plural
from charts.speech.names import Words

LONGEST = 60
"""So many letters of a name a lane has room for on a phone."""

Named = Mapping[str, Words]
"""The names that the tables of each pair give, by the name of the pair."""


def pair(words: Words) -> str:
    """The two sides of a pair."""
    return "–".join(words.side(side.code) for side in words.pair.sides)


def episode() -> str:
    """What an episode is."""
    return _(
        "An episode is a dispute: an act that the other side answered with measures, "
        "detentions or a stop to contacts, and what followed."
    )


def episodes(rows: pd.DataFrame, words: Named) -> list[str]:
    """The name of each episode: the side that is not common to all, and what set it off."""
    own = "title" if language() == "en" else f"title_{language()}"
    return [
        labelled(pair(words[of]), title) for of, title in zip(rows["pair"], rows[own], strict=True)
    ]


def by_key(rows: pd.DataFrame, words: Named) -> dict[tuple[str, ...], str]:
    """The same by the pair and the id of the episode."""
    return dict(zip(map(tuple, rows[KEY].to_numpy()), episodes(rows, words), strict=True))


def short(name: str) -> str:
    """The name as a row has room for it."""
    return shortened(name, LONGEST)


def within(counted: str, rows: pd.DataFrame) -> str:
    """What was counted, in how many episodes."""
    return plural(
        "{counted} in the {n} episode compared here",
        "{counted} in the {n} episodes compared here",
        len(rows),
        counted=counted,
    )
