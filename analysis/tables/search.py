"""Where in the record do these words stand, whatever their case, accents or language?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby
from math import inf, log

import numpy as np
import pandas as pd
from babel.dates import get_month_names
from rapidfuzz import fuzz, process

from analysis.tables import dates, kinds
from analysis.tables.dataset import Dataset, as_lists, names_by_language
from analysis.tables.kinds import Kind
from analysis.tables.spelling import SHORTEST_NAME, as_pattern, fold, forms

SEARCHED = (
    "events",
    "contacts",
    "statements",
    "trade_restrictions",
    "consular_cases",
    "actors",
    "sources",
)
"""The tables that are searched, by their texts, people, topics, terms and dates."""

LIKE_ENOUGH = 80
"""Likeness, of 100, from which a word may be meant that is not on record as it is written."""

SHARE, LEAST_SHARE = 0.6, 0.4
"""Share of what is asked for (rare words weigh more) that a row must hold to be offered beside
rows that hold all of it, and where there are none."""

_WORD = re.compile(r"\w{4,}")
_QUERY = re.compile(r'"([^"]+)"|(\S+)')
_SEPARATOR = "\n"
# Han characters and kana.
_UNSPACED = re.compile("([\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)")
# Between the title of a row, what else it is about, and what else it says.
_PART = "\f"
# Words of a question, in English and French, that say nothing of what it is about.
_SMALL = re.compile(
    "an?|about|and|are|at|by|did|do|does|for|from|had|ha[sv]e?|how|in|is|it|of|on|or|the|to|was|were|"
    "what|when|where|which|who|whom|whose|why|with|"
    "aux?|avec|ces?|comment|dans|des?|du|en|est|et|la|les?|ou|ont|par|pour|pourquoi|quand|que|"
    "quel|quelle|qui|quoi|sont|sur|une?"
)


@dataclass(frozen=True)
class Query:
    """What a reader looks for: each name by one of its spellings, and each word.

    `names` holds, for each name that was written, all names of whoever bears it; `actors` are
    their ids.
    """

    names: tuple[tuple[str, ...], ...] = ()
    words: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    meant: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Words that are not on record as written, each with those that may be meant."""

    @property
    def empty(self) -> bool:
        """Is nothing asked for?"""
        return not self.names and not self.words

    @cached_property
    def tests(self) -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
        """For each name and word its spellings, and the pattern that finds them in folded text.

        Names and the shortest words are found whole, other words by their beginning.
        """
        names = [
            (own, "|".join(as_pattern(name, whole=True) for name in own)) for own in self.names
        ]
        meant = dict(self.meant)
        words = [
            (own, "|".join(as_pattern(form, whole=len(form) <= SHORTEST_NAME) for form in own))
            for own in (forms(word, meant.get(word, ())) for word in self.words)
        ]
        return tuple((spellings, re.compile(p)) for spellings, p in [*names, *words])

    def matches(self, folded: str) -> bool:
        """Does the folded text hold all that is asked for?"""
        return all(
            any(spelling in folded for spelling in spellings) and pattern.search(folded)
            for spellings, pattern in self.tests
        )


@dataclass(frozen=True, eq=False)
class Index:
    """The searched rows of each table as folded text, and the actors by their names.

    `rows` holds, for each table, a series of folded text with the table's index; `vocabulary`
    every word of them; `names` the folded names of each actor, and `actor_ids` who bears each;
    `weights` the salience of each event, by table and row.
    """

    rows: Mapping[str, pd.Series]
    vocabulary: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    actor_ids: Mapping[str, tuple[str, ...]]
    weights: pd.Series


def index(dataset: Dataset, language: str = "en") -> Index:
    """The record made ready for searching; costs more than a search, so keep it.

    Texts are found by their English, and by what they say in the language.
    """
    told = dataset.translations.get(language, {})
    names = names_of(dataset.actors)
    bearers: dict[str, list[str]] = {}
    for actor_id, own in names.items():
        for name in own:
            bearers.setdefault(name, []).append(actor_id)
    places = {
        names[0]: fold(_SEPARATOR.join(names))
        for names in zip(*names_by_language(dataset.places, "place").values(), strict=True)
    }
    topics = {
        topic: fold(_SEPARATOR.join([topic.replace("-", " "), *labels.values()]))
        for topic, labels in dataset.package.labels.get("topic", {}).items()
    }
    joined = {actor_id: _SEPARATOR.join(own) for actor_id, own in names.items()}
    last = dataset.offices.groupby("actor_id")["start"].max()
    served = dataset.actors["actor_id"].map(last).sort_values(na_position="first", kind="stable")
    tables = {**dataset.tables(), "actors": dataset.actors.loc[served.index]}
    rows = {
        name: _folded_rows(
            _with_translations(tables[name], kinds.of(name).texts, told),
            kinds.of(name),
            _with_offices(joined, dataset) if name == "actors" else joined,
            {**topics, **places, **_terms(name, dataset)},
        )
        for name in SEARCHED
    }
    words = {word for texts in rows.values() for text in texts for word in _WORD.findall(text)}
    return Index(
        rows=rows,
        vocabulary=tuple(sorted(words)),
        names=names,
        actor_ids={name: tuple(ids) for name, ids in bearers.items()},
        weights=pd.concat({"events": dataset.events["weight"]}),
    )


