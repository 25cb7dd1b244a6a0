"""A figure's grade follows the published rule."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.evidence.strength import GRADES, Strength, strength
from analysis.tables.dataset import Dataset

SIDES = ("AAA", "BBB")
SOURCES = pd.DataFrame(
    {
        "source_id": ["a", "b", "third", "undated"],
        "side": ["AAA", "BBB", "third-party", "BBB"],
        "published": pd.to_datetime(["2020", "2020", "2020", None], format="%Y"),
    }
)


def of(*cited: tuple[str, ...], weight: list[float] | None = None) -> Strength:
    rows = pd.DataFrame({"sources": list(cited)})
    return strength(rows, SOURCES, SIDES, None if weight is None else pd.Series(weight))


@pytest.mark.parametrize(
    ("cited", "grade"),
    [
        (("a", "b"), "A"),
        (("a", "third"), "A"),
        (("third",), "C"),
        (("b", "undated"), "D"),
        (("a",), "D"),
    ],
)
def test_the_grade_of_a_row(cited: tuple[str, ...], grade: str) -> None:
    assert of(cited).grade == grade


def test_shares_go_by_weight() -> None:
    found = of(("a",), ("a", "b"), weight=[1.0, 3.0])
    assert (found.one_source, found.one_side, found.undated) == (0.25, 0.25, 0.0)
    assert found.grade == "A"
    assert of(("a",), ("a", "b"), weight=[3.0, 1.0]).grade == "C"


def test_nothing_behind_a_figure_has_no_grade() -> None:
    assert of().grade == ""
    assert of(("a",), weight=[0.0]).grade == ""
    assert of(()).one_source == 1.0


cells = st.lists(st.sampled_from(["a", "b", "third", "undated"]), min_size=1, unique=True)


@given(st.lists(cells.map(tuple), min_size=1, max_size=6))
def test_shares_are_shares_and_a_source_of_the_other_side_never_lowers_the_grade(
    rows: list[tuple[str, ...]],
) -> None:
    found = of(*rows)
    assert all(0 <= share <= 1 for share in (found.one_source, found.one_side, found.undated))
    more = of(*(tuple(dict.fromkeys((*row, "a", "b"))) for row in rows))
    assert GRADES.index(more.grade) <= GRADES.index(found.grade)


def test_every_row_of_the_record_that_cites_has_a_grade(dataset: Dataset) -> None:
    sides = [side.code for side in dataset.pair.sides]
    assert strength(dataset.events, dataset.sources, sides).grade in GRADES
