"""The contacts page without a browser: every section, filters, the record as of a day, the card."""

from __future__ import annotations

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analysis.contacts import people as analysed
from analysis.tables.filters import Filters
from app_pages.contacts import people
from app_pages.frame import published, state
from app_pages.frame.state import View
from tests.app.driver import checked, inside, opened, run_page, text

SECTIONS = ("often", "silence", "people", "places", "topics", "accounts", "planning")
ROME = "2020-08-25-champagne-wang-rome"
JOLY_VISITS = "side_a|Minister of Foreign Affairs of Canada|Beijing"


def words(app: AppTest) -> str:
    """What the page says, without the signs that only put markup out of action."""
    return re.sub(r"\\(.)", r"\1", text(app)).replace("\u2060", "")


def pictures(app: AppTest) -> int:
    return len(app.get("plotly_chart")) + len(app.get("vega_lite_chart"))


@pytest.mark.parametrize(
    ("section", "drawn", "said"),
    [
        ("often", 1, "164 contacts; most: 2016, 2025 (23)"),
        ("silence", 2, "The longest silence lasted 1,235 days, until 15 Nov 2022"),
        ("people", 1, "Justin Trudeau and Li Keqiang met most: 10 contacts"),
        ("places", 2, "most contacts in Beijing"),
        ("topics", 2, "named by one side only – Canada: Consular cases (12 contacts)"),
        ("accounts", 1, "Only one side’s account is known of 50% of contacts (82 of 164)"),
        ("planning", 3, "not known for 113 of 164 (69%)"),
    ],
)
def test_every_question_has_its_pictures_and_its_finding(
    section: str, drawn: int, said: str
) -> None:
    app = run_page("contacts", contacts_section=section)
    assert pictures(app) == drawn
    assert said in words(app)
    assert not app.warning


@pytest.mark.parametrize(
    ("language", "said"), [("en", "12 contacts. Choose a row"), ("fr", "12\u00a0contacts.")]
)
def test_an_address_holds_the_cell_that_was_chosen_in_every_language(
    language: str, said: str
) -> None:
    cell: dict[str, Any] = {"contacts-topics": ["canola", "2025", "a"]}
    app = run_page("contacts", contacts_section="topics", lang=language, **cell)
    assert said in words(app)
    assert app.query_params["contacts-topics"] == ["canola", "2025", "a"]
    # Of years in which the cell is not drawn, nothing is listed, and that is said.
    app = run_page("contacts", contacts_section="topics", years=["2015", "2020"], **cell)
    assert "Choose a row" not in words(app)
    assert "contacts-topics = canola, 2025, a, which is not known here" in words(app)
    assert "contacts-topics" not in app.query_params


@pytest.mark.parametrize("section", SECTIONS)
def test_three_contacts_read_well(section: str) -> None:
    app = run_page(
        "contacts", contacts_section=section, actors="martin-paul", years=["1968", "2026"]
    )
    assert pictures(app) + len(app.info) > 0
    assert "nan" not in words(app).lower().split()


@pytest.mark.parametrize("section", SECTIONS)
def test_one_contact_without_people_reads_well(section: str) -> None:
    app = run_page("contacts", contacts_section=section, years=["1970", "1970"])
    assert pictures(app) + len(app.info) > 0


def test_no_contact_says_so_and_offers_to_reset() -> None:
    app = run_page("contacts", years=["1975", "1980"])
    assert "No contact passes the filters." in words(app)
    assert pictures(app) == 0
    checked(app.button(key="reset-contacts").click().run())
    assert "164 contacts" in words(app)


@pytest.mark.parametrize("language", ["fr", "zh"])
@pytest.mark.parametrize("section", ["often", "silence", "accounts"])
def test_the_page_opens_in_every_language(language: str, section: str) -> None:
    app = run_page("contacts", contacts_section=section, lang=language)
    assert pictures(app) > 0


@pytest.mark.parametrize("cut", ["year-level", "year-format", "level-format"])
@pytest.mark.parametrize("measure", ["contacts", "days"])
def test_the_heatmap_is_switched_by_its_controls(cut: str, measure: str) -> None:
    app = run_page("contacts", contacts_by=cut, contacts_measure=measure)
    said = words(app)
    assert ("days with a contact" in said) == (measure == "days")
    assert pictures(app) == 1


def test_the_one_who_asked_cuts_heatmap_and_table() -> None:
    app = run_page("contacts", contacts_asked="CAN", years=["2022", "2024"])
    listed = app.dataframe[0].value
    assert "2024-01-11" in set(listed["Date"])
    assert set(listed["Requested by"]) == {"Canada"}
    assert f"{len(listed)} contacts; most" in words(app)


