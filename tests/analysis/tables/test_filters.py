"""A view keeps the right rows, in whatever order its filters are applied."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.tables import filters, kinds
from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


def ids(dataset: Dataset) -> dict[str, list[int]]:
    return {name: table.index.tolist() for name, table in dataset.tables().items()}


def test_no_filter_keeps_everything(dataset: Dataset):
    assert ids(filters.apply(dataset, Filters())) == ids(dataset)


def test_years_keep_what_happened_in_them(dataset: Dataset):
    shown = filters.apply(dataset, Filters(years=(2018, 2020)))
    assert set(shown.events["date"].dt.year) == {2018, 2019, 2020}
    assert set(shown.contacts["date"].dt.year) == {2018, 2019, 2020}


def test_years_keep_what_lasted_into_them(dataset: Dataset):
    shown = filters.apply(dataset, Filters(years=(2020, 2020)))
    assert "chn-canola-richardson-2019" in set(shown.trade_restrictions["restriction_id"])
    assert {"kovrig-michael", "meng-wanzhou"} <= set(shown.consular_cases["case_id"])
    assert "mciver-sarah" not in set(shown.consular_cases["case_id"])


CASES = {
    # A case that ended by bail in February 2015, and one whose end is not on record.
    (2014, 2014): {"garratt-julia", "su-bin"},
    (2015, 2015): {"garratt-julia", "su-bin"},
    (2016, 2016): {"su-bin"},
}


@pytest.mark.parametrize("years", CASES)
def test_years_keep_cases_until_the_end_that_is_on_record(dataset: Dataset, years: tuple[int, int]):
    shown = set(filters.apply(dataset, Filters(years=years)).consular_cases["case_id"])
    assert shown & {"garratt-julia", "su-bin"} == CASES[years]


def test_years_keep_cases_from_their_first_step_where_the_beginning_is_not_on_record(
    dataset: Dataset,
):
    first_verdicts = {"xu-weihong", "ye-jianhui"}  # of August 2020
    assert filters.apply(dataset, Filters(years=(1970, 1995))).consular_cases.empty
    assert first_verdicts.isdisjoint(
        filters.apply(dataset, Filters(years=(1970, 2019))).consular_cases["case_id"]
    )
    later = filters.apply(dataset, Filters(years=(2020, 2020))).consular_cases
    assert first_verdicts <= set(later["case_id"])


def test_no_case_lasts_beyond_the_record(dataset: Dataset):
    shown = filters.apply(dataset, Filters(years=(2020, 2026), as_of=day("2015-06-01")))
    assert shown.consular_cases.empty


def test_an_actor_keeps_the_rows_it_takes_part_in(dataset: Dataset):
    shown = filters.apply(dataset, Filters(actors=("champagne-francois-philippe",), named=False))
    assert not shown.contacts.empty
    for event in shown.events.itertuples():
        assert "champagne-francois-philippe" in event.initiator + event.target
    for contact in shown.contacts.itertuples():
        assert "champagne-francois-philippe" in contact.side_a + contact.side_b


def test_a_state_stands_for_its_people_unless_switched_off(dataset: Dataset):
    state = ("government-philippines",)
    alone = filters.apply(dataset, Filters(actors=state, people_of_states=False))
    united = ("united-states",)
    people = filters.apply(dataset, Filters(actors=united))
    only = filters.apply(dataset, Filters(actors=united, people_of_states=False))
    assert len(alone.events) <= len(filters.apply(dataset, Filters(actors=state)).events)
    assert len(only.events) < len(people.events)
    assert set(only.events.index) < set(people.events.index)


def test_an_actor_is_found_where_it_is_named(dataset: Dataset):
    named = dataset.statements["paraphrase"].str.contains(r"\bMeng\b")
    shown = filters.apply(dataset, Filters(actors=("meng-wanzhou",)))
    assert set(dataset.statements.index[named]) <= set(shown.statements.index)
    assert named.sum() >= 16


NAMESAKES = {
    "di-maio-luigi": "Wang Di",
    "mao-ning": "Chairman Mao",
    "fan-wei": "Zhao Wei",
    "chang-wanquan": "John Chang",
    "peng-jiarui": "Li Peng",
    "meng-jianzhu": "Meng Wanzhou",
    "zhang-kunlun": "Zhang Dejiang",
}


@pytest.mark.parametrize("actor", NAMESAKES)
def test_an_actor_is_not_found_where_a_namesake_is_named(dataset: Dataset, actor: str):
    names = dataset.actors.set_index("actor_id")["name"]
    named = filters.naming(dataset, (actor,))
    for table in ("events", "contacts", "statements", "consular_cases"):
        texts = dataset.tables()[table][list(kinds.of(table).texts)].agg(" ".join, axis=1)
        namesake = texts.str.contains(NAMESAKES[actor]) & ~texts.str.contains(names[actor])
        assert not (named[table] & namesake).any()


def test_a_family_name_of_several_is_that_of_the_leader_among_them(dataset: Dataset) -> None:
    texts = dataset.statements[list(kinds.of("statements").texts)].agg(" ".join, axis=1)
    alone = texts.str.contains(r"\bMao\b(?! Ning| Zedong)")
    assert alone.any()
    assert filters.naming(dataset, ("mao-zedong",))["statements"][alone].all()
    assert not filters.naming(dataset, ("mao-ning",))["statements"][alone].any()


def test_a_family_name_alone_finds_the_only_one_who_bears_it(dataset: Dataset):
    """Wherever it stands in the name, in the texts of either side."""
    for actor, family in (("carney-mark", "Carney"), ("cong-peiwu", "Cong")):
        said = dataset.statements["paraphrase"].str.contains(rf"\b{family}\b")
        assert said.any()
        assert filters.naming(dataset, (actor,))["statements"][said].all()


def test_actors_are_asked_for_together(dataset: Dataset):
    both = ("champagne-francois-philippe", "wang-yi")
    shown = filters.apply(dataset, Filters(actors=both, together=True))
    assert len(shown.contacts) == 5
    for contact in shown.contacts.itertuples():
        assert set(both) <= {*contact.side_a, *contact.side_b, *contact.third_party}


def test_taking_part_alone_leaves_out_whoever_is_only_spoken_of(dataset: Dataset):
    assert filters.apply(dataset, Filters(actors=("meng-wanzhou",), named=False)).statements.empty


def test_a_common_word_is_no_name(dataset: Dataset):
    """Joseph Day is not named by every day that a text speaks of."""
    shown = filters.apply(dataset, Filters(actors=("day-joseph",)))
    part = filters.apply(dataset, Filters(actors=("day-joseph",), named=False))
    assert len(shown.events) - len(part.events) < 5


def test_a_topic_keeps_what_is_on_it(dataset: Dataset):
    shown = filters.apply(dataset, Filters(topics=("canola",)))
    assert all("canola" in topics for topics in shown.events["topics"])
    assert all("canola" in topics for topics in shown.statements["topics"])
    assert 0 < len(shown.contacts) < len(dataset.contacts)


ONE = {
    "years": Filters(years=(2019, 2019)),
    "actors": Filters(actors=("wang-yi",)),
    "topics": Filters(topics=("canola",)),
    "domains": Filters(domains=("trade",)),
    "directions": Filters(directions=("CAN-CHN",)),
}


@pytest.mark.parametrize("name", ONE)
def test_what_each_filter_is_said_to_narrow_is_what_it_narrows(dataset: Dataset, name: str):
    shown = filters.apply(dataset, ONE[name]).tables()
    cut = {t for t, rows in dataset.tables().items() if len(shown[t]) < len(rows)}
    assert set(filters.NARROWED) == set(ONE)
    assert cut - {"consular_milestones", "observations"} == set(filters.NARROWED[name])


def test_domains_keep_the_contacts_of_their_events(dataset: Dataset):
    shown = filters.apply(dataset, Filters(domains=("trade",)))
    assert set(shown.events["domain"]) == {"trade"}
    assert set(shown.contacts["event_id"]) <= set(shown.events["event_id"])
    assert not shown.contacts.empty


def test_directions_keep_the_acts_of_one_side(dataset: Dataset):
    shown = filters.apply(dataset, Filters(directions=(dataset.pair.b_to_a,)))
    assert set(shown.events["direction"]) == {dataset.pair.b_to_a}
    assert set(shown.trade_restrictions["imposed_by"]) == {dataset.pair.b.code}
    assert set(shown.statements["side"]) == {dataset.pair.b.code}


STEPS = {
    "years": lambda d: filters.in_years(d, 2017, 2022),
    "actors": lambda d: filters.of_actors(d, Filters(actors=("wang-yi", "government-canada"))),
    "domains": lambda d: filters.of_domains(d, ("trade", "diplomacy")),
    "directions": lambda d: filters.of_directions(d, ("CAN-CHN", "mutual")),
}


@given(st.permutations(list(STEPS)))
def test_filters_commute_on_events_and_contacts(dataset: Dataset, order):
    cut = dataset
    for name in order:
        cut = STEPS[name](cut)
    expected = filters.apply(
        dataset,
        Filters(
            years=(2017, 2022),
            actors=("government-canada", "wang-yi"),
            domains=("trade", "diplomacy"),
            directions=("CAN-CHN", "mutual"),
        ),
    )
    assert cut.events.index.tolist() == expected.events.index.tolist()


def test_inputs_are_left_as_they_were(dataset: Dataset):
    before = {name: table.copy() for name, table in dataset.tables().items()}
    filters.apply(
        dataset, Filters(years=(2018, 2019), actors=("wang-yi",), as_of=day("2020-01-01"))
    )
    for name, table in before.items():
        pd.testing.assert_frame_equal(table, getattr(dataset, name))


@pytest.mark.parametrize("table", ["sources", "actors", "series", "places", "cameo_goldstein"])
def test_tables_that_explain_others_are_never_cut(dataset: Dataset, table: str):
    cut = filters.apply(dataset, Filters(years=(2018, 2018), actors=("wang-yi",)))
    assert len(getattr(cut, table)) == len(getattr(dataset, table))
