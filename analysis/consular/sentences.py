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

    Returns case_id, date, date_precision, detail, sources and the case's person and held_by, one
    row per case in the order of the verdicts; `count` is how many there were by then.
    """
    steps = dataset.consular_milestones
    verdicts = steps[steps["sentence"] == "death"].sort_values("date", kind="stable")
    first = verdicts.drop_duplicates("case_id")
    people = dataset.consular_cases[["case_id", "person", "held_by"]]
    return (
        first.drop(columns="kind")
        .merge(people, on="case_id", validate="one_to_one")
        .assign(count=lambda rows: range(1, len(rows) + 1))
    )


def death_counts(dataset: Dataset) -> pd.DataFrame:
    """How many people were sentenced to death, by each source that gives a count?

    Returns count (as the source words it), source_id, publisher, side, published,
    published_precision, url and note, one row for each source and count, the highest counts
    first.
    """
    claims = told_by_then(dataset.claims, dataset)
    counted = claims[claims["field"].str.endswith(DEATH_COUNT)]
    once = (
        counted.rename(columns={"value": "count"})[["count", "source_id", "note"]]
        .sort_values(["count", "source_id", "note"], ascending=[False, True, False])
        .drop_duplicates(["count", "source_id"])
    )
    columns = ["publisher", "side", "published", "published_precision", "url", "title"]
    return with_source(once, dataset, columns)
