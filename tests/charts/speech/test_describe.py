"""The alternative text of a picture, from the table that it shows."""

from __future__ import annotations

import pandas as pd

from charts.speech.describe import describe


def test_days_and_numbers_are_told_as_the_language_writes_them() -> None:
    table = pd.DataFrame(
        {"To": pd.to_datetime(["2019-12-31", "2020-12-31"]), "Value": [1_234.0, 0.8]}
    )
    assert describe("Exports", table) == "Exports: 31 Dec 2019 1,234; 31 Dec 2020 0.8"