def _with_offices(names: Mapping[str, str], dataset: Dataset) -> dict[str, str]:
    """The names of each actor, with those of its offices in every language."""
    told, offices = dict(names), dataset.offices
    for actor_id, office in zip(offices["actor_id"], offices["office"], strict=True):
        called = [office, *dataset.pair.office_names.get(office, {}).values()]
        told[actor_id] = _SEPARATOR.join([told.get(actor_id, ""), *map(fold, called)])
    return told


def _with_translations(
    rows: pd.DataFrame, columns: Sequence[str], told: Mapping[str, str]
) -> pd.DataFrame:
    """The rows, each of these texts followed by its translation."""
    return rows.assign(
        **{
            column: [_SEPARATOR.join(filter(None, (t, told.get(t)))) for t in rows[column]]
            for column in columns
        }
    )


def _terms(name: str, dataset: Dataset) -> dict[str, str]:
    """The labels of the vocabularies of a table, in every language."""
    table = dataset.package.tables[name]
    return {
        value: fold(_SEPARATOR.join([value.replace("-", " "), *labels.values()]))
        for column in kinds.of(name).terms
        for value, labels in dataset.package.labels.get(
            table.field(column).vocabulary or column, {}
        ).items()
    }


def names_of(actors: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Every name of each actor, folded; a remark in brackets is not part of an alias.

    A part of the names of several others names no person, though it be an alias.
    """
    named: dict[str, tuple[str, ...]] = {}
    bearers = actors["name"].str.split().explode().value_counts()
    own = zip(*names_by_language(actors).values(), strict=True)
    columns = (actors[name] for name in ("actor_id", "kind", "aliases"))
    for names, actor_id, kind, aliases in zip(own, *columns, strict=True):
        most = 2 if kind == "person" else inf
        written = [*names, *(alias for alias in aliases if bearers.get(alias, 0) <= most)]
        bare = [re.sub(r"\s*\([^)]*\)\s*$", "", name) for name in written]
        folded = dict.fromkeys(fold(name).strip() for name in [*written, *bare])
        named[actor_id] = tuple(name for name in folded if len(name) >= SHORTEST_NAME)
    return named


def _folded_rows(
    table: pd.DataFrame, kind: Kind, actors: Mapping[str, str], labels: Mapping[str, str]
) -> pd.Series:
    """Each row as text: what it is about by what bears its name, then what else it says."""
    own, city = ([column] if column in table else [] for column in ("actor_id", "place_city"))
    days = dates.iso(kind.dates(table), kind.precision(table))
    parts = [
        _told(table, kind.texts[:1], {}),
        [_PART + day for day in days],
        _told(table, kind.people or own, actors),
        _told(table, (*kind.topics, *kind.terms, *city), labels),
        [_PART] * len(table),
        _told(table, kind.texts[1:], {}),
    ]
    return pd.Series(map("".join, zip(*parts, strict=True)), index=table.index, dtype=object)


def _told(table: pd.DataFrame, columns: Iterable[str], meant: Mapping[str, str]) -> list[str]:
    """For each row the folded words of these columns, or what they are meant to say."""
    said = [""] * len(table)
    for column in columns:
        cells = as_lists(table[column].astype(object))
        words = (_SEPARATOR.join(meant.get(each, fold(each)) for each in cell) for cell in cells)
        said = [before + _SEPARATOR + word for before, word in zip(said, words, strict=True)]
    return said


NO_INDEX = Index({}, (), {}, {}, pd.Series(dtype=float))
"""No table made ready, and no name known."""


def query(text: str, index: Index = NO_INDEX) -> Query:
    """What do these words ask for?

    Every word must be found; words in double quotes must follow each other. A name, in any
    language or spelling of the tables, asks for all names of whoever bears it.
    """
    rest = dates.in_iso(fold(text), _months())
    actors: dict[str, None] = {}
    names: list[tuple[str, ...]] = []
    for name in _names_in(rest, index.actor_ids):
        rest = re.sub(as_pattern(name, whole=True), " ", rest, count=1)
        bearers = index.actor_ids[name]
        actors.update(dict.fromkeys(bearers))
        names.append(tuple(dict.fromkeys([name, *(n for a in bearers for n in index.names[a])])))
    found = [
        piece
        for quoted, word in _QUERY.findall(rest)
        for piece in ([" ".join(quoted.split())] if quoted else _in_words(_bare(word), index))
    ]
    words = [word for word in found if any(sign.isalnum() for sign in word)]
    # WHO is an organisation, "who" is not.
    capitals = {fold(_bare(word)) for word in text.split() if word.isupper()}
    telling = [word for word in words if word in capitals or not _SMALL.fullmatch(word)]
    return Query(tuple(names), tuple(telling if names or telling else words), tuple(actors))


def _bare(word: str) -> str:
    """The word without the marks that end a sentence."""
    return word.strip('"').rstrip("?!.,;:？！。，；：")


def _in_words(word: str, index: Index) -> list[str]:
    """The words of which it is made, where its script sets no blanks between them."""
    runs = _UNSPACED.split(word)
    if len(runs) == 1:
        return [word]
    texts = [text for rows in index.rows.values() for text in rows]
    if not texts:
        return [word]
    cut = (_cut(run, texts) if _UNSPACED.match(run) else [run] for run in runs if run)
    return [piece for pieces in cut for piece in pieces] or [word]


def _cut(run: str, texts: Sequence[str]) -> list[str]:
    """Of all ways to cut it into words the likeliest, if each stood by itself (a unigram model).

    How likely a word is tells the share of texts that hold it; for a single sign that none holds,
    half a text. Signs that are left single make a word together; one alone goes.
    """
    # For each place, the best way to cut what stands before it, and how unlikely that is.
    best: list[tuple[float, list[str]]] = [(0, []), *((inf, []) for _sign in run)]
    for start in range(len(run)):
        rare, before = best[start]
        for end in range(start + 1, len(run) + 1):
            held = sum(run[start:end] in text for text in texts)
            if not held and end > start + 1:
                break
            way = rare + log(len(texts) / max(held, 0.5)), [*before, run[start:end]]
            best[end] = min(best[end], way)
    together = groupby(best[-1][1], lambda piece: len(piece) == 1)
    pieces = (["".join(each)] if alone else list(each) for alone, each in together)
    return [piece for some in pieces for piece in some if len(piece) > 1]


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """The number of each month by its name, folded."""
    return {
        fold(name): number
        for code in ("en", "fr")
        for number, name in get_month_names("wide", locale=code).items()
    }


def _names_in(text: str, names: Iterable[str]) -> list[str]:
    """The names that stand in the text as words of their own, the longest first."""
    found: list[str] = []
    rest = text
    for name in sorted((n for n in names if n in text), key=len, reverse=True):
        bounded = as_pattern(name, whole=True)
        if re.search(bounded, rest):
            found.append(name)
            rest = re.sub(bounded, " ", rest, count=1)
    return found


def with_near_misses(index: Index, asked: Query) -> Query:
    """The same query, words that no row holds also taken for the words most like them."""
    meant = []
    for word in asked.words:
        pattern = Query(words=(word,)).tests[0][1]
        if len(word) < 4 or any(pattern.match(known) for known in index.vocabulary):
            continue
        near = process.extract(
            word, index.vocabulary, scorer=fuzz.ratio, limit=3, score_cutoff=LIKE_ENOUGH
        )
        if near:
            meant.append((word, tuple(name for name, _score, _place in near)))
    return replace(asked, meant=tuple(meant))


def ranked(index: Index, asked: Query) -> pd.DataFrame:
    """Which rows hold what is asked for, the best first?

    Returns `table`, `row` (the label of the row in its table), `share` (0 to 1: the share of what
    is asked for that the row holds; a rare word weighs more than a common one). Rows that hold all
    stand before those that hold most of it, and of these rows that are about it (by their title,
    people, topics or day) before those that only mention it; of these those that say so in their
    title, the most salient events and the actors last in office first.
    """
    columns = ["table", "row", "share"]
    if asked.empty:
        return pd.DataFrame(columns=columns)
    texts = pd.concat(index.rows, names=["table", "row"])
    hits = _hits(texts, asked)
    weights = np.log1p(len(texts) / (1 + hits.sum()))
    share = (hits @ weights / weights.sum()).round(9)
    least = SHARE if (share > 1 - 1e-9).any() else LEAST_SHARE
    found = texts[share >= least]
    parts = found.str.split(_PART)
    title, about = (_hits(parts.str[n], asked) for n in (0, 1))
    keys = {
        "share": share[found.index],
        "about": (np.maximum(title, about) @ weights).round(9),
        "title": (title @ weights).round(9),
        "weight": index.weights.reindex(found.index, fill_value=0),
    }
    # Of rows alike the last of its table, mostly the latest, comes first.
    kept = pd.DataFrame(keys)[::-1].sort_values([*keys], ascending=False, kind="stable")
    return kept.reset_index()[columns]


def _hits(texts: pd.Series, asked: Query) -> pd.DataFrame:
    """Which texts hold each name and word that is asked for? One column for each."""
    return pd.DataFrame(
        {
            number: [
                any(own in text for own in spellings) and bool(pattern.search(text))
                for text in texts
            ]
            for number, (spellings, pattern) in enumerate(asked.tests)
        },
        index=texts.index,
    ).astype(float)


def holding(rows: pd.DataFrame, columns: Sequence[str], asked: str) -> pd.DataFrame:
    """In which rows does all that is asked for stand in one of these columns?"""
    wanted = query(asked)
    if wanted.empty:
        return rows
    texts = zip(*(rows[column].astype(str) for column in columns), strict=True)
    kept = [wanted.matches(fold(_SEPARATOR.join(cells))) for cells in texts]
    return rows[pd.Series(kept, index=rows.index, dtype=bool)]
