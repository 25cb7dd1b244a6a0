from __future__ import annotations

import pytest

from analysis.files.mends import days


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("9/10/1968", "mdy", "1968-09-10"),
        ("31/12/2025", "dmy", "2025-12-31"),
        ("22-03-2021", "dmy", "2021-03-22"),
        ("3.4.2020", "dmy", "2020-04-03"),
        ("2020/4/3", "", "2020-04-03"),
        ("20200825", "", "2020-08-25"),
        ("2016-08-30T00:00:00Z", "", "2016-08-30"),
        ("2019年3月6日", "", "2019-03-06"),
        ("2019年3月", "", "2019-03"),
        ("Jan 16, 2026", "", "2026-01-16"),
        ("16 January 2026", "", "2026-01-16"),
        ("1er août 2018", "", "2018-08-01"),
        ("43435", "", "2018-12-01"),
        ("30/02/2020", "dmy", ""),
        ("soon", "dmy", ""),
    ],
)
def test_a_date_is_read_however_it_is_written(cell: str, order: str, day: str) -> None:
    assert days.read(cell, order)[0] == day


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["9/10/1968", "9/13/1968"], "mdy"),
        (["9/10/1968", "31/1/1968"], "dmy"),
        (["9/10/1968"], "either"),
        (["9/9/1968"], "dmy"),
        (["9/13/1968", "13/9/1968"], "neither"),
        (["1968-09-10"], ""),
    ],
)
def test_the_order_is_told_by_the_whole_column(cells: list[str], order: str) -> None:
    assert days.order(cells) == order
