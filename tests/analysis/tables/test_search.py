from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.tables.dataset import Dataset
from analysis.tables.search import (
    SEARCHED,
    Index,
    holding,
    index,
    query,
    ranked,
    with_near_misses,
)


@pytest.fixture(scope="module")
def ready(dataset: Dataset) -> Index:
    return index(dataset)


def hits(ready: Index, words: str) -> dict[str, set[int]]:
    found = ranked(ready, query(words, ready))
    whole = found[found["share"] > 1 - 1e-9]
    return {name: set(whole.loc[whole["table"] == name, "row"]) for name in SEARCHED}


def ids(dataset: Dataset, ready: Index, table: str, words: str) -> set[str]:
    rows = getattr(dataset, table).loc[list(hits(ready, words)[table])]
    return set(rows.iloc[:, 0])


@pytest.mark.parametrize(
    "spelling", ["王毅", "Wang Yi", "wang yi", "WANG YI", "Wang Li"]
)  # The last is a misprint that the tables keep as an alias.
def test_a_person_is_found_under_every_name(dataset: Dataset, ready: Index, spelling: str) -> None:
    asked = query(spelling, ready)
    assert asked.actors == ("wang-yi",)
    assert "2024-01-11-wang-condition-1" in ids(dataset, ready, "statements", spelling)
    assert "2020-08-25-champagne-wang-rome" in ids(dataset, ready, "contacts", spelling)
    assert hits(ready, spelling) == hits(ready, "Wang Yi")


def test_a_chinese_name_finds_texts_that_only_name_the_person_in_english(
    dataset: Dataset, ready: Index
) -> None:
    found = dataset.events[dataset.events["event_id"].isin(ids(dataset, ready, "events", "孟晚舟"))]
    part = [
        ("meng-wanzhou" in {*i, *t})
        for i, t in zip(found["initiator"], found["target"], strict=True)
    ]
    assert not all(part)
    named = found[["title", "summary"]].agg(" ".join, axis=1)
    assert named[[not p for p in part]].str.contains("Meng").all()


def test_an_accented_word_finds_the_plain_one(ready: Index) -> None:
    assert hits(ready, "Québec") == hits(ready, "quebec")
    assert any(hits(ready, "quebec").values())


def test_french_and_chinese_labels_of_topics_are_found(ready: Index) -> None:
    for words in ("油菜籽", "peine de mort"):
        assert any(hits(ready, words).values())


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("10 December 2018", ("2018-12-10",)),
        ("December 10, 2018", ("2018-12-10",)),
        ("10 décembre 2018", ("2018-12-10",)),
        ("1er décembre 2018", ("2018-12-01",)),
        ("2018年12月1日", ("2018-12-01",)),
        ("2018年12月被捕", ("2018-12", "被捕")),
        ("detained May 2018", ("detained", "2018-05")),
        ("10-12 December 2018", ("10-12", "2018-12")),
        ("G20 December 2018", ("g20", "2018-12")),
    ],
)
def test_days_and_months_are_asked_for_as_the_tables_write_them(
    written: str, asked: tuple[str, ...]
) -> None:
    assert query(written).words == asked


def test_a_day_is_found_in_every_language(dataset: Dataset, ready: Index) -> None:
    for day in ("December 10, 2018", "10 décembre 2018", "2018年12月10日"):
        assert "2018-12-10-kovrig-detained" in ids(dataset, ready, "events", day)


def test_a_row_is_not_found_by_a_day_on_which_it_is_not_known(
    dataset: Dataset, ready: Index
) -> None:
    """Lai Changxing was detained in 2000; the tables write the first day of the year."""
    assert "lai-changxing" in ids(dataset, ready, "consular_cases", "2000")
    assert "lai-changxing" not in ids(dataset, ready, "consular_cases", "2000-01-01")


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("When was Meng arrested?", ("meng", "arrested")),
        ("Où est Spavor ?", ("spavor",)),
        ("the WHO in Wuhan", ("who", "wuhan")),
        ("who is it", ("who", "is", "it")),
        ('"who is" Xi', ("who is", "xi")),
        ("谁被捕？", ("谁被捕",)),
    ],
)
def test_small_words_of_a_question_are_not_looked_for(written: str, asked: tuple[str, ...]) -> None:
    assert query(written).words == asked


