"""Who was sentenced to death, and how many do the sources count?"""

from __future__ import annotations

import pandas as pd

from analysis.consular.links import told_by_then
from analysis.tables.dataset import Dataset
from analysis.tables.links import with_source

DEATH_COUNT = "sentenced_to_death"
"""How the fields of claims end that count the people sentenced to death."""


def sentenced_to_death(dataset: Dataset) -> pd.DataFrame:
    """In which cases did a court pronounce a death sentence, and when first?

    Returns the columns of the milestone of the first such verdict, and the case's person and
    held_by, one row per case in the order of the verdicts; `count` is how many there were by then.
    """
    steps = dataset.consular_milestones
    verdicts = steps[steps["sentence"] == "death"].sort_values("date", kind="stable")
    first = verdicts.drop_duplicates("case_id")
    people = dataset.consular_cases[["case_id", "person", "held_by"]]
    return first.merge(people, on="case_id", validate="one_to_one").assign(
        count=lambda rows: range(1, len(rows) + 1)
    )


def death_counts(dataset: Dataset) -> pd.DataFrame:
    """How many people were sentenced to death, by each source that gives a count?

    Returns count (as the source words it), source_id, publisher, published, published_precision
    and url, one row for each source and count, the highest counts first.
    """
    claims = told_by_then(dataset.claims, dataset)
    counted = claims[claims["field"].str.endswith(DEATH_COUNT)]
    once = (
        counted.rename(columns={"value": "count"})[["count", "source_id"]]
        .drop_duplicates()
        .sort_values(["count", "source_id"], ascending=[False, True])
        # "11" is more than "4+".
        .sort_values("count", key=_least, ascending=False, kind="stable")
    )
    return with_source(once, dataset, ["publisher", "published", "published_precision", "url"])


def _least(counts: pd.Series) -> pd.Series:
    return counts.str.extract(r"(\d+)", expand=False).astype("float64")
