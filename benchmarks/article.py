"""An article held against the record: how good the suggested codes are, and how long it takes.

Cross-validation of the root of a CAMEO code in five parts, each held out in turn; events of other
pairs are only learnt from. The interval is that of Wilson (1927).
"""

from __future__ import annotations

import datetime
import time
import timeit
import tomllib
from collections.abc import Sequence
from statistics import median

import numpy as np
import pandas as pd
from scipy.stats import binomtest
from sklearn.model_selection import StratifiedKFold

from analysis.article import coding, held, rows
from analysis.article.intake import Article
from analysis.evidence import seeds
from analysis.tables import dataset
from analysis.tables.pair import FILE

WORDS, ROUNDS, PARTS = 1_000, 5, 5


def records() -> list[dataset.Dataset]:
    """The record, and those of other pairs beside it."""
    others = sorted(path.parent for path in dataset.FOLDER.glob(f"pairs/*/{FILE}"))
    return [dataset.load(), *map(dataset.load, others)]


def shares(language: str = "en", *, told: bool = True) -> pd.DataFrame:
    """The probability of each root for each event of the record, from those of other parts.

    `told` gives direction and domain as well, as a draft does.
    """
    known = coding.examples(records(), language)
    if not told:
        known = known.assign(who="")
    own = known[known["own"]].reset_index(drop=True)
    others = known[~known["own"]]
    found = pd.DataFrame(0.0, index=own.index, columns=sorted(known["root"].unique()))
    parts = StratifiedKFold(PARTS, shuffle=True, random_state=0)
    for learnt, asked in parts.split(own, own["root"]):
        examples = pd.concat([own.iloc[learnt], others])
        features, model = coding.pipeline(language)
        if not told:
            features.transformers = [t for t in features.transformers if t[0] != "who"]
        model.fit(features.fit_transform(examples), examples["root"])
        found.loc[asked, model.classes_] = model.predict_proba(features.transform(own.iloc[asked]))
    return found.assign(true=own["root"], quad=own["quad_class"])


def right(found: pd.DataFrame, first: int) -> pd.Series:
    """Is the true root among the first so many?"""
    scores = found.drop(columns=["true", "quad"])
    order = np.argsort(-scores.to_numpy(), axis=1)[:, :first]
    names = scores.columns.to_numpy()[order]
    return pd.Series((names == found[["true"]].to_numpy()).any(axis=1), found.index)


def told(hits: pd.Series) -> str:
    """A share with its interval of 95 %."""
    interval = binomtest(int(hits.sum()), len(hits)).proportion_ci(method="wilson")
    return f"{hits.mean():.0%} ({interval.low:.0%} to {interval.high:.0%}, n = {len(hits)})"


def article() -> Article:
    """The seeds' claims, up to WORDS words: an article as long as most."""
    digests = [tomllib.loads(text) for text in seeds.files()]
    words = " ".join(claim["says"] for each in digests for claim in each["claims"]).split()
    return Article(" ".join(words[:WORDS]), published=datetime.date(2024, 7, 20))


def main(_arguments: Sequence[str] = ()) -> None:
    """Print the accuracy and the times."""
    print("root of the CAMEO code, by cross-validation", flush=True)
    for label, language, with_who in (
        ("text, direction and domain", "en", True),
        ("text alone", "en", False),
        ("French titles", "fr", True),
        ("Chinese titles", "zh", True),
    ):
        found = shares(language, told=with_who)
        roots = coding.examples(records()[:1]).drop_duplicates("root")
        quads = roots.set_index("root")["quad_class"]
        scores = found.drop(columns=["true", "quad"])
        by_quad = scores.T.groupby(quads.reindex(scores.columns).to_numpy()).sum().T
        quad = by_quad.idxmax(axis=1) == found["quad"]
        print(f"  {label}: right in {told(right(found, 1))}", flush=True)
        print(f"    among the first three {told(right(found, 3))}; quad class {told(quad)}")
        if label.startswith("text, "):
            first, three = right(found, 1), right(found, 3)
            for root, own in found.groupby("true"):
                name = roots.set_index("root")["root_name"].get(root, "")
                print(
                    f"    {root} {name:<38} {told(first[own.index])}; {three[own.index].mean():.0%}"
                )
    start = time.perf_counter()
    index = rows.index(records()[0])
    print(f"rows made ready in {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    coding.learn(records())
    print(f"codes learnt in {time.perf_counter() - start:.1f} s")
    long = article()
    times = timeit.repeat(lambda: held.hold(long, index), "gc.enable()", number=1, repeat=ROUNDS)
    print(f"an article of {len(long.text.split()):,} words: {median(times):.2f} s (median)")


if __name__ == "__main__":
    main()
