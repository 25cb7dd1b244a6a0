"""Demands and conditions of each episode in words, and what followed them."""

from __future__ import annotations

import pandas as pd

from charts.compare import names
from charts.compare.names import Named
from charts.speech.formats import day
from charts.speech.language import _, plural


def title(found: pd.DataFrame, rows: pd.DataFrame) -> str:
    """How many there are."""
    counted = plural("{n} demand or condition", "{n} demands and conditions", len(found))
    return names.within(counted, rows)


def in_words(found: pd.DataFrame, rows: pd.DataFrame, words: Named) -> pd.DataFrame:
    """Each of them as a row to read; `found` is what `analysis.compare.said.said` returns."""
    called = names.by_key(rows, words)
    told = found.to_dict("records")
    return pd.DataFrame(
        {
            _("Episode"): [called[row["pair"], row["episode_id"]] for row in told],
            _("Date"): [day(row["date"], row["date_precision"]) for row in told],
            # On a phone it begins on the first screen.
            _("What was said"): [words[row["pair"]].told(row["paraphrase"]) for row in told],
            _("Side"): [words[row["pair"]].term("side", row["side"]) for row in told],
            _("Stance"): [words[row["pair"]].term("stance", row["stance"]) for row in told],
            _("First answer"): [_text(row, "answer", words) for row in told],
            _("Days to it"): found["answer_days"].astype("Int64").tolist(),
            _("Next on the topic"): [_text(row, "topic", words) for row in told],
            _("Days to next"): found["topic_days"].astype("Int64").tolist(),
        }
    )


def _text(row: dict[str, object], name: str, words: Named) -> str:
    return "" if pd.isna(row[name]) else words[str(row["pair"])].told(row[name])
