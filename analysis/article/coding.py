"""Which CAMEO code would the record give an act told in these words? Learnt from coded events.

Words and parts of words, weighed (TF-IDF), and a regression on them for the root; the code itself,
domain and salience are those of the nearest coded events. Nothing is shipped: it is learnt from the
records at hand when first needed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from analysis.article.rows import analyzer
from analysis.tables.dataset import Dataset
from analysis.tables.pair import Pair

FEWEST_WORDS = 4
"""With fewer words that coded events have too, nothing is suggested."""

FEWEST_EVENTS = 100
"""With fewer coded events in a language, nothing is learnt."""

UNSURE = 0.3
"""A root less likely than this is said to be a guess."""

SHARPNESS = 8.0
"""What makes shares of scores; the best of cross-validation by the logarithm of the true share."""

NEIGHBOURS = 7
ROOTS, NEAREST = 3, 3
"""So many roots, and nearest coded events, are offered."""


@dataclass(frozen=True, eq=False)
class Coder:
    """What was learnt in one language. `events` are those it was learnt from, in order."""

    language: str
    model: Any
    features: Any
    matrix: Any
    events: pd.DataFrame
    known: frozenset[str]
    sides: tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Suggestion:
    """What an act would be coded.

    `roots` has root, name and share (a probability, the three sum to less than 1); `nearest` the
    nearest coded events: event_id, date, title, cameo, likeness. `cameo`, `domain` and `salience`
    are those of the nearest with the likeliest root.
    """

    roots: pd.DataFrame
    nearest: pd.DataFrame
    cameo: str
    domain: str
    salience: str

    @property
    def sure(self) -> bool:
        """Is it more than a guess?"""
        return bool(self.roots["share"].iloc[0] >= UNSURE)


def examples(records: Sequence[Dataset], language: str = "en") -> pd.DataFrame:
    """The coded events of some records as texts to learn from.

    Returns event_id, date, own (of the first record?), title, head (the title to learn from), text
    (title and summary), who (direction and domain), cameo, root, root_name, quad_class, domain and
    salience. Names of the two sides are put as "side a" and "side b", so that records of other
    pairs can be learnt from.
    In another language than English only events with a translated title are there.
    """
    return pd.concat(
        [_examples(each, language).assign(own=not place) for place, each in enumerate(records)],
        ignore_index=True,
    )


def _examples(record: Dataset, language: str) -> pd.DataFrame:
    events = record.events
    title, summary = events["title"], events["summary"]
    if language != "en":
        told = record.translations.get(language, {})
        title = title.map(told).fillna("")
        summary = summary.map(told).fillna("")
    sides = spoken(record.pair, language)
    text = [neutral(f"{one}. {other}", sides) for one, other in zip(title, summary, strict=True)]
    direction = (
        events["direction"]
        .astype(str)
        .replace({record.pair.a_to_b: "a-b", record.pair.b_to_a: "b-a"})
    )
    names = record.cameo_goldstein.set_index("cameo")["root_name"].astype(str)
    found = pd.DataFrame(
        {
            "event_id": events["event_id"],
            "date": events["date"],
            "title": events["title"],
            "head": [neutral(each, sides) for each in title],
            "text": text,
            "who": direction + " " + events["domain"].astype(str),
            "cameo": events["cameo"].astype(str),
            "root": events["root"].astype(str),
            "root_name": events["cameo"].astype(str).map(names),
            "quad_class": events["quad_class"].astype(str),
            "domain": events["domain"].astype(str),
            "salience": events["salience"].astype(str),
        }
    )
    return found[(title != "").to_numpy()].reset_index(drop=True)


def spoken(pair: Pair, language: str) -> tuple[tuple[str, str], ...]:
    """The names and adjectives of both sides, each with what stands for it."""
    return tuple(
        (word.removesuffix("的"), f" side {letter} ")
        for side, letter in zip(pair.sides, "ab", strict=True)
        for word in (side.adjective.get(language, ""), side.name.get(language, ""))
        if word
    )


def neutral(text: str, sides: Sequence[tuple[str, str]]) -> str:
    """The text without the names of the sides."""
    for word, instead in sides:
        text = re.sub(re.escape(word), instead, text, flags=re.IGNORECASE)
    return text


def pipeline(language: str = "en") -> tuple[Any, Any]:
    """What makes numbers of `examples`, and what learns the root from them."""
    from sklearn.compose import ColumnTransformer
    from sklearn.feature_extraction.text import TfidfVectorizer

    def words() -> Any:
        return TfidfVectorizer(
            analyzer=_pairs(language), min_df=2, sublinear_tf=True, dtype=np.float32
        )

    features = ColumnTransformer(
        [
            ("title", words(), "head"),
            ("text", words(), "text"),
            ("who", TfidfVectorizer(token_pattern=r"\S+"), "who"),
            (
                "letters",
                TfidfVectorizer(
                    analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True,
                    dtype=np.float32,
                ),
                "head",
            ),
        ]
    )  # fmt: skip
    return features, Roots()


class Roots:
    """Least squares on texts that are alike (kernel ridge), for each root; then shares of them.

    As good here as a logistic regression, and learnt in a twentieth of the time.
    """

    def fit(self, matrix: Any, roots: pd.Series) -> Roots:
        """Learn which texts have which root."""
        from sklearn.kernel_ridge import KernelRidge

        self.classes_ = np.unique(roots.to_numpy(str))
        belongs = (roots.to_numpy(str)[:, None] == self.classes_).astype(float)
        self._ridge = KernelRidge(alpha=1.0, kernel="linear").fit(matrix, belongs)
        return self

    def predict_proba(self, matrix: Any) -> np.ndarray:
        """The share of each root, those of a text adding up to 1."""
        scores = np.exp(SHARPNESS * self._ridge.predict(matrix))
        shares: np.ndarray = scores / scores.sum(axis=1, keepdims=True)
        return shares


def _pairs(language: str) -> Any:
    """Words, and words that follow one another."""
    analyze = analyzer(language)

    def terms(text: str) -> list[str]:
        found: list[str] = analyze(text)
        return [*found, *(f"{one} {other}" for one, other in pairwise(found))]

    return terms


def learn(records: Sequence[Dataset], language: str = "en") -> Coder | None:
    """What the coded events of these records teach; the first is the one in view.

    None where too few of them are told in the language.
    """
    known = examples(records, language)
    if len(known) < FEWEST_EVENTS:
        return None
    features, model = pipeline(language)
    matrix = features.fit_transform(known)
    model.fit(matrix, known["root"])
    named = features.named_transformers_
    vocabulary = frozenset(term for term in named["text"].vocabulary_ if " " not in term)
    sides = spoken(records[0].pair, language)
    return Coder(language, model, features, matrix, known, vocabulary, sides)


def suggest(coder: Coder | None, text: str, direction: str = "") -> Suggestion | None:
    """What would this act be coded? None where there is too little to go on.

    `direction` (a-b, b-a, mutual or third-party), where it is known, helps.
    """
    if coder is None:
        return None
    said = neutral(text, coder.sides)
    if len(coder.known & set(analyzer(coder.language)(said))) < FEWEST_WORDS:
        return None
    asked = coder.features.transform(
        pd.DataFrame({"head": [said], "text": [said], "who": [direction]})
    )
    shares = coder.model.predict_proba(asked)[0]
    order = np.argsort(-shares)[:ROOTS]
    roots = pd.DataFrame({"root": coder.model.classes_[order], "share": shares[order]})
    names = coder.events.drop_duplicates("root").set_index("root")["root_name"]
    roots.insert(1, "name", roots["root"].map(names))
    likeness = np.asarray((coder.matrix @ asked.T).todense()).ravel()
    likeness = likeness / max(float(np.sqrt(asked.multiply(asked).sum())), 1e-9) / 2
    own = np.where(coder.events["own"], likeness, 0.0)
    near = coder.events.assign(likeness=own).iloc[np.argsort(-own, kind="stable")[:NEAREST]]
    root = str(roots["root"].iloc[0])
    alike = np.where(coder.events["root"] == root, likeness, 0.0)
    best = coder.events.iloc[np.argsort(-alike, kind="stable")[:NEIGHBOURS]]
    weights = np.sort(-alike, kind="stable")[:NEIGHBOURS] * -1
    return Suggestion(
        roots=roots,
        nearest=near[["event_id", "date", "title", "cameo", "root_name", "likeness"]].reset_index(
            drop=True
        ),
        cameo=_vote(best["cameo"], weights),
        domain=_vote(best["domain"], weights),
        salience=_vote(best["salience"], weights),
    )


def _vote(values: pd.Series, weights: np.ndarray) -> str:
    return str(pd.Series(weights).groupby(values.to_numpy(), sort=False).sum().idxmax())
