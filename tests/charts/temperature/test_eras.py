"""The picture of the thin years."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from charts.speech import language
from charts.temperature.eras import ghost


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


def test_the_share_of_wrong_signs_is_counted() -> None:
    line = pd.DataFrame(
        {"date": pd.date_range("2017-01-31", periods=4, freq="ME"), "temperature": [1.0, 2, -1, 3]}
    )
    right = np.repeat(line["temperature"].to_numpy()[:, np.newaxis], 2, 1)
    wrong = right * np.array([1, -1])
    picture = ghost(line, right, wrong, 2016)
    assert "wrong sign in 0% to 50% of months" in picture.title
    assert "before 2016" in picture.title
    assert "50%: in the earlier mix of kinds" in picture.subtitle
    # The mix of kinds may as well lower the share.
    turned = ghost(line, wrong, right, 2016)
    assert turned.title == picture.title
    assert "0%: in the earlier mix of kinds" in turned.subtitle
    assert len(picture.table) == 4
