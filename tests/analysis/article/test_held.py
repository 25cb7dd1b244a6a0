"""Articles against the shipped record: are the right rows found, and differences seen?"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
import pytest

from analysis.article import held, reading, rows
from analysis.article.held import Held
from analysis.article.intake import Article
from analysis.article.rows import Rows
from analysis.evidence import seeds
from analysis.tables.dataset import Dataset
from tests.analysis.article.unseen import NEW, UNSEEN


@dataclass
class Figures:
    """Of some claims: a right row among the first, and among those on record; false differences."""

    claims: int = 0
    first: int = 0
    on_record: int = 0
    differ: int = 0

    def __str__(self) -> str:
        return (
            f"of {self.claims} claims a right row is among the first {held.SHOWN} for "
            f"{self.first / self.claims:.1%}, on record for {self.on_record / self.claims:.1%}; "
            f"{self.differ} said to differ"
        )


def on_seeds(dataset: Dataset, index: Rows) -> Figures:
    """The five digests as articles; each claim's rows are known."""
    claims = seeds.parse(seeds.files())
    right: dict[str, set[tuple[str, str]]] = defaultdict(set)
    known = seeds.resolved(claims, dataset)
    for claim, table, row in zip(known["claim"], known["table"], known["row_id"], strict=True):
        right[claim].add((table, row))
    published = dataset.sources.set_index("source_id")["published"]
    figures = Figures()
    for seed, own in claims.drop_duplicates("claim").groupby("seed"):
        spans, text = {}, ""
        for claim, says in zip(own["claim"], own["says"], strict=True):
            spans[claim] = (len(text), len(text) + len(says))
            text += f"{says}\n"
        found = held.hold(Article(text, published=published[seed].date()), index)
        for claim, (start, end) in spans.items():
            parts = [each for each in found if start <= each.sentence.start < end]
            figures.claims += 1
            figures.first += any(names(each.rows) & right[claim] for each in parts)
            figures.on_record += any(names(each.on_record) & right[claim] for each in parts)
            figures.differ += any(each.state == "differs" for each in parts)
    return figures


def names(found: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(found["table"], found["row_id"], strict=True))


def one(text: str, published: date, index: Rows) -> Held:
    return held.hold(Article(text, published=published), index)[0]


