"""A bar for each episode, made of all its measures."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.compare import means
from analysis.compare.episodes import episodes
from charts.compare.means import SHADES, eased, mix, property_name
from tests.charts.compare.conftest import Named, Records


@pytest.fixture(scope="module")
def known(records: Records) -> pd.DataFrame:
    return episodes(records)


@pytest.mark.parametrize("by", means.PROPERTIES)
def test_counts_add_up_and_kinds_beyond_the_colours_are_put_together(
    by: str, records: Records, known: pd.DataFrame, named: Named
) -> None:
    taken = means.taken(records, known)
    shown = mix(means.mix(taken, by), known, by, named)
    assert shown.table["n"].sum() == len(taken)
    assert shown.title == f"{len(taken)} measures in the {len(known)} episodes compared here"
    assert shown.table["Measures"].nunique() <= len(SHADES) + 2
    assert property_name(by) in shown.subtitle


def test_what_was_eased_first_is_told_with_its_days(
    records: Records, known: pd.DataFrame, named: Named
) -> None:
    first = means.first_eased(means.taken(records, known))
    rows = eased(first, first["measure_id"].tolist(), known, named).set_index("Row")
    assert rows.at["chn-rare-earths-2010", "Days"] == "72 days"
    assert rows.at["chn-carp-2023", "Days"] == "404 to 434 days"
    assert rows.at["chn-rare-earths-2010", "Goods"] == "Minerals"
