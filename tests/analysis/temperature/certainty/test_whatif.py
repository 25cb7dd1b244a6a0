"""The bench: nothing changed changes nothing, and each change does what it says."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.tables.dataset import Dataset
from analysis.temperature import acts
from analysis.temperature.certainty.whatif import PARTS, carrying, changed, understood
from analysis.temperature.line import line

ARREST = "2018-12-01-meng-arrested"
AT = pd.DatetimeIndex(["2018-12-31", "2021-06-30"])


@pytest.fixture(scope="module")
def events(dataset: Dataset) -> pd.DataFrame:
    return acts.between(dataset.events, dataset.pair)


def made(dataset: Dataset, events: pd.DataFrame, *changes: str) -> pd.DataFrame:
    return changed(events, changes, dataset.cameo_goldstein, dataset.sources)


def warmth(events: pd.DataFrame) -> list[float]:
    return line(events, AT)["temperature"].tolist()


def test_nothing_changed_changes_nothing(dataset: Dataset, events: pd.DataFrame) -> None:
    assert made(dataset, events) is events
    same = made(dataset, events, f"code:{ARREST}:173", f"date:{ARREST}:2018-12-01")
    assert warmth(same) == warmth(events)


@given(st.lists(st.text(st.sampled_from("dropcodeadd:201-5 "), max_size=30), max_size=4))
def test_no_text_of_an_address_does_harm(
    dataset: Dataset, events: pd.DataFrame, texts: list[str]
) -> None:
    kept = [t for t in texts if understood(t, events, dataset.cameo_goldstein, dataset.sources)]
    assert kept == []
    assert made(dataset, events, *texts) is events


@pytest.mark.parametrize("day", ["2020-W01-1", "20200101", "2020-1-1"])
def test_a_day_is_written_in_one_way_only(dataset: Dataset, events: pd.DataFrame, day: str) -> None:
    known = (events, dataset.cameo_goldstein, dataset.sources)
    assert understood(f"date:{ARREST}:2020-01-01", *known)
    assert not understood(f"date:{ARREST}:{day}", *known)


def test_an_event_left_out_is_the_line_without_it(dataset: Dataset, events: pd.DataFrame) -> None:
    without = made(dataset, events, f"drop:{ARREST}")
    assert len(without) == len(events) - 1
    carried = carrying(events, AT[0]).set_index("event_id")["without"]
    assert warmth(without)[0] == pytest.approx(carried[ARREST], abs=1e-9)
    # Left out twice is left out once.
    assert warmth(made(dataset, events, f"drop:{ARREST}", f"drop:{ARREST}")) == warmth(without)


def test_a_code_and_a_day_can_be_others(dataset: Dataset, events: pd.DataFrame) -> None:
    recoded = made(dataset, events, f"code:{ARREST}:057").set_index("event_id")
    assert recoded.loc[ARREST, "goldstein"] == 8.0
    later = made(dataset, events, f"date:{ARREST}:2021-01-01")
    assert warmth(later)[0] == pytest.approx(warmth(made(dataset, events, f"drop:{ARREST}"))[0])
    assert warmth(later)[1] < warmth(events)[1]


def test_an_added_event_counts(dataset: Dataset, events: pd.DataFrame) -> None:
    more = made(dataset, events, "add:2018-12-20:057:3:mutual", "add:2018-12-21:057:3:mutual")
    assert len(more) == len(events) + 2
    assert more["event_id"].is_unique
    assert warmth(more)[0] > warmth(events)[0]


def test_an_episode_a_domain_and_a_side_can_be_left_out(
    dataset: Dataset, events: pd.DataFrame
) -> None:
    without = made(dataset, events, f"episode:{ARREST}")
    assert len(events) - len(without) >= 30
    # Without the whole episode the fall of December 2018 does not happen.
    assert warmth(without)[0] > 1.5
    assert "trade" not in set(made(dataset, events, "domain:trade")["domain"])
    assert 0 < len(made(dataset, events, "side:CAN")) < len(events)


def test_the_ten_that_carry_a_day_are_its_largest_contributions(events: pd.DataFrame) -> None:
    found = carrying(events, AT[1])
    assert len(found) == 10
    assert found["contribution"].abs().is_monotonic_decreasing


def test_every_kind_of_change_is_told_in_the_head_of_the_module() -> None:
    from analysis.temperature.certainty import whatif

    assert all(f"    {kind}:" in str(whatif.__doc__) for kind in PARTS)