@pytest.mark.parametrize("words", ["canola tariffs", "canola surtax"])
def test_a_word_is_found_by_the_one_that_the_record_has(ready: Index, words: str) -> None:
    assert hits(ready, words) == hits(ready, "canola tariff")


def test_every_word_must_be_found(ready: Index) -> None:
    both, one, other = (hits(ready, w) for w in ("canola tariff", "canola", "tariff"))
    for table in both:
        assert both[table] == one[table] & other[table]


def test_words_in_quotes_must_follow_each_other(ready: Index) -> None:
    loose, tight = hits(ready, "correct mistakes"), hits(ready, '"mistakes correct"')
    assert any(loose.values())
    assert not any(tight.values())


def test_words_are_found_from_their_beginning(ready: Index) -> None:
    assert hits(ready, "extradit")["events"] >= hits(ready, "extradition")["events"]
    assert not any(hits(ready, "xtradition").values())


@pytest.mark.parametrize("words", ["", "   ", '"', "…", "$*()[]", "\u202e\u200f"])
def test_a_search_without_a_letter_finds_nothing(ready: Index, words: str) -> None:
    assert query(words, ready).empty
    assert not any(hits(ready, words).values())


@pytest.mark.parametrize("words", ["(x", "[a](b", "a*", "$x$", "=1+1", "\\d+", "a|b"])
def test_signs_are_looked_for_as_they_are(ready: Index, words: str) -> None:
    for table in hits(ready, words).values():
        assert table == set()


@given(st.text(max_size=40))
def test_any_words_can_be_searched(ready: Index, words: str) -> None:
    assert not (query(words, ready).empty and any(hits(ready, words).values()))


def test_rows_of_an_earlier_day_are_all_that_is_found(dataset: Dataset) -> None:
    from analysis.tables.filters import Filters, apply

    cut = apply(dataset, Filters(as_of=pd.Timestamp("2019-06-01")))
    ready = index(cut)
    for name in ("statements", "events", "contacts"):
        rows = sorted(hits(ready, "王毅")[name])
        assert len(rows) > 0
        assert (getattr(cut, name).loc[rows, "date"] <= pd.Timestamp("2019-06-01")).all()


def test_rows_of_any_table_are_found_by_the_same_rule() -> None:
    rows = pd.DataFrame({"title": ["Mélanie Joly in Rome", "A talk"], "summary": ["x", "Québec"]})
    columns = ("title", "summary")
    assert holding(rows, columns, "melanie ROME").index.tolist() == [0]
    assert holding(rows, columns, '"joly in" rome').index.tolist() == [0]
    assert holding(rows, columns, "quebec").index.tolist() == [1]
    assert holding(rows, columns, "rome quebec").empty
    assert len(holding(rows, columns, "  ")) == 2
    assert holding(rows.head(0), columns, "rome").columns.tolist() == ["title", "summary"]


def best(dataset: Dataset, ready: Index, words: str) -> list[str]:
    """The ids of the rows found, the best first."""
    asked = with_near_misses(ready, query(words, ready))
    found = ranked(ready, asked)
    return [
        str(getattr(dataset, table).loc[row].iloc[0])
        for table, row in zip(found["table"], found["row"], strict=True)
    ]


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("three demands", "2024-01-11-wang-condition-1"),
        ("Wang Yi January 2024", "2024-01-11-joly-wang-call"),
        ("王毅 2024年1月", "2024-01-11-joly-wang-call"),
        ("canola ban", "chn-canola-richardson-2019"),
        ("Micheal Kovrig", "2018-12-10-kovrig-detained"),
        ("two abstained", "2021-02-22-commons-genocide-motion"),
        ("Uighur", "2021-02-22-commons-genocide-motion"),
        ("習近平", "2015-11-16-trudeau-xi-antalya"),
        ("“Wang Yi” Champagne", "2019-11-23-champagne-wang-nagoya"),
    ],
)
def test_what_newcomers_looked_for_is_found(
    dataset: Dataset, ready: Index, words: str, row: str
) -> None:
    assert row in best(dataset, ready, words)


