from __future__ import annotations

import pandas as pd
import pytest

from analysis.consular.links import mentions, of_case
from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters, apply


def as_of(dataset: Dataset, day: str) -> Dataset:
    return apply(dataset, Filters(as_of=pd.Timestamp(day)))


def test_dangong_and_dandong_stand_as_a_disagreement(dataset: Dataset) -> None:
    found = of_case(dataset, "spavor-michael")
    assert found is not None
    places = found.claims[
        (found.claims["table"] == "consular_cases") & (found.claims["field"] == "place")
    ]
    assert places["disagree"].all()
    spelt = places.set_index("source_id")["value"]
    assert spelt["seed-000"].startswith("Dangong")
    assert spelt["scmp-2019-01-09-spavor-visit"].startswith("Dandong")
    assert found.case["place"] == "Dandong, Liaoning"


def test_the_charges_and_their_dates_are_disagreed_on(dataset: Dataset) -> None:
    found = of_case(dataset, "kovrig-michael")
    assert found is not None
    charged = found.claims[
        (found.claims["row_id"] == "kovrig-michael@2020-06-19") & (found.claims["field"] == "date")
    ]
    assert set(charged["source_id"]) == {"seed-002", "straits-times-2021-09-26-timeline"}
    assert charged["disagree"].all()


def test_reported_conditions_carry_their_source(dataset: Dataset) -> None:
    found = of_case(dataset, "kovrig-michael")
    assert found is not None
    conditions = found.claims[found.claims["field"] == "conditions"]
    assert {"seed-002", "scmp-2019-12-10-prosecutors"} <= set(conditions["source_id"])


def test_a_case_finds_its_events_contacts_and_statements(dataset: Dataset) -> None:
    found = of_case(dataset, "kovrig-michael")
    assert found is not None
    assert found.steps["date"].is_monotonic_increasing
    assert "2018-12-10-kovrig-detained" in found.events["event_id"].tolist()
    named = found.contacts.set_index("contact_id")["named"]
    assert named["2020-08-25-champagne-wang-rome"]
    assert "2020-08-26-champagne-vienna" in found.statements["statement_id"].tolist()


def test_an_unknown_case_is_none(dataset: Dataset) -> None:
    assert of_case(dataset, "nobody") is None
    assert of_case(as_of(dataset, "2018-12-09"), "kovrig-michael") is None


@pytest.mark.parametrize("day", ["2019-06-01", "2020-08-26", "2021-09-24"])
def test_a_card_tells_nothing_of_a_later_day(dataset: Dataset, day: str) -> None:
    found = of_case(as_of(dataset, day), "kovrig-michael")
    assert found is not None
    then = pd.Timestamp(day)
    for table in (found.steps, found.events, found.contacts, found.statements, found.given):
        assert (table["date"] <= then).all()
    published = dataset.sources.set_index("source_id")["published"]
    assert (found.claims["source_id"].map(published) <= then).all()
    assert found.case["note"] == ""


def test_a_note_that_was_kept_up_to_date_is_not_told_on_an_earlier_day(dataset: Dataset) -> None:
    now, then = (
        of_case(dataset, "celil-huseyin"),
        of_case(as_of(dataset, "2018-01-01"), "celil-huseyin"),
    )
    assert now is not None
    assert then is not None
    assert "last checked" in now.case["note"]
    assert then.case["note"] == ""


def test_a_surname_names_a_person_unless_a_namesake_is_meant() -> None:
    actors = pd.DataFrame(
        {
            "actor_id": ["meng-wanzhou", "meng-jianzhu", "li-na"],
            "name": ["Meng Wanzhou", "Meng Jianzhu", "Li Na"],
            "name_fr": ["", "", ""],
            "name_zh": ["孟晚舟", "", ""],
            "aliases": [("Sabrina Meng", "Meng"), (), ()],
        }
    )
    texts = pd.Series(
        ["The Meng case.", "Meng Jianzhu came.", "孟晚舟案", "Mengniu milk", "Sabrina Meng spoke."]
    )
    assert mentions(texts, "meng-wanzhou", actors).tolist() == [True, False, True, False, True]
    assert not mentions(pd.Series(["Li said so."]), "li-na", actors).any()
    assert not mentions(texts, "nobody", actors).any()


def test_a_name_is_compared_as_text_not_as_a_pattern() -> None:
    actors = pd.DataFrame(
        {
            "actor_id": ["x-y"],
            "name": ["A (B) [c] $x$ *"],
            "name_fr": [""],
            "name_zh": [""],
            "aliases": [()],
        }
    )
    texts = pd.Series(["of A (B) [c] $x$ * here", "AB"])
    assert mentions(texts, "x-y", actors).tolist() == [True, False]