def test_two_actors_are_asked_for_together() -> None:
    app = run_page("contacts", actors=["champagne-francois-philippe", "wang-yi"])
    app.radio(key="actors_match").set_value("all")
    app = checked(app.run())
    assert app.query_params["actors_match"] in ("all", ["all"])
    assert re.search("^#+ 5 contacts", words(app), re.M)


def test_an_answer_that_nobody_gave_is_said_in_words() -> None:
    app = run_page("contacts", contacts_asked="both")
    assert pictures(app) == 0
    assert len(app.info) == 1


def test_the_table_reaches_no_further_than_the_day_of_the_record() -> None:
    app = run_page("contacts", as_of="2020-08-24")
    dates = app.dataframe[0].value["Date"]
    assert dates.max() <= "2020-08-24"
    app = run_page("contacts", as_of="2020-08-24", contact=ROME)
    assert "is not on record as of 24 Aug 2020" in words(app)


def test_the_present_silence_is_that_of_the_day() -> None:
    app = run_page("contacts", contacts_section="silence", as_of="2022-11-14")
    assert app.metric[0].value == "1,234 days"
    app = run_page("contacts", contacts_section="silence")
    assert (app.metric[0].value, app.metric[0].delta) == ("151 days", "rank 29 of 39")


def test_a_silence_of_some_contacts_is_not_told_as_one_of_all() -> None:
    said = words(run_page("contacts", contacts_section="silence", domains="trade"))
    alone = "The contacts that pass the filters alone: The longest silence is the present one"
    assert f"{alone}: 9,256 days" in said
    assert "Only contacts that pass the filters count." in said
    whole = words(run_page("contacts", contacts_section="silence", years=["2016", "2019"]))
    assert "that pass the filters" not in whole


def test_the_visit_of_july_2024_ends_the_longest_silence_of_foreign_ministers_since_2017() -> None:
    app = run_page(
        "contacts",
        contacts_section="silence",
        contacts_visit=JOLY_VISITS,
        years=["2017", "2026"],
    )
    said = words(app)
    assert "The longest time without a visit lasted 2,536 days, until 19 Jul 2024" in said
    assert "**2,536 days**, 9 Aug 2017 to 19 Jul 2024; ended by [Mélanie Joly – Wang Yi" in said
    assert "(rank 1 of 12 on record)" in said


def test_the_card_of_rome_shows_both_accounts_and_where_sources_differ() -> None:
    said = words(run_page("contacts", contact=ROME))
    assert "Length: **90 minutes**" in said
    assert "Arranged by: **Italian Ministry of Foreign Affairs**" in said
    assert "Planned: **Not arranged in advance**" in said
    assert "Asked for by: **Canada**" in said
    assert "profound disagreements" in said
    assert "did not mention Kovrig and Spavor" in said
    differ = said.split("Where sources differ")[1].split("Details from single sources")[0]
    assert "90 ([The Globe and Mail" in differ
    assert "120 ([Canoe" in differ
    assert said.count("In common, or not said by whom:") == 1


def test_the_card_of_the_call_of_january_2024_names_who_asked() -> None:
    said = words(run_page("contacts", contact="2024-01-11-joly-wang-call"))
    assert "Asked for by: **Canada**" in said
    assert "Length: **not on record**" in said


def test_a_card_of_no_contact_says_so() -> None:
    said = words(run_page("contacts", contact="no-such-<b>contact</b>"))
    assert "“no-such-<b>contact</b>” is not on record" in said


def test_two_accounts_are_paged() -> None:
    app = run_page("contacts", contacts_section="accounts")
    first = words(app)
    assert first.count("**Canada said**") == 5
    assert "66 contacts with both accounts" in first
    app.session_state["contacts_page"] = 2
    second = words(checked(app.run()))
    assert second.count("**Canada said**") == 5
    assert second.split("**Canada said**")[1] != first.split("**Canada said**")[1]


def test_two_accounts_can_be_cut_to_those_that_differ() -> None:
    app = run_page("contacts", contacts_section="accounts")
    said = words(checked(app.toggle(key="contacts_apart").set_value(True).run()))
    cards = said.split("**Canada said**")[1:]
    assert cards
    assert all("Only Canada:" in card and "Only China:" in card for card in cards)


def test_the_network_is_an_alternative_to_the_matrix() -> None:
    app = run_page("contacts", contacts_section="people", contacts_shape="network")
    assert "no one met more" in words(app)