def test_the_seeds_claims_are_found(
    dataset: Dataset, index: Rows, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = on_seeds(dataset, index)
    with capsys.disabled():
        print(f"\n{figures}")
    assert figures.claims == 55
    assert figures.first >= 0.95 * figures.claims
    assert figures.on_record >= 0.85 * figures.claims
    assert figures.differ <= 0.05 * figures.claims


def test_the_same_holds_without_what_the_seeds_themselves_brought(
    dataset: Dataset, capsys: pytest.CaptureFixture[str]
) -> None:
    """As for an article that the record has not seen: no claim of it is on record."""
    own = dataset.claims["source_id"].isin(seeds.parse(seeds.files())["seed"])
    unseen = dataset.with_tables(claims=dataset.claims[~own])
    figures = on_seeds(dataset, rows.index(unseen))
    with capsys.disabled():
        print(f"\nwithout their own claims: {figures}")
    assert figures.first >= 0.85 * figures.claims
    assert figures.on_record >= 0.75 * figures.claims


def test_unseen_sentences_are_found_and_strange_ones_are_new(
    index: Rows, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [(one(text, date.fromisoformat(day), index), ids) for day, text, ids in UNSEEN]
    right = sum(
        any(part in row for part in ids for row in each.on_record["row_id"]) for each, ids in found
    )
    differ = sum(each.state == "differs" for each, _ids in found)
    new = sum(one(text, date.fromisoformat(day), index).state == "new" for day, text in NEW)
    with capsys.disabled():
        print(
            f"\nunseen: {right} of {len(found)} on record, {differ} differ; {new} of {len(NEW)} new"
        )
    assert right >= 0.85 * len(found)
    assert differ <= 0.1 * len(found)
    assert new >= 0.75 * len(NEW)


def meetings(dataset: Dataset) -> pd.DataFrame:
    """Contacts of one person with one person, on a known day in a known place."""
    people = set(dataset.actors.loc[dataset.actors["kind"] == "person", "actor_id"])
    every = dataset.contacts
    known = every[
        (every["date_precision"] == "day")
        & (every["place_city"] != "")
        & every["side_a"].map(lambda who: len(who) == 1 and who[0] in people)
        & every["side_b"].map(lambda who: len(who) == 1 and who[0] in people)
    ]
    return known.assign(side_a=known["side_a"].str[0], side_b=known["side_b"].str[0])


def put_wrong(dataset: Dataset) -> Iterator[tuple[str, str, date, str]]:
    """Meetings told right, wrong by a digit of the date, and with somebody of another row."""
    chance = random.Random(0)
    called = dataset.actors.set_index("actor_id")["name"]
    met = meetings(dataset)
    # What several rows tell of, such as a visit of days, holds more than one date and name.
    visits = dataset.events[dataset.events["end_date"].notna()]
    days = set(dataset.contacts["date"]) | {
        day for v in visits.itertuples() for day in pd.date_range(v.date, v.end_date)
    }
    for row in met.sample(40, random_state=0).itertuples():
        published = (row.date + timedelta(days=1)).date()

        def told(one: str, day: pd.Timestamp, row: object = row) -> str:
            other, city = called[row.side_b], row.place_city  # type: ignore[attr-defined]
            return f"{called[one]} met {other} in {city} on {day:%-d %B %Y}."

        yield "right", told(row.side_a, row.date), published, ""
        while True:
            signs = list(f"{row.date:%Y-%m-%d}")
            signs[chance.choice((3, 6, 8, 9))] = chance.choice("0123456789")
            day = pd.to_datetime("".join(signs), errors="coerce")
            if pd.notna(day) and day not in days:
                break
        yield "date", told(row.side_a, day), published, str(day.date())
        others = set(met["side_a"]) - {*met.loc[met["date"] == row.date, "side_a"]}
        name = chance.choice(sorted(others))
        yield "name", told(name, row.date), published, name


def test_a_wrong_digit_or_name_is_found(
    dataset: Dataset, index: Rows, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: dict[str, list[bool]] = defaultdict(list)
    for kind, text, published, wrong in put_wrong(dataset):
        differ = {c.said for c in one(text, published, index).compared if c.status == "differs"}
        seen[kind].append(differ == ({wrong} if wrong else set()))
    with capsys.disabled():
        print("\n" + ", ".join(f"{kind}: {sum(own)} of {len(own)}" for kind, own in seen.items()))
    assert all(seen["right"])
    assert sum(seen["date"]) >= 0.9 * len(seen["date"])
    assert sum(seen["name"]) >= 0.85 * len(seen["name"])


def test_a_number_that_the_record_has_otherwise_differs(index: Rows) -> None:
    day = date(2020, 8, 26)
    for said in (
        "Champagne and Wang Yi met in Rome on Tuesday for {} minutes.",
        "Champagne and Wang Yi held a {}-minute meeting in Rome on Tuesday.",
    ):
        right, wrong = one(said.format(90), day, index), one(said.format(70), day, index)
        assert right.state == "agrees"
        (differing,) = (c for c in wrong.compared if c.status == "differs")
        assert (differing.field, differing.said, differing.recorded) == (
            "duration_min",
            "70 minute",
            "90 minute",
        )


def test_a_number_counts_what_the_whole_name_of_a_field_says(index: Rows) -> None:
    day = date(2020, 8, 26)
    said = "Champagne met Wang Yi in Rome and told him that {} China."
    for told, differing in (
        ("the two Canadians must be released by", []),
        ("seven Canadians have been sentenced to death in", ["canadians_sentenced_to_death"]),
        ("three Canadians were sentenced to death in", []),
    ):
        compared = one(said.format(told), day, index).compared
        assert [c.field for c in compared if c.status == "differs"] == differing


def test_a_weekday_before_a_wrong_day_does_not_hide_it(index: Rows) -> None:
    for day in ("Tuesday, August 26, 2020", "Tue. Aug. 26"):
        each = one(f"Champagne met Wang Yi in Rome on {day}.", date(2020, 8, 28), index)
        (differing,) = (c for c in each.compared if c.status == "differs")
        assert (differing.field, differing.said) == ("date", "2020-08-26")


def test_a_slip_of_a_name_is_shown_as_such(index: Rows) -> None:
    each = one("Champagne met Wang Li in Rome on Tuesday.", date(2020, 8, 26), index)
    (slip,) = (f for f in each.sentence.findings if f.kind == "slip")
    assert (slip.value, slip.note) == ("wang-yi", "Wang Yi")
    assert each.state == "differs"


def test_a_title_means_who_held_the_office_on_the_day(index: Rows) -> None:
    for year, who in ((2020, "champagne-francois-philippe"), (2024, "joly-melanie")):
        each = one("The Canadian foreign minister spoke in Rome.", date(year, 2, 1), index)
        assert each.sentence.values("office") == (who,)


def test_a_title_of_a_day_on_which_nobody_held_an_office_means_nobody(index: Rows) -> None:
    each = one("The Canadian foreign minister spoke in Rome.", date(1900, 2, 1), index)
    assert not each.sentence.values("office")


def test_a_title_differs_only_from_an_office_that_is_surely_held(index: Rows) -> None:
    for text, day, differing in (
        ("Prime Minister Li Keqiang spoke in Beijing.", date(2016, 9, 1), []),
        ("Finance Minister François-Philippe Champagne stayed in Ottawa.", date(2026, 1, 17), []),
        ("Industry Minister Champagne spoke of a mission of April 2018.", date(2022, 5, 20), []),
        ("Foreign Minister Chrystia Freeland spoke.", date(2021, 5, 1), ["foreign minister"]),
    ):
        compared = one(text, day, index).compared
        said = [c.said for c in compared if (c.status, c.field) == ("differs", "office")]
        assert said == differing


def test_a_title_before_a_name_means_nobody_else(index: Rows) -> None:
    for told, who in (
        ("Canadian Foreign Minister Chrystia Freeland met Chinese ambassador Lu Shaye.",
         ("freeland-chrystia", "lu-shaye")),
        ("Canada's ambassador to China, John McCallum, spoke of wheat.", ("mccallum-john",)),
        ("The Chinese ambassador told Freeland so.", ("cong-peiwu", "freeland-chrystia")),
    ):  # fmt: skip
        assert one(told, date(2020, 12, 10), index).sentence.actors == who


def test_a_correction_takes_the_place_of_a_finding(index: Rows) -> None:
    article = Article("Champagne met Wang Yi in Rome on Monday.", published=date(2020, 8, 26))
    (before,) = held.hold(article, index)
    assert before.state == "differs"
    (finding,) = (f for f in before.sentence.findings if f.kind == "date")
    key = (finding.start, finding.end, finding.kind)
    (after,) = held.hold(article, index, {key: "2020-08-25"})
    assert after.state == "agrees"
    (without,) = held.hold(article, index, {key: ""})
    assert not without.sentence.values("date")


def test_names_dates_and_numbers_are_read_in_french_and_chinese(dataset: Dataset) -> None:
    said = {
        "fr": "Le ministre Champagne a rencontré Wang Yi à Rome mardi pendant 90 minutes.",
        "zh": "商鹏飞8月25日在罗马会见王毅，会谈持续90分钟。",
    }
    every = {language: rows.index(dataset, language) for language in said}
    for language, text in said.items():
        article = Article(text, published=date(2020, 8, 26), language=language)
        (found,) = held.hold(article, every[language])
        assert found.sentence.values("date") == ("2020-08-25",), language
        assert "wang-yi" in found.sentence.actors
        assert "90 minute" in found.sentence.values("figure")
        assert "2020-08-25-champagne-wang-rome" in set(found.on_record["row_id"])
        assert found.state == "agrees"
    for text, who in (
        ("1月15日，国务院总理李强同卡尼举行会谈。", ("li-qiang", "carney-mark")),
        ("卡尼1月15日会见李强。", ("carney-mark", "li-qiang")),
    ):
        article = Article(text, published=date(2026, 1, 17), language="zh")
        (found,) = held.hold(article, every["zh"])
        assert found.sentence.actors == who
        assert "2026-01-15-carney-li-beijing" in set(found.on_record["row_id"])
    text = "Pékin avait détenu Michael Kovrig et Michael Spavor le 10 décembre 2018."
    held_then = held.hold(Article(text, published=date(2024, 8, 27), language="fr"), every["fr"])
    assert held_then[0].state == "agrees"
    strange = Article("洛克希德·马丁公司。", published=date(2005, 9, 10), language="zh")
    assert not held.hold(strange, every["zh"])[0].sentence.actors


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Canada declared Zhao Wei persona non grata on Monday, for intimidating Michael Chong.",
         date(2023, 5, 10)),
        ("Trudeau said on Monday that Canada had expelled Zhao Wei.", date(2023, 5, 10)),
        ("Trudeau said his foreign minister met Wang Yi in Rome on Tuesday.", date(2020, 8, 26)),
        ("After Champagne met Wang Yi, Trudeau told reporters on Tuesday that he was in Riga.",
         date(2020, 8, 26)),
        ("Carney and Xi, who had met in Gyeongju on October 31, spoke for 80 minutes in Beijing.",
         date(2026, 1, 17)),
        ("Prime Minister Carney and Premier Li met in Beijing on 15 January 2026; Prime Minister "
         "Trudeau had met Li Keqiang there on 31 August 2016.", date(2026, 1, 19)),
        ("Richardson said Canada's canola exports to China were worth $2.7 billion in 2018.",
         date(2019, 5, 2)),
        ("Marie-Claude Bibeau met Han Changfu in Japan on May 11.", date(2019, 5, 14)),
        ("China lowers its duty on canola seed from 84 per cent to 15 per cent.",
         date(2026, 1, 17)),
    ],
)  # fmt: skip
def test_what_another_said_did_or_suffered_does_not_differ(
    text: str, published: date, index: Rows
) -> None:
    each = one(text, published, index)
    assert [c for c in each.compared if c.status == "differs"] == []
    assert len(each.on_record)


