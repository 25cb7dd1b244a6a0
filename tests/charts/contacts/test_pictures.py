"""Pictures of contacts: what they hold, for all rows, few and none, and with hostile text."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd
import pytest

from analysis.contacts import accounts as contact_accounts
from analysis.contacts import often as contacts
from analysis.contacts import outlines, planning
from analysis.contacts import people as contact_people
from analysis.contacts import places as contact_places
from analysis.contacts import silence as contact_silence
from analysis.contacts import topics as contact_topics
from analysis.tables.dataset import Dataset
from analysis.tables.offices import LEVELS, with_level
from charts.contacts import accounts as contacts_accounts
from charts.contacts import names as contacts_names
from charts.contacts import often as frequency_charts
from charts.contacts import people as contacts_people
from charts.contacts import places as contacts_places
from charts.contacts import planning as contacts_planning
from charts.contacts import silence as contacts_silence
from charts.contacts import topics as contacts_topics
from charts.draw.picture import Picture
from charts.speech import language as wording
from charts.speech.names import Words

YEARS = (2015, 2026)
HOSTILE = "<b onmouseover=alert(1)>O'Neil</b> & **Co** | $x$"


@dataclass(frozen=True)
class Given:
    """Tables and words for one set of pictures."""

    table: pd.DataFrame
    data: Dataset
    words: Words


def frequency(given: Given, by: tuple[str, str] = ("year", "month")) -> Picture:
    counts = contacts.counts(given.table, by, "contacts", YEARS)
    totals = contacts.counts(given.table, by[:1], "contacts", YEARS)
    return frequency_charts.frequency(counts, totals, len(given.table), given.words)


def silence(given: Given) -> Picture:
    end = given.data.end
    found = contact_silence.silences(given.table, end)
    window = (pd.Timestamp(2015, 1, 1), end)
    seen = contact_silence.within(found, *window)
    names = contacts_names.named(given.table, given.words, [*seen["before"], *seen["ended_by"]])
    teeth = contact_silence.saw_tooth(found, end)
    return contacts_silence.saw_tooth(teeth, seen, window, names, HOSTILE)


def met(given: Given) -> contact_people.Met:
    return contact_people.met(given.table, given.data, 12)


def matrix(given: Given) -> Picture:
    found = met(given)
    counts = contact_people.matrix(found.links, found.people)
    return contacts_people.matrix(counts, found, given.words)


def network(given: Given) -> Picture:
    found = met(given)
    placed = contact_people.layout(found.people, found.links)
    return contacts_people.network(placed, found, given.words)


def grounded(given: Given) -> pd.DataFrame:
    a, b = given.data.pair.sides
    return contact_places.with_ground(given.table, (a.code, b.code))


def world(given: Given) -> Picture:
    found = contact_places.by_place(grounded(given), given.data.places)
    return contacts_places.world(found, outlines.land(), given.words, 2)


def grounds(given: Given) -> Picture:
    return contacts_places.grounds(contact_places.grounds(grounded(given), YEARS), given.words)


def topics(given: Given) -> Picture:
    raised = contact_topics.raised(given.table)
    top = contact_topics.busiest(raised, 12)
    counts = contact_topics.by_year(raised, list(top.index))
    return contacts_topics.by_year(counts, top, YEARS, given.words, 1)


def left_out(given: Given) -> Picture:
    heard = contact_accounts.both(given.table, given.data.pair)
    return contacts_topics.left_out(contact_topics.left_out(heard), len(heard), given.words)


def accounts(given: Given) -> Picture:
    return contacts_accounts.by_year(
        contact_accounts.by_year(given.table, YEARS, given.data.pair), given.words
    )


def asked(given: Given) -> Picture:
    table = planning.known_by(given.table, "requested_by", "level")
    return contacts_planning.known_by(table, given.words)


def planned(given: Given) -> Picture:
    table = planning.known_by(given.table, "scheduled", "format")
    return contacts_planning.known_by(table, given.words)


def durations(given: Given) -> Picture:
    known = planning.durations(given.table)
    return contacts_planning.durations(known, len(given.table), given.words)


ALL: list[Callable[[Given], Picture]] = [
    frequency,
    silence,
    matrix,
    network,
    world,
    grounds,
    topics,
    left_out,
    accounts,
    asked,
    planned,
    durations,
]


@pytest.fixture
def given(dataset: Dataset) -> Given:
    wording.use("en")
    table = with_level(dataset.contacts, dataset.offices)
    words = Words(dataset.package, dataset.pair, dataset.actors, dataset.places, dataset.goods)
    recent = table[table["date"].dt.year.between(*YEARS)]
    return Given(recent, dataset, words)


def drawn(picture: Picture) -> str:
    """The figure as it is sent to the browser."""
    if picture.is_plotly:
        return str(picture.figure.to_json())
    return json.dumps(picture.figure.to_dict())


@pytest.mark.parametrize("make", ALL)
@pytest.mark.parametrize("rows", [0, 1, 3, None])
def test_pictures_read_well_whatever_the_number_of_contacts(
    given: Given, make: Callable[[Given], Picture], rows: int | None
) -> None:
    few = given.table if rows is None else given.table.head(rows)
    picture = make(replace(given, table=few))
    assert picture.title.strip()
    assert picture.alt.strip()
    assert picture.subtitle.strip()
    words = picture.title + picture.alt + picture.note
    assert "nan" not in words.lower().split()
    assert "NaT" not in words
    assert picture.table.columns.is_unique
    if rows == 0:
        numbers = picture.table.drop(columns="Year", errors="ignore").select_dtypes("number")
        assert not numbers.fillna(0).to_numpy().any()


@pytest.mark.parametrize("make", ALL)
def test_figures_are_small(given: Given, make: Callable[[Given], Picture]) -> None:
    assert len(drawn(make(given))) < 100_000


@pytest.mark.parametrize("make", [make for make in ALL if make is not world])
def test_a_hundredfold_record_does_not_swell_the_figures(
    given: Given, make: Callable[[Given], Picture]
) -> None:
    many = pd.concat([given.table] * 100, ignore_index=True)
    many = many.assign(contact_id=[f"c{i}" for i in range(len(many))])
    assert len(drawn(make(replace(given, table=many)))) < 120_000


@pytest.mark.parametrize("make", [make for make in ALL if make is not world])
def test_names_in_hover_boxes_are_text_not_markup(
    given: Given, make: Callable[[Given], Picture]
) -> None:
    actors = given.data.actors.assign(name=HOSTILE)
    places = given.data.places.assign(name_fr=HOSTILE, name_zh=HOSTILE)
    words = Words(given.data.package, given.data.pair, actors, places, given.data.goods)
    figure = json.loads(drawn(make(replace(given, words=words))))
    assert "<b onmouseover" not in json.dumps(figure)


def test_the_heatmap_has_a_target_over_every_cell_and_every_total(given: Given) -> None:
    figure = frequency(given).figure
    targets = figure.data[-1]
    years = YEARS[1] - YEARS[0] + 1
    assert len(targets.customdata) == years * 12 + years
    assert [2016, 9] in [list(key) for key in targets.customdata]
    assert [2016, None] in [list(key) for key in targets.customdata]
    assert targets.marker.opacity == 0
    assert "9 contacts" in targets.hovertext[[list(k) for k in targets.customdata].index([2016, 9])]


@pytest.mark.parametrize(
    ("lang", "month", "year"),
    [
        ("en", "Sep 2016: 9 contacts", "2016: 23 contacts"),
        ("fr", "sept. 2016\u00a0: 9\u00a0contacts", "2016\u00a0: 23\u00a0contacts"),
        ("zh", "2016年9月：9次接触", "2016：23次接触"),
    ],
)
def test_a_cell_of_the_heatmap_tells_its_month_as_a_date(
    given: Given, lang: str, month: str, year: str
) -> None:
    wording.use(lang)
    targets = frequency(given).figure.data[-1]
    told = dict(zip(map(tuple, targets.customdata), targets.hovertext, strict=True))
    assert (told[2016, 9], told[2016, None]) == (month, year)


def test_months_after_the_end_of_the_record_are_blank(given: Given) -> None:
    counts = contacts.counts(given.table, ("year", "month"), "contacts", YEARS)
    totals = contacts.counts(given.table, ("year",), "contacts", YEARS)
    picture = frequency_charts.frequency(
        counts, totals, len(given.table), given.words, end=pd.Timestamp("2026-06-16")
    )
    cells = picture.figure.data[0].z
    assert [n is None for n in cells[-1]] == [False] * 6 + [True] * 6
    assert all(n is not None for row in cells[:-1] for n in row)
    keys = [list(key) for key in picture.figure.data[-1].customdata]
    assert [2026, 6] in keys
    assert [2026, 7] not in keys
    assert "16 Jun 2026" in picture.note


def test_the_heatmap_says_its_finding(given: Given) -> None:
    picture = frequency(given)
    years = given.table["date"].dt.year.value_counts()
    most = ", ".join(map(str, sorted(years.index[years == years.max()])))
    assert picture.title == f"{len(given.table)} contacts; most: {most} ({years.max()})"
    assert picture.table["Contacts"].sum() == len(given.table)


@pytest.mark.parametrize("by", [("year", "level"), ("year", "format"), ("level", "format")])
def test_each_cut_counts_every_contact(given: Given, by: tuple[str, str]) -> None:
    picture = frequency(given, by)
    assert picture.table["Contacts"].sum() == len(given.table)
    assert f"Heatmap of {len(given.table)} contacts" in picture.alt


def test_levels_and_formats_stand_in_the_order_of_their_vocabularies(given: Given) -> None:
    figure = frequency(given, ("level", "format")).figure
    assert figure.layout.yaxis.ticktext == tuple(given.words.terms("rank", LEVELS))
    formats = given.table["format"].cat.categories
    shown = [text.replace("<br>", " ") for text in figure.layout.xaxis.ticktext]
    assert shown == [*given.words.terms("format", formats), "Total"]


def test_the_silences_are_named_with_what_ended_them(given: Given) -> None:
    leaders = contact_silence.at_or_above(given.table, "leader")
    picture = silence(replace(given, table=leaders))
    assert picture.title == "The longest silence lasted 1,235 days, until 15 Nov 2022"
    row = picture.table[picture.table["Days, at least"] == 1235].iloc[0]
    assert row["Ended by"] == "Justin Trudeau – Xi Jinping · Pull-aside · Bali"
    assert row["Rank in all years"] == 1


def test_a_silence_that_a_month_ended_is_told_as_a_range_of_days() -> None:
    wording.use("en")
    dates = pd.to_datetime(["1973-10-13", "1984-01-10", "1984-02-10"])
    table = pd.DataFrame({"contact_id": list("abc"), "date": dates, "end_date": pd.NaT})
    found = contact_silence.silences(
        table.assign(date_precision=["day", "month", "day"]), end := pd.Timestamp("1984-03-01")
    )
    teeth, window = contact_silence.saw_tooth(found, end), (dates[0], end)
    title = contacts_silence.saw_tooth(teeth, found, window, {}, "all").title
    # From 13 October 1973 to the first and to the last day of January 1984.
    assert title == "The longest silence lasted 3,732 to 3,762 days, until Jan 1984"


def test_labels_of_peaks_that_would_touch_are_left_out() -> None:
    wording.use("en")
    dates = pd.to_datetime(["2020-01-01", "2020-04-10", "2020-07-20", "2024-01-01"])
    table = pd.DataFrame({"contact_id": list("abcd"), "date": dates, "end_date": pd.NaT})
    table = table.assign(date_precision="day")
    end = pd.Timestamp("2024-02-01")
    found = contact_silence.silences(table, end)
    picture = contacts_silence.saw_tooth(
        contact_silence.saw_tooth(found, end), found, (pd.Timestamp(2015, 1, 1), end), {}, "all"
    )
    peaks = picture.figure.data[-1]
    assert len(peaks.text) == 4
    assert sum(1 for text in peaks.text if text) == 3


def test_the_share_over_a_bar_is_not_taken_for_a_count(given: Given) -> None:
    (over,) = accounts(given).figure.select_traces({"type": "scatter"})
    assert all(text.endswith("%") for text in over.text if text)


def test_the_matrix_names_its_fullest_pair(given: Given) -> None:
    picture = matrix(given)
    top = picture.table.iloc[0]
    assert str(top["Contacts"]) in picture.title
    assert top["Canada"] in picture.title
    assert top["China"] in picture.title
    hover = " ".join(picture.figure.data[-1].hovertext).replace("\u00a0", " ")
    assert "25 Aug 2020" in hover
    assert "Rome" in hover


def test_pairs_that_met_equally_often_are_all_named(given: Given) -> None:
    found = met(given)
    links, shown = found.links, found.people
    most = links.nlargest(2, "contacts").index
    tied = links.assign(contacts=links["contacts"].where(~links.index.isin(most), 99))
    counts = contact_people.matrix(tied, shown)
    linked = shown[shown["actor_id"].isin([*links["person_a"], *links["person_b"]])]
    alone = pd.concat([linked, linked.head(1).assign(actor_id="nobody")])
    picture = contacts_people.matrix(
        counts, contact_people.Met(alone, tied, unnamed=0, outside=2), given.words
    )
    assert picture.title.startswith("Met most, each pair in 99 contacts: ")
    for row in links.loc[most].itertuples():
        pair = f"{given.words.actor(row.person_a)} – {given.words.actor(row.person_b)}"
        assert pair in picture.title
    assert "2 contacts of other people are not shown." in picture.note
    assert "1 of the busiest met none" in picture.note


def test_topics_that_one_side_names_equally_often_are_all_named(given: Given) -> None:
    table = pd.DataFrame(
        {
            "topic": ["consular-cases", "multilateralism", "electric-vehicles"],
            "only_a": [13, 0, 0],
            "only_b": [0, 8, 8],
            "common": [1, 2, 3],
        }
    )
    picture = contacts_topics.left_out(table, 73, given.words, most=3)
    assert picture.title == (
        "Most often named by one side only – Canada: Consular cases (13 contacts); "
        "China: Multilateralism, Electric vehicles (8 contacts each)"
    )


def test_what_is_counted_with_a_side_is_said(given: Given) -> None:
    said = contacts_places.counted_with({"HKG": 1}, {"HKG": "CHN"}, given.words)
    assert said.startswith("1 contact in Hong Kong")
    assert said.endswith("is counted with China.")
    assert contacts_places.counted_with({}, {"HKG": "CHN"}, given.words) == ""


def test_the_network_draws_everyone_who_has_a_link(given: Given) -> None:
    picture = network(given)
    shown, links = met(given).people, met(given).links
    marks = [len(trace.customdata) for trace in picture.figure.data if trace.customdata is not None]
    linked = set(links["person_a"]) | set(links["person_b"])
    assert sum(marks) == len(linked) <= len(shown)


@pytest.mark.parametrize("draw", [world, network])
def test_contacts_are_dated_as_far_as_they_are_known(
    given: Given, draw: Callable[[Given], Picture]
) -> None:
    rough = pd.Categorical(["month"] * len(given.table))
    numbers = draw(replace(given, table=given.table.assign(date_precision=rough))).table
    dates = numbers[[name for name in ("First", "Last", "First contact") if name in numbers]]
    assert (dates.stack().str.len() == len("2020-08")).all()


def test_the_map_needs_no_network_and_draws_no_borders(given: Given) -> None:
    spec = world(given).figure.to_dict()
    text = json.dumps({**spec, "$schema": ""})
    assert "http" not in text
    outline = spec["layer"][0]["data"]
    assert outline["format"] == {"type": "topojson", "feature": "land"}
    assert list(spec["datasets"][outline["name"]]["objects"]) == ["land"]


def test_what_is_unknown_is_said_plainly(given: Given) -> None:
    unknown = int(given.table["requested_by"].isna().sum())
    assert f"not known for {unknown} of {len(given.table)}" in asked(given).title
    known = int(given.table["duration_min"].notna().sum())
    assert f"length of {known} of {len(given.table)}" in durations(given).title


@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_pictures_speak_every_language(given: Given, language: str) -> None:
    wording.use(language)
    try:
        for make in ALL:
            assert make(given).title
    finally:
        wording.use("en")