def test_an_unknown_section_falls_back_with_a_note() -> None:
    app = run_page("contacts", contacts_section="gossip")
    assert len(app.warning) == 1
    assert "164 contacts" in words(app)


def test_what_one_side_tells_of_the_other_is_headed_so() -> None:
    said = words(run_page("contacts", contact="2026-02-14-anand-wang-munich"))
    assert "**Canada, as told by China**" in said
    assert "**China said**" in said


def test_both_pages_that_count_contacts_told_by_both_sides_give_the_same_figure() -> None:
    years = ["1968", "2026"]
    here = words(run_page("contacts", contacts_section="accounts", years=years))
    there = words(opened("evidence", evidence_part="gaps", years=years))
    both = re.search(r"(\d+) contacts with both accounts on record", here)
    told = re.search(r"Told by both sides: (\d+) of \d+ contacts", there)
    assert both
    assert told
    assert both[1] == told[1]


@pytest.mark.parametrize("section", ["silence", "accounts"])
def test_every_link_of_page_and_card_keeps_language_and_day(section: str) -> None:
    app = run_page(
        "contacts", contacts_section=section, lang="fr", as_of="2021-12-31", contact=ROME
    )
    found = inside(app)
    assert {"contacts", "evidence"} <= {address.split("?")[0] for address in found}
    assert [a for a in found if "lang=fr" not in a or "as_of=2021-12-31" not in a] == []


@pytest.mark.parametrize(
    ("language", "differ", "mine", "asked", "english"),
    [
        ("en", "Where sources differ", "Duration (minutes)** (on record here: 90)", "Canada", 0),
        (
            *("fr", "Désaccords entre sources", "Durée (minutes)** (consigné ici : 90)"),
            *("Canada", 4),
        ),
        ("zh", "来源分歧", "时长（分钟）**（本库记录：90）", "加拿大", 4),
    ],
)
def test_two_claims_of_one_contact_are_told_beside_each_other(
    language: str, differ: str, mine: str, asked: str, english: int
) -> None:
    said = words(run_page("contacts", contact=ROME, lang=language)).replace("\u00a0", " ")
    assert mine in said.split(differ)[1]
    told = [line for line in said.splitlines() if re.match(r" {4}- (<[^>]*>)?(90|120)", line)]
    assert [re.search(r"90|120", line)[0] for line in told] == ["90", "90", "90", "120"]
    assert "Canoe (The Canadian Press)" in told[3]
    # Each claim of a vocabulary in the reader's language, its note marked as the English it is.
    requests = [line for line in said.splitlines() if "Chinese account says" in line]
    assert len(requests) == 1
    assert f"{asked} (" in requests[0] or f"{asked}（" in requests[0]
    assert "canada" not in requests[0].split("(<")[0].split("[")[0]
    assert sum('<span lang="en">' in line for line in told) == english


MEETING = "2024-04-21-morrison-ma"


@pytest.mark.parametrize(
    ("language", "month", "day"),
    [
        ("en", "Apr 2024 · Consultation", "Date: 21 Apr 2024"),
        ("fr", "avr. 2024 · Consultations", "Date : 21 avr. 2024"),
        ("zh", "2024年4月 · 磋商", "日期：2024年4月21日"),
    ],
)
def test_a_meeting_known_to_the_month_has_no_day_but_that_of_the_one_who_claims_it(
    language: str, month: str, day: str
) -> None:
    app = run_page("contacts", contact=MEETING, lang=language)
    said = words(app).replace("\u00a0", " ")
    assert month in said
    assert day in said
    # The day stands only where one source gives it, and where that source is dated.
    telling = [line for line in said.splitlines() if re.split("[:：] ?", day)[1] in line]
    assert all("Devdiscourse" in line for line in telling)
    dates = app.dataframe[0].value.iloc[:, 0].tolist()
    # Another contact was on that day.
    assert (dates.count("2024-04"), dates.count("2024-04-21")) == (1, 1)


@pytest.mark.parametrize("pair", ["", "aus-chn"])
def test_a_person_of_the_network_lists_the_contacts_that_its_mark_tells(pair: str) -> None:
    edition = published.current(pair)
    assert edition is not None
    chosen = state.selection(View(edition.key, Filters(), "en"))
    met = analysed.met(chosen.shown.contacts, chosen.record, 60)
    marks = {(row.actor_id,): row.contacts for row in met.people.itertuples()}
    marks |= {(row.person_a, row.person_b): row.contacts for row in met.links.itertuples()}
    listed = {who: len(people._of_all(chosen, who)) for who in marks}
    assert listed == marks
