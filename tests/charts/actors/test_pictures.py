"""Pictures of actors and governments: with much, little, nothing and hostile names."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from analysis import governments
from analysis.actors import company as tables
from analysis.actors import compare, profile
from analysis.tables.dataset import Dataset
from charts import governments as government_charts
from charts.actors import company
from charts.actors import compare as compare_charts
from charts.actors import profile as charts
from charts.draw import vega
from charts.draw.time import Window
from charts.speech.names import Words
from tests.charts.vega import drawn, selections, sound

MANY, ONE, NONE = "wang-yi", "meng-wanzhou", "nobody"
EVERYONE = (MANY, ONE, NONE)


@pytest.fixture(scope="module")
def seen(dataset: Dataset) -> pd.DataFrame:
    return profile.appearances(dataset)


@pytest.mark.parametrize("actor", EVERYONE)
def test_every_office_is_drawn_dated_or_not(dataset: Dataset, words: Words, actor: str) -> None:
    held = profile.terms(dataset.offices, [actor], dataset.end)
    start = dataset.events["date"].min()
    picture = sound(charts.offices(held, start, dataset.end, words))
    assert len(picture.table) == (dataset.offices["actor_id"] == actor).sum()
    if len(held):
        bars = drawn(picture, "since").dropna()
        assert (bars >= start).all()


def test_an_office_without_dates_has_no_axis_of_time(dataset: Dataset, words: Words) -> None:
    held = profile.terms(dataset.offices, [MANY], dataset.end).assign(known_start=False)
    picture = sound(charts.offices(held, dataset.events["date"].min(), dataset.end, words))
    assert picture.spec["layer"][0]["encoding"]["x"]["axis"] is None


@pytest.mark.parametrize("actor", EVERYONE)
def test_events_are_drawn_once_for_each_role(dataset: Dataset, words: Words, actor: str) -> None:
    own = profile.roles_in_events(dataset.events, [actor])
    window = Window.of_years(2015, 2026, dataset.end)
    picture = sound(charts.in_events(own, profile.intensity(own), window, words))
    assert len(drawn(picture, "key")) == len(own)
    assert selections(picture) == {vega.PICKED}
    # Whoever it is: two pictures side by side have one axis of time.
    ends = picture.spec["layer"][1]["encoding"]["x"]["scale"]["domain"]
    assert [end["year"] for end in ends] == [2015, 2026]


@pytest.mark.parametrize("actor", EVERYONE)
def test_company_kept_is_counted(dataset: Dataset, words: Words, actor: str) -> None:
    met = profile.counterparts(dataset.contacts, [actor])
    assert len(sound(charts.counterparts(met, words)).table) == len(met)
    where = profile.places(dataset.contacts, [actor])
    assert sound(charts.places(where, words)).table.iloc[:, 1].sum() <= where["contacts"].sum()
    said = profile.stances(dataset.statements, [actor])
    picture = sound(charts.stances(said, words))
    assert picture.table.iloc[:, 1].sum() == said["statements"].sum()


@pytest.mark.parametrize("actor", EVERYONE)
def test_the_network_joins_those_who_appear_together(
    dataset: Dataset, words: Words, seen: pd.DataFrame, actor: str
) -> None:
    partners, links = tables.together(seen, [actor], 20)
    picture = sound(company.network(partners, links, words, words.actor(actor)))
    arcs = drawn(picture, "pair")
    assert arcs.nunique() == min(len(links), company.MOST_ARCS)
    assert len(arcs) == arcs.nunique() * company.ARC_POINTS
    assert drawn(picture, "reach").dropna().between(0, 1).all()
    assert len(picture.table) == len(partners)


def test_hostile_names_are_drawn_as_they_are_written(
    dataset: Dataset, hostile_words: Words, seen: pd.DataFrame
) -> None:
    partners, links = tables.together(seen, [MANY], 20)
    picture = company.network(partners, links, hostile_words, "x")
    names = "".join(drawn(picture, "name"))
    assert "<" in names
    assert "‮" not in names


def test_two_actors_are_told_apart_without_colour(
    dataset: Dataset, words: Words, seen: pd.DataFrame
) -> None:
    counts = pd.concat(
        [compare.yearly(seen, [actor]).assign(actor=i) for i, actor in enumerate((MANY, ONE))],
        ignore_index=True,
    )
    picture = sound(compare_charts.compared(counts, (MANY, ONE), words))
    encoding = picture.spec["encoding"]
    assert encoding["strokeDash"]["field"] == encoding["color"]["field"] == "name"


@pytest.mark.parametrize("measure", government_charts.MEASURES)
@pytest.mark.parametrize("place", [0, 1])
def test_each_term_has_its_bar_and_its_number_of_events(
    dataset: Dataset, words: Words, measure: str, place: int
) -> None:
    side = dataset.pair.sides[place].code
    start = dataset.events["date"].min()
    office = governments.dividing(dataset.offices, dataset.actors, side, start, dataset.end)[
        "office"
    ].iloc[0]
    held = governments.terms(dataset.offices, office, dataset.end)
    found = governments.by_term(dataset, held, side, start)
    picture = sound(government_charts.by_term(found, measure, side, office, words))
    assert len(picture.table) == len(found)
    assert set(drawn(picture, "name")) == set(picture.table.iloc[:, 0])
    if measure in {"begun", "ended"}:
        own = found[f"{measure}_per_year"].sum()
        parts = max(picture.spec["datasets"].values(), key=len)
        assert parts["value"].sum() == pytest.approx(own, abs=0.01 * len(parts))


def test_a_term_with_few_events_is_no_finding(dataset: Dataset, words: Words) -> None:
    start = dataset.events["date"].min()
    held = governments.terms(dataset.offices, "Prime Minister of Canada", dataset.end)
    found = governments.by_term(dataset, held, "CAN", start)
    warmest = found.loc[found["temperature"].idxmax()]
    assert warmest["events"] < 10
    title = government_charts.by_term(found, "temperature", "CAN", "x", words).title
    assert not any(words.actor(actor) in title for actor in found["actor_id"])
    most = found.loc[found["contacts_per_year"].idxmax()]
    title = government_charts.by_term(found, "contacts", "CAN", "x", words).title
    assert most["events"] >= 10 or words.actor(most["actor_id"]) not in title


@pytest.mark.parametrize("measure", ["contacts", "begun", "ended"])
def test_the_most_is_of_no_term_without_any_and_of_all_that_tie(
    dataset: Dataset, words: Words, measure: str
) -> None:
    held = governments.terms(dataset.offices, "Prime Minister of Canada", dataset.end)
    found = governments.by_term(dataset, held, "CAN", dataset.events["date"].min()).tail(3)

    def title(*rates: float) -> str:
        told = found.assign(**{f"{measure}_per_year": rates})
        return government_charts.by_term(told, measure, "CAN", "x", words).title

    assert re.fullmatch(r"X: no .* on record in these terms", title(0, 0, 0))
    assert "Harper" not in title(1, 2, 2)
    assert re.search("in the terms of Justin Trudeau, .*; Mark Carney", title(1, 2, 2))
    assert "in the term of Mark Carney" in title(1, 2, 3)


@pytest.mark.parametrize(
    ("side", "office", "first"),
    [
        ("CAN", "Prime Minister of Canada", "Pierre Elliott Trudeau, 20 Apr 1968 to 4 Jun 1979"),
        ("CHN", "General Secretary of the Communist Party of China", "Hu Yaobang, 1982 to 1987"),
    ],
)
def test_a_term_is_told_in_full_and_no_more_exactly_than_known(
    dataset: Dataset, words: Words, side: str, office: str, first: str
) -> None:
    held = governments.terms(dataset.offices, office, dataset.end)
    found = governments.by_term(dataset, held, side, dataset.events["date"].min())
    picture = government_charts.by_term(found, "begun", side, office, words)
    assert picture.table["Term"].iloc[0] == first
    assert picture.table["Term"].iloc[-1].split(", ")[1].startswith("since ")


def test_an_office_without_terms_says_so(dataset: Dataset, words: Words) -> None:
    none = governments.terms(dataset.offices, "x", dataset.end)
    found = governments.by_term(dataset, none, "CAN", dataset.end)
    for measure in government_charts.MEASURES:
        picture = sound(government_charts.by_term(found, measure, "CAN", "x", words))
        assert picture.table.empty
