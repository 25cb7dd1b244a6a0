from __future__ import annotations

import pandas as pd
import pytest

from analysis.consular.spoken import BOTH, next_steps, raised, usual_waits, yearly
from analysis.tables.dataset import Dataset
from analysis.tables.pair import Pair

TINY = """
[a]
code = "AAA"
name = { en = "Aland" }
[b]
code = "BBB"
name = { en = "Bland" }
"""


@pytest.fixture(scope="module")
def pair() -> Pair:
    from analysis.tables.pair import parse

    return parse(TINY)


def contacts(*rows: tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]) -> pd.DataFrame:
    date, a, b, shared = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "contact_id": [f"c{i}" for i in range(len(rows))],
            "date": pd.to_datetime(list(date)).astype("datetime64[s]"),
            "topics_a": list(a),
            "topics_b": list(b),
            "topics_shared": list(shared),
        }
    )


def cases(*rows: tuple[str, str, str]) -> pd.DataFrame:
    case_id, held_by, detained = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "case_id": list(case_id),
            "held_by": list(held_by),
            "detained": pd.to_datetime(list(detained)).astype("datetime64[s]"),
            "detained_precision": "day",
        }
    )


def steps(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    case_id, date, precision, kind = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "case_id": list(case_id),
            "date": pd.to_datetime(list(date)).astype("datetime64[s]"),
            "date_precision": list(precision),
            "kind": list(kind),
            "detail": [f"{c} {k}" for c, k in zip(case_id, kind, strict=True)],
        }
    )


HELD = ("consular-cases",)


def test_who_raised_it(pair: Pair) -> None:
    rows = raised(
        contacts(
            ("2020-01-01", HELD, (), ()),
            ("2020-01-02", (), ("extradition",), ()),
            ("2020-01-03", HELD, ("extradition",), ()),
            ("2020-01-04", (), (), HELD),
            ("2020-01-05", ("canola",), (), ()),
        ),
        pair,
    )
    assert rows["by"].tolist() == ["AAA", "BBB", BOTH, BOTH]


def test_only_the_topics_asked_for_count(pair: Pair) -> None:
    rows = contacts(("2020-01-01", HELD, ("extradition",), ()))
    assert raised(rows, pair, ["extradition"])["by"].tolist() == ["BBB"]


def test_yearly_counts_keep_empty_years_and_all_contacts(pair: Pair) -> None:
    rows = contacts(
        ("2018-01-01", HELD, (), ()), ("2018-05-01", (), (), ()), ("2020-01-01", (), (), ())
    )
    table = yearly(rows, raised(rows, pair), pair).set_index("year")
    assert table.index.tolist() == [2018, 2019, 2020]
    assert table["raised"].tolist() == [1, 0, 0]
    assert table["contacts"].tolist() == [2, 0, 1]
    assert table["share"].tolist()[0] == 0.5
    assert pd.isna(table.loc[2019, "share"])


def test_the_yearly_counts_of_the_record_add_up(dataset: Dataset) -> None:
    spoken = raised(dataset.contacts, dataset.pair)
    table = yearly(dataset.contacts, spoken, dataset.pair)
    assert table["contacts"].sum() == len(dataset.contacts)
    assert table["raised"].sum() == len(spoken)


def test_the_talks_in_rome_came_45_days_before_access_was_restored(dataset: Dataset) -> None:
    spoken = raised(dataset.contacts, dataset.pair)
    after = next_steps(spoken, dataset.consular_cases, dataset.consular_milestones, dataset.pair)
    rome = after[after["contact_id"] == "2020-08-25-champagne-wang-rome"].set_index("side")
    one = rome.loc[dataset.pair.a.code]
    assert (one["next_kind"], one["next_date"]) == ("access-restored", pd.Timestamp("2020-10-09"))
    assert one["days"] == 45
    other = rome.loc[dataset.pair.b.code]
    assert (other["next_case"], other["days"]) == ("meng-wanzhou", 34)


def test_the_next_step_is_in_a_case_held_by_the_other_side_that_had_begun(pair: Pair) -> None:
    rows = raised(contacts(("2020-02-01", HELD, (), ())), pair)
    people = cases(
        ("own", "AAA", "2020-01-01"), ("their", "BBB", "2020-01-01"), ("later", "BBB", "2020-02-10")
    )
    taken = steps(
        ("own", "2020-02-02", "day", "trial"),
        ("later", "2020-02-10", "day", "detained"),
        ("their", "2020-02-20", "month", "charged"),
        ("their", "2020-03-02", "day", "trial"),
    )
    one = next_steps(rows, people, taken, pair).iloc[0]
    assert (one["next_case"], one["next_kind"], one["days"]) == ("their", "trial", 30)


def test_a_step_of_the_same_day_does_not_count_as_following(pair: Pair) -> None:
    rows = raised(contacts(("2020-02-01", HELD, (), ())), pair)
    taken = steps(("x", "2020-02-01", "day", "trial"))
    after = next_steps(rows, cases(("x", "BBB", "2020-01-01")), taken, pair)
    assert after["days"].isna().all()


def test_a_contact_raised_by_both_is_followed_on_both_sides(pair: Pair) -> None:
    rows = raised(contacts(("2020-02-01", HELD, HELD, ())), pair)
    people = cases(("x", "BBB", "2020-01-01"), ("y", "AAA", "2020-01-01"))
    taken = steps(("x", "2020-02-03", "day", "trial"), ("y", "2020-02-05", "day", "bail"))
    after = next_steps(rows, people, taken, pair)
    assert after[["side", "days"]].to_numpy().tolist() == [["AAA", 2.0], ["BBB", 4.0]]


def test_the_usual_wait_is_the_median_over_every_day_of_the_years(pair: Pair) -> None:
    rows = raised(contacts(("2020-02-01", HELD, (), ()), ("2020-02-03", HELD, (), ())), pair)
    people = cases(("x", "BBB", "2020-01-01"))
    taken = steps(("x", "2020-02-11", "day", "trial"))
    after = next_steps(rows, people, taken, pair)
    usual = usual_waits(after, people, taken, pair).set_index("side")
    assert usual.loc["AAA", "contacts"] == 2
    assert usual.loc["AAA", "median"] == 9
    # From 1 January, when the case begins: 41 days to its step, and one fewer each day.
    assert usual.loc["AAA", "usual"] == 21
    lone = usual_waits(after.head(1), people, taken, pair).set_index("side")
    assert lone.loc["AAA", ["median", "usual"]].tolist() == [10, 21]
    assert pd.isna(usual.loc["BBB", "median"])


def test_nothing_to_follow_is_no_row(dataset: Dataset) -> None:
    none = raised(dataset.contacts.iloc[:0], dataset.pair)
    cases_, steps_ = dataset.consular_cases, dataset.consular_milestones
    assert next_steps(none, cases_, steps_, dataset.pair).empty
    assert yearly(dataset.contacts.iloc[:0], none, dataset.pair).empty
