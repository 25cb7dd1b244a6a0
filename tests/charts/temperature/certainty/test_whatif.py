"""The bench in words."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.temperature.certainty.whatif import PARTS
from charts.speech import language
from charts.speech.names import Words
from charts.temperature.certainty.whatif import change_name, whatif

EXAMPLES = {
    "drop": "drop:e",
    "code": "code:e:057",
    "date": "date:e:2020-01-02",
    "add": "add:2020-01-02:057:3:mutual",
    "side": "side:CAN",
    "domain": "domain:trade",
    "episode": "episode:e",
}


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


@pytest.mark.parametrize("kind", PARTS)
def test_every_change_has_words(kind: str, words: Words) -> None:
    name = change_name(EXAMPLES[kind], {"e": "An arrest"}, words)
    assert "{" not in name
    assert ":" not in name
    if kind in {"drop", "code", "date", "episode"}:
        assert "An arrest" in name


def test_the_exact_difference_is_printed() -> None:
    at = pd.date_range("2020-01-31", periods=3, freq="ME")
    line = pd.DataFrame({"date": at, "temperature": [1.0, 1.0, 1.0]})
    changed = line.assign(temperature=[0.5, 0.5, 0.25])
    picture = whatif(line, changed, at[-1], (1.0, 0.25), 2)
    assert picture.title.endswith("is +0.250° in place of +1.000°: −0.750°")
    assert "Nothing is changed" in whatif(line, line, at[-1], (1.0, 1.0), 0).title