def test_a_meeting_told_of_another_place_differs(index: Rows) -> None:
    text = "Maninder Sidhu and Wang Wentao met in Kuala Lumpur on October 30."
    (place,) = (c for c in one(text, date(2025, 11, 1), index).compared if c.status == "differs")
    assert (place.field, place.table, place.recorded) == ("place", "contacts", "Gyeongju")


def test_a_day_in_the_years_of_a_case_is_no_date_of_it(index: Rows) -> None:
    for text, agreeing in (
        ("Kovrig was arrested on December 12, 2018.", []),
        ("Kovrig was arrested on December 10, 2018.", ["2018-12-10"]),
    ):
        compared = one(text, date(2021, 9, 26), index).compared
        assert [c.said for c in compared if c.field == "date"] == agreeing


def test_a_word_before_a_surname_is_no_part_of_the_name(index: Rows) -> None:
    for text in ("When Joly met Wang Yi, Melanie Joly spoke.", "Mme Joly said so to Wang Yi."):
        found = one(text, date(2024, 7, 20), index).sentence
        assert set(found.actors) == {"joly-melanie", "wang-yi"}
        assert not found.values("slip")


def test_the_office_that_is_meant_is_shown(index: Rows) -> None:
    each = one("President Xi Jinping met Carney on Friday.", date(2026, 1, 17), index)
    (office,) = (c for c in each.compared if c.field == "office")
    assert office.recorded == "President of China"


