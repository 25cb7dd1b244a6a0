"""Who asked for a contact, was it planned, and how long did it last?"""

from __future__ import annotations

import pandas as pd

from analysis.contacts.often import UNKNOWN


def known_by(contacts: pd.DataFrame, answer: str, by: str) -> pd.DataFrame:
    """How many contacts of each kind have which answer, the unknown counted too?

    `answer` names a column that may be empty (requested_by, scheduled), `by` the kind (level,
    format); both are categoricals. Returns one row per kind that occurs and answer of the
    vocabulary, `unknown` last: the two columns, and contacts.
    """
    answers = [*contacts[answer].cat.categories, UNKNOWN]
    given = contacts[answer].astype("object").where(contacts[answer].notna(), UNKNOWN)
    cells = contacts.assign(**{answer: pd.Categorical(given, categories=answers)})
    present = [kind for kind in contacts[by].cat.categories if (contacts[by] == kind).any()]
    full = pd.MultiIndex.from_product([present, answers], names=[by, answer])
    found = cells.groupby([by, answer], observed=True).size()
    return found.reindex(full, fill_value=0).rename("contacts").reset_index()


def durations(contacts: pd.DataFrame) -> pd.DataFrame:
    """Which contacts have a length on record? The longest first; duration_min is in minutes."""
    known = contacts[contacts["duration_min"].notna()]
    return known.sort_values(["duration_min", "date"], ascending=False, kind="stable")