@pytest.mark.parametrize(
    ("words", "table", "row"),
    [
        ("Spavor", "consular_cases", "spavor-michael"),
        ("Sun Qian", "consular_cases", "sun-qian"),
        ("谢伦伯格", "consular_cases", "schellenberg-robert"),
        ("Carney Xi Gyeongju", "contacts", "2025-10-31-carney-xi-gyeongju"),
        ("Meng", "events", "2021-09-24-meng-released"),
        ("China Taiwan", "events", "2022-08-04-china-summons-nickel"),
        ("Meng arrested 2018", "events", "2018-12-01-meng-arrested"),
        ("Carney Xi meeting 2026", "events", "2026-01-16-carney-xi-beijing"),
    ],
)
def test_what_a_row_is_about_counts_before_what_it_mentions(
    dataset: Dataset, ready: Index, words: str, table: str, row: str
) -> None:
    of_table = getattr(dataset, table).iloc[:, 0].to_numpy()
    assert next(each for each in best(dataset, ready, words) if each in of_table) == row


def test_rows_that_hold_all_come_first(ready: Index) -> None:
    found = ranked(ready, query("Kovrig access canola", ready))
    assert found["share"].is_monotonic_decreasing


def test_a_word_like_one_on_record_is_taken_for_it(ready: Index) -> None:
    asked = with_near_misses(ready, query("Micheal zzzzqqqq", ready))
    assert [word for word, _meant in asked.meant] == ["micheal"]


@given(st.text(max_size=40))
def test_any_words_can_be_ranked(ready: Index, words: str) -> None:
    found = ranked(ready, with_near_misses(ready, query(words, ready)))
    assert found["share"].between(0, 1 + 1e-9).all()


@pytest.fixture(scope="module")
def in_chinese(dataset: Dataset) -> Index:
    return index(dataset, "zh")


@pytest.mark.parametrize(
    ("written", "apart"),
    [
        ("油菜籽关税", "油菜籽 关税"),
        ("康明凯被拘押", "康明凯 拘押"),
        ("华为5G禁令", "华为 5G 禁令"),
        ("2025年油菜籽", "2025 油菜籽"),
        ("领事探视", "领事探视"),
    ],
)
def test_words_without_blanks_between_them_are_found_by_themselves(
    in_chinese: Index, written: str, apart: str
) -> None:
    assert query(written, in_chinese) == query(apart, in_chinese)
    assert any(hits(in_chinese, written).values())


def test_words_in_quotes_are_not_cut(in_chinese: Index) -> None:
    assert query("“油菜籽关税”", in_chinese).words == ("油菜籽关税",)


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "pourparlers de Stockholm"), ("zh", "斯德哥尔摩建交谈判")]
)
def test_a_row_is_found_by_its_translation(dataset: Dataset, language: str, words: str) -> None:
    for asked in (words, "Stockholm recognition talks"):
        assert "1969-chinese-three-points" in best(dataset, index(dataset, language), asked)


def test_an_actor_is_found_by_its_office_in_every_language(dataset: Dataset, ready: Index) -> None:
    in_french = dataset.pair.office_names["Ambassador of Canada to China"]["fr"]
    for words in ("Ambassador of Canada to China", in_french):
        assert "may-jennifer" in ids(dataset, ready, "actors", words)