NOT_DONE = {
    "en": (
        "China has not banned canola from Richardson.",
        "China did not detain Michael Kovrig in Beijing.",
        "On Monday it didn't detain Michael Kovrig.",
        "China denied that it had detained Michael Kovrig.",
    ),
    "fr": (
        "La Chine n'a pas interdit le canola de Richardson.",
        "La Chine n’a jamais arrêté Michael Kovrig.",
        "La Chine a nié avoir arrêté Michael Kovrig.",
        "La Chine a démenti qu’elle ait arrêté Michael Kovrig.",
    ),
    "zh": (
        "中国没有在北京拘押康明凯和斯帕弗。",
        "中国并未在北京拘押康明凯。",
        "中国未禁止进口油菜籽。",
    ),
}
DONE = {
    "en": (
        "China detained Michael Kovrig in Beijing, but did not say why.",
        "China, which has not ratified the treaty, detained Michael Kovrig.",
        "China did not release Michael Kovrig until September 24, 2021.",
        "China banned not only canola, it did not comment.",
        "China denied Michael Kovrig access to a lawyer.",
    ),
    "fr": ("La Chine a arrêté Michael Kovrig, mais elle n'a pas dit pourquoi.",),
    "zh": ("中国在北京拘押了康明凯，没有说明原因。", "中国未来将禁止进口加拿大油菜籽。"),
}


