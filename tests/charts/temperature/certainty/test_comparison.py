"""The picture beside other series, and what it may say."""

from __future__ import annotations

import pandas as pd
import pytest

from charts.speech import language
from charts.temperature.certainty import comparison


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


def results(**changed: object) -> pd.DataFrame:
    row = {
        "series_id": "v",
        "n": 14,
        "n_eff": 5.2,
        "rho": 0.71,
        "low": -0.02,
        "high": 0.88,
        "p": 0.21,
        "within": -0.2,
        "changes": 0.38,
        "changes_p": 0.19,
        "beyond": False,
    }
    return pd.DataFrame([{**row, **changed}])


def test_every_series_is_a_row_with_its_interval() -> None:
    picture = comparison.comparison(results(), {"v": "Votes"})
    interval = picture.figure.data[0]
    assert list(interval.x) == [-0.02, 0.88]
    assert picture.table.iloc[0].tolist()[:6] == ["Votes", "+0.71", "−0.02", "+0.88", "14", "5"]


def test_beyond_chance_is_said_only_where_it_holds() -> None:
    names = {"v": "Votes"}
    assert "No series" in comparison.comparison(results(), names).title
    told = comparison.comparison(results(beyond=True, low=0.3, p=0.01), names).title
    assert told == "Moving with the temperature beyond chance: Votes"


def test_what_is_not_known_is_left_empty() -> None:
    unknown = results(**dict.fromkeys(["rho", "low", "high", "p", "within"], float("nan")), n=2)
    picture = comparison.comparison(unknown, {"v": "Votes"})
    assert "nan" not in picture.table.to_string().lower()
    assert "nan" not in picture.alt.lower()


def test_the_sign_of_the_next_act_is_told_with_its_rivals() -> None:
    rules = pd.DataFrame(
        {
            "rule": ["line", "earlier", "conflict"],
            "right": [70, 40, 63],
            "n": 100,
            "low": [0.0, 0.2, -0.02],
            "high": [0.0, 0.4, 0.15],
        }
    )
    said = comparison.outlook(rules, 2017)
    for part in ("2017", "70%", "63%", "40%", "100", "−2 to +15 points", "+20 to +40 points"):
        assert part in said.replace("\u00a0", "")
