"""Each sentence held against the record: the rows that hold it, and what they say otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.article import days, fields
from analysis.article.fields import Compared
from analysis.article.intake import Article
from analysis.article.reading import NEGATION, Corrections, Sentence, read
from analysis.article.rows import Rows
from analysis.tables.spelling import fold

SHOWN = 5
"""So many rows are offered for a sentence."""

TOLD, WORDS, PEOPLE, SIDES, DATE, NEWS, ABOUT = 1.0, 0.45, 0.25, 0.05, 0.35, 0.45, 0.1
MET = 0.3
OTHER_DAY, OTHER_PLACE, LITTLE = -0.5, -0.3, -0.3
"""What counts for a row: how much of the sentence the rows about the same thing tell; words that it
has in common with the row itself; whom and which sides it names; its date, or, where the sentence
has none, how near it is to the article's; that the article tells of the same thing elsewhere; and
that all who met are named with the day, in whatever words.
Against it: that the sentence names a day, or places, and the row is of another; that little of it
is told. The proportions are those of a logistic regression on the seeds' claims and on sentences
whose rows were taken out of the record.
"""

LEAST_TOLD = 0.3
"""Rows that tell less than this share of a sentence tell little of it."""

ON_RECORD = 0.85
"""From this score a row is taken to hold the sentence."""

BORROWED = 0.5
"""What the people of the sentences before count in one that names nobody."""

NEWS_DAYS = 10.0
"""In so many days what is told without a date loses most of its weight."""

FAR = 0.05
"""A row whose date is less near than this to those of a sentence is of another time."""

STATES = ("none", "new", "agrees", "differs")
"""What the record says to a sentence: there is no fact in it, or an act that was not done; no row
holds it; rows hold it; rows hold it and say something otherwise."""


@dataclass(frozen=True, eq=False)
class Held:
    """A sentence and the rows that hold it.

    `rows` has table, row_id, thing, field, value, source_id, at (its place in `Rows.known`) and
    score, the best first; `on_record` those of them whose score is enough.
    """

    sentence: Sentence
    rows: pd.DataFrame
    compared: tuple[Compared, ...]

    @property
    def on_record(self) -> pd.DataFrame:
        """The rows that are taken to hold it."""
        return self.rows[self.rows["score"] >= ON_RECORD]

    @property
    def state(self) -> str:
        """One of STATES."""
        if not self.sentence.is_factual:
            return "none"
        if self.sentence.is_negated and self.on_record.empty and not self.sentence.is_spoken:
            return "none"
        if any(each.status == "differs" for each in self.compared):
            return "differs"
        return "agrees" if len(self.on_record) else "new"


def hold(article: Article, rows: Rows, corrections: Corrections | None = None) -> list[Held]:
    """Every sentence of an article, with the rows of the record that hold it.

    One that tells of what was not done is held by what was said, or by the title of an event, only.
    """
    sentences = read(article, rows.vocabulary, corrections)
    scores = _scores(article, sentences, rows)
    undone, said = _undone(rows), (rows.known["table"] == "statements").to_numpy(bool)
    found = []
    for sentence, score in zip(sentences, scores, strict=True):
        if sentence.is_negated:
            held = undone | (said if sentence.is_spoken else False)
            score = np.where(held, score, 0.0)
        best = _best(score, rows)
        compared: tuple[Compared, ...] = ()
        enough = best[best["score"] >= ON_RECORD]
        if sentence.is_factual and len(enough):
            compared = fields.compare(sentence, enough, rows, article.published)
        found.append(Held(sentence, best, compared))
    return found


def summary(held: Sequence[Held]) -> dict[str, int]:
    """How many sentences have each state, and how many have a fact?"""
    counts = {state: sum(each.state == state for each in held) for state in STATES}
    return {**counts, "facts": len(held) - counts["none"]}


def _undone(rows: Rows) -> np.ndarray:
    """Which rows are of an event whose title tells that something was not done?"""
    titles = rows.known["english"].str.partition(". ")[0].map(fold)
    told = (rows.known["table"] == "events") & titles.str.contains(NEGATION)
    return np.asarray(told, bool)


def _best(score: np.ndarray, rows: Rows) -> pd.DataFrame:
    """The rows of the highest scores; a row and what is claimed of it count once."""
    order = np.argsort(-score, kind="stable")[: SHOWN * 8]
    known = rows.known.iloc[order].assign(score=score[order], at=order)
    once = known.drop_duplicates(["table", "row_id"]).head(SHOWN)
    return once[["table", "row_id", "thing", "field", "value", "source_id", "at", "score"]]


def _scores(article: Article, sentences: Sequence[Sentence], rows: Rows) -> list[np.ndarray]:
    """For each sentence, how well each row holds it."""
    if not sentences:
        return []
    words = rows.vectorizer.transform([s.text for s in sentences]) @ rows.words.T
    told = _told(sentences, rows)
    first = rows.known["first"].to_numpy("datetime64[D]")
    last = rows.known["last"].to_numpy("datetime64[D]")
    news = _news(first, last, article)
    before: tuple[str, ...] = ()
    alone: list[np.ndarray] = []
    for number, sentence in enumerate(sentences):
        score = TOLD * told[number] + WORDS * words[[number]].toarray().ravel()
        score += LITTLE * (told[number] < LEAST_TOLD)
        weight = 1.0 if sentence.actors else BORROWED
        score += PEOPLE * weight * _people(sentence.actors or before, rows)
        score += SIDES * _sides(sentence, rows)
        dated = [p for p in map(days.parse, sentence.values("date")) if p]
        if dated:
            near = _near(first, last, dated)
            other = any(period.exact for period in dated) & (near < FAR)
            score += DATE * near + OTHER_DAY * other
            score += MET * _met(sentence, rows) * (near == 1)
        else:
            score += NEWS * news
        score += OTHER_PLACE * _elsewhere(sentence, rows)
        alone.append(score)
        before = sentence.actors or before
    return [score + ABOUT * bonus for score, bonus in zip(alone, _about(alone, rows), strict=True)]


_NAME = re.compile(r"(?<=[\w,;] )[A-ZÀ-ÖØ-Þ][\w-]+")


def _told(sentences: Sequence[Sentence], rows: Rows) -> list[np.ndarray]:
    """The share of each sentence's words, dates left out, that the rows about a thing have.

    A rare word weighs more than a common one. One that no row has weighs half of the rarest, a name
    that no row has as much as it: it tells of somebody or somewhere else.
    """
    analyze, known = rows.vectorizer.build_analyzer(), rows.vectorizer.vocabulary_
    rarity = rows.vectorizer.idf_
    found = []
    for sentence in sentences:
        terms = set(analyze(_undated(sentence)))
        own = [known[term] for term in terms if term in known]
        strange = {term for name in _NAME.findall(sentence.text) for term in analyze(name)}
        missing = len(terms) - len(own) + len((strange & terms) - known.keys())
        whole = rarity[own].sum() + missing * rarity.max() / 2
        share = rows.held[:, own] @ rarity[own] / max(whole, 1.0)
        found.append(np.asarray(share).ravel()[rows.things])
    return found


def _undated(sentence: Sentence) -> str:
    text = sentence.text
    for each in sentence.findings:
        if each.kind == "date":
            start, end = each.start - sentence.start, each.end - sentence.start
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _about(scores: Sequence[np.ndarray], rows: Rows) -> list[np.ndarray]:
    """Rows about what the article tells of most: how much of it other sentences say."""
    told = np.zeros((len(scores), rows.held.shape[0]))
    for number, score in enumerate(scores):
        best = int(np.argmax(score))
        if score[best] >= ON_RECORD:
            told[number, rows.things[best]] = 1
    every = told.sum(axis=0)
    return [np.minimum((every - own) / 3, 1)[rows.things] for own in told]


def _people(who: Sequence[str], rows: Rows) -> np.ndarray:
    """The share of these people whom each row names; those seldom on record weigh more."""
    known = [rows.actor_ids[each] for each in who if each in rows.actor_ids]
    if not known:
        return np.zeros(len(rows.known))
    weights = rows.rarity[known]
    share: np.ndarray = np.asarray(rows.people[:, known] @ weights).ravel() / weights.sum()
    return share


def _met(sentence: Sentence, rows: Rows) -> np.ndarray:
    """Does the sentence name all of whom a row tells, two or more?"""
    named = np.isin(list(rows.actor_ids), sentence.actors)
    whole = np.asarray(rows.people.sum(axis=1)).ravel()
    together: np.ndarray = (whole > 1) & (rows.people @ named == whole)
    return together


def _sides(sentence: Sentence, rows: Rows) -> np.ndarray:
    """The share of the sides that it names of which somebody stands in each row."""
    named = [code for code in sentence.values("side") if code in rows.sides]
    if not named:
        return np.zeros(len(rows.known))
    share: np.ndarray = np.mean([rows.sides[code] for code in named], axis=0)
    return share


def _elsewhere(sentence: Sentence, rows: Rows) -> np.ndarray:
    """Which rows are of a place, and the sentence names others only?"""
    named = sentence.values("place")
    if not named:
        return np.zeros(len(rows.known))
    where = rows.known["place"]
    other: np.ndarray = ((where != "") & ~where.isin(named)).to_numpy(float)
    return other


def _news(first: np.ndarray, last: np.ndarray, article: Article) -> np.ndarray:
    """What is told without a date is mostly of the last days before the article."""
    if article.published is None:
        return np.zeros(len(first))
    return np.exp(
        -_away(first, last, days.Period(article.published, article.published)) / NEWS_DAYS
    )


def _near(first: np.ndarray, last: np.ndarray, dated: Sequence[days.Period]) -> np.ndarray:
    """How near each row is to one of the dates: 1 within it, less for a longer date."""
    found = np.zeros(len(first))
    for period in dated:
        away = _away(first, last, period)
        length = (period.last - period.first).days
        exact = 1.0 if length < 7 else 0.75 if length < 32 else 0.45
        near = exact * np.exp(-away / 3)
        # A slip of a digit: the same day of another year or month.
        if period.exact:
            near = np.maximum(near, 0.4 * fields.one_digit(first, period.first))
        found = np.maximum(found, near)
    return found


def _away(first: np.ndarray, last: np.ndarray, period: days.Period) -> np.ndarray:
    """Days between each row and the period; very many where the row has no date."""
    start, end = np.datetime64(period.first), np.datetime64(period.last)
    gap = np.maximum((first - end).astype(float), (start - last).astype(float))
    # A case or a measure that lasted for years is told of on its first days as well as its last.
    return np.where(np.isnat(first), 9999.0, np.maximum(gap, 0.0))