@pytest.mark.parametrize(
    ("text", "language", "negated"),
    [
        (text, language, negated)
        for told, negated in ((NOT_DONE, True), (DONE, False))
        for language, own in told.items()
        for text in own
    ],
)
def test_what_was_not_done_is_told_from_what_was(
    text: str, language: str, negated: bool, index: Rows
) -> None:
    article = Article(text, published=date(2018, 12, 12), language=language)
    (sentence,) = reading.read(article, index.vocabulary)
    assert sentence.is_negated is negated


@pytest.mark.parametrize(
    ("text", "published", "state", "held_by"),
    [
        ("China detained Michael Kovrig in Beijing.", date(2018, 12, 12), "agrees", "kovrig"),
        ("China did not detain Michael Kovrig in Beijing.", date(2018, 12, 12), "none", ""),
        ("Champagne did not meet Wang Yi in Rome on Monday.", date(2020, 8, 26), "none", ""),
        ("China denied that it had blocked canola from Richardson.", date(2019, 3, 2), "new", ""),
        ("Harper will not attend the opening of the Beijing Olympics.", date(2008, 4, 4), "agrees",
         "harper-skips-opening"),
        ("Dion denied that Canada had made concessions to obtain Garratt's return.",
         date(2016, 9, 20), "agrees", "dion-no-concessions"),
    ],
)  # fmt: skip
def test_an_act_on_record_does_not_hold_that_it_was_not_done(
    text: str, published: date, state: str, held_by: str, index: Rows
) -> None:
    each = one(text, published, index)
    assert each.state == state
    assert bool(held_by) == any(held_by in row for row in each.on_record["row_id"])


def test_where_and_when_a_story_was_written_is_not_of_the_story(index: Rows) -> None:
    text = "OTTAWA, 26 August 2020 - Champagne met Wang Yi in Rome on Tuesday."
    each = one(text, date(2020, 8, 26), index)
    assert each.sentence.values("date", "place") == ("Rome", "2020-08-25")


def test_texts_made_to_take_for_ever_are_read_in_time(index: Rows) -> None:
    day = date(2024, 7, 20)
    start = time.process_time()
    for text in (
        "\n" * 100_000 + "word",
        "2020 " * 38_000,
        "Mr. " * 45_000,
        "Minister " * 20_000,
        "He did not " * 17_000,
    ):
        held.hold(Article(text, published=day), index)
    # Two seconds where nothing else runs; a text of which it takes the square of them, minutes.
    assert time.process_time() - start < 20
