"""Silences: where no minister or leader had met for a year."""

from __future__ import annotations

import pandas as pd

from analysis.temperature.silence import silences

START, END = pd.Timestamp(2000, 1, 1), pd.Timestamp(2010, 1, 1)


def contacts(*days: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "date": pd.to_datetime([day for day, _level in days]).astype("datetime64[s]"),
            "end_date": pd.Series([pd.NaT] * len(days), dtype="datetime64[s]"),
            "level": [level for _day, level in days],
        }
    )


def spans(*days: tuple[str, str]) -> list[tuple[str, str]]:
    found = silences(contacts(*days), START, END)
    return [(str(a)[:10], str(b)[:10]) for a, b in found.itertuples(index=False)]


def test_a_silence_begins_a_year_after_the_last_contact_and_ends_with_the_next() -> None:
    held = [
        ("2000-06-01", "minister"),
        ("2003-03-01", "leader"),
        ("2003-09-01", "minister"),
        ("2009-12-01", "leader"),
    ]
    assert spans(*held) == [("2001-06-01", "2003-03-01"), ("2004-09-01", "2009-12-01")]


def test_contacts_of_lower_rank_do_not_end_it() -> None:
    held = [("2000-06-01", "minister"), ("2002-01-01", "ambassador"), ("2009-06-01", "minister")]
    assert spans(*held) == [("2001-06-01", "2009-06-01")]


def test_nobody_ever_met() -> None:
    assert spans() == [("2001-01-01", "2010-01-01")]
