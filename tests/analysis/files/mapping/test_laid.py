"""Foreign tables beside ours: what they are taken for, what they give, and what is kept aside."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pandas as pd
import pytest

from analysis.files import export, upload
from analysis.files.mapping import countries, figures, layout
from analysis.files.mapping.laid import Laid
from analysis.files.upload import Choices, Verdict
from analysis.tables import dataset
from tests.analysis.files.test_upload import said

BASE = {path.name: path.read_bytes() for path in dataset.FOLDER.iterdir() if path.is_file()}

TRIPS = """\
TripID,LeaderCountryISO,LeaderFullName,CountryVisitedISO,CityVisited,TripStartDate,TripEndDate,\
TripDuration,Purpose,Source1
1,CAN,Justin Trudeau,CHN,Beijing,12/3/2017,12/7/2017,TBD,State visit à Pékin,https://pm.example/1
2,CHN,Xi Jinping,CAN,Ottawa,9/21/2016,9/24/2016,4,Visit,https://pm.example/2
3,USA,Barack Obama,CHN,Beijing,9/3/2016,9/5/2016,3,G20,https://pm.example/3
"""
TRADE = """\
freqCode,period,reporterISO,reporterDesc,flowCode,flowDesc,partnerISO,partnerDesc,cmdCode,cmdDesc,\
primaryValue
A,2018,CAN,Canada,X,Export,CHN,China,1205,Rape seeds,2137000000.0
A,2019,CAN,Canada,X,Export,CHN,China,1205,Rape seeds,660000000.5
M,202001,CAN,Canada,X,Export,CHN,China,1001,Wheat,5000000
A,2019,CAN,Canada,X,Export,USA,United States,1205,Rape seeds,1
"""
POLL = "Year;average;Canada;France\n2005;;58;46\n2019;;27,5;33\n2021;;;30\n"
LONG = "country,year,percent,n\nCanada,2019,27%,1000\nFrance,2019,33%,900\nCanada,2020,14,1000\n"
VOTES = '"",ccode1,ccode2,agree,year,iso3c.x,iso3c.y\n"1",20,710,0.6689,2020,CAN,CHN\n'
DUTIES = """\
effective,HS Code,rate
2018-01-01,1205.10,9
2025-08-14,1205.10,84.8%
2018-01-01,10121,0
"""
REGISTER = """\
Country,LastName,GivenName,EntityOrShip,Schedule,DateOfListing
People's Republic of China / République populaire de Chine,EXAMPLE,Ann,,1,22-03-2021
République populaire de Chine,,,An Office,2,23-03-2021
"""
TARGETS = """\
id,schema,name,countries,sanctions,dataset
x,Organization,An Office,cn,"1, Part 2 - 2021-03-22",A list
"""
TIMELINE = """\
Year,Month,Day,End Year,End Month,End Day,Headline,Text
,,,,,,The title,
1970,10,13,,,,Relations established,<p>A <b>joint</b> text.</p>
2018,12,,2021,9,,A long case,Held and freed.
"""


def laid(name: str, content: str, **given: str) -> tuple[Laid, Verdict]:
    """What is proposed, and what comes of it with these values for every row."""
    uploads = [(name, content.encode())]
    (proposed,) = upload.judge(uploads, BASE).laid
    assert not proposed.told
    how = replace(proposed.layout, constants={**proposed.layout.constants, **given})
    choices = Choices(mappings={proposed.origin: how.toml()})
    verdict = upload.judge(uploads, BASE, choices)
    assert verdict.sound, f"{proposed.missing} {said(verdict)}"
    return proposed, verdict


def new(verdict: Verdict, table: str) -> list[dict[str, object]]:
    keys = {key for each in verdict.merged if each.table == table for key in each.new}
    assert verdict.tables is not None
    spec = verdict.tables.package.tables[table]
    text = export.text(verdict.tables.tables()[table], spec)
    return [
        row for row in text.to_dict("records") if tuple(row[k] for k in spec.primary_key) in keys
    ]


def test_journeys_of_leaders_are_contacts() -> None:
    proposed, verdict = laid("trips.csv", TRIPS)
    assert [each.why for each in proposed.aside] == ["pair"]
    assert "tripduration" in proposed.unused
    one, two = new(verdict, "contacts")
    assert (one["date"], one["end_date"], one["place_city"]) == (
        "2017-12-03", "2017-12-07", "Beijing",
    )  # fmt: skip
    assert (one["side_a"], one["side_b"]) == ("trudeau-justin", "government-china")
    assert (two["side_a"], two["side_b"]) == ("government-canada", "xi-jinping")
    assert {row["url"] for row in new(verdict, "sources")} == {
        "https://pm.example/1", "https://pm.example/2",
    }  # fmt: skip


def test_trade_by_code_is_a_series_for_each_code() -> None:
    proposed, verdict = laid("trade.csv", TRADE)
    assert [each.why for each in proposed.aside] == ["pair"]
    figures = {
        (row["series_id"], row["date"]): row["value"] for row in new(verdict, "observations")
    }
    assert figures == {
        ("trade-by-code-can-x-chn-1205", "2018-12-31"): "2.137",
        ("trade-by-code-can-x-chn-1205", "2019-12-31"): "0.6600000005",
        ("trade-by-code-can-x-chn-1001", "2020-01-31"): "0.005",
    }
    series = {row["series_id"]: row for row in new(verdict, "series")}
    assert series["trade-by-code-can-x-chn-1001"]["frequency"] == "monthly"
    assert {row["unit"] for row in series.values()} == {"USD billion"}


@pytest.mark.parametrize(("content", "own"), [(POLL, "poll-wide-can"), (LONG, "poll-long-canada")])
def test_polls_wide_and_long_keep_the_sides_and_leave_empty_cells_out(
    content: str, own: str
) -> None:
    _proposed, verdict = laid("poll.csv", content)
    (series,) = new(verdict, "series")
    assert (series["series_id"], series["unit"]) == (own, "per cent")
    figures = {str(row["date"])[:4]: row["value"] for row in new(verdict, "observations")}
    assert figures in ({"2005": "58", "2019": "27.5"}, {"2019": "27", "2020": "14"})


def test_figures_between_the_sides_are_series_whose_unit_is_asked_for() -> None:
    content = (
        "REF_DATE,GEO,Trade,Principal trading partners,UOM,VALUE\n"
        "2024-01,Canada,Export,China,Dollars,2450.1\n"
        "2024-01,Canada,Export,Japan,Dollars,900\n"
    )
    uploads = [("statcan.csv", content.encode())]
    (proposed,) = upload.judge(uploads, BASE).laid
    assert proposed.missing == ("unit",)
    assert [each.why for each in proposed.aside] == ["pair"]
    how = replace(proposed.layout, series={**proposed.layout.series, "unit": "CAD million"})
    verdict = upload.judge(uploads, BASE, Choices(mappings={"statcan.csv": how.toml()}))
    (figure,) = new(verdict, "observations")
    assert (figure["date"], figure["value"]) == ("2024-01-31", "2450.1")
    assert new(verdict, "series")[0]["name"] == "Canada Export China"


def test_journeys_are_known_by_other_names_of_their_columns() -> None:
    content = "Leader;Country;Host country;City;Start\nXi Jinping;China;Canada;Ottawa;21.09.2016\n"
    _proposed, verdict = laid("visits.csv", content)
    (visit,) = new(verdict, "contacts")
    assert (visit["date"], visit["side_b"]) == ("2016-09-21", "xi-jinping")


def test_votes_are_one_series() -> None:
    _proposed, verdict = laid("votes.csv", VOTES)
    assert [row["value"] for row in new(verdict, "observations")] == ["0.6689"]


def test_duties_on_one_good_follow_each_other() -> None:
    proposed, verdict = laid("duties.csv", DUTIES, imposed_by="CHN", imposed_on="CAN")
    assert proposed.missing == ("imposed_by", "imposed_on")
    first, second, other = new(verdict, "trade_restrictions")
    assert (first["hs"], first["ended"], first["status"]) == ("120510", "2025-08-14", "ended")
    assert (second["rate_percent"], second["replaces"]) == ("84.8", first["restriction_id"])
    assert (other["hs"], other["product"]) == ("010121", "HS 010121")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("9", "9"), ("84.8%", "84.8"), ("7,5", "7.5"), ("1,234,567", "1234567"),
        ("1,234.5", "1234.5"), ("2\u00a0500\u00a0000", "2500000"),
        ("2 500 000,5", "2500000.5"), ("1.234,5", "1234.5"),
        ("25 to 30", ""), ("about 25", ""), ("1,23,4", ""), (".5", ""), ("Free", ""),
    ],
)  # fmt: skip
def test_a_number_is_a_whole_cell_and_what_is_none_is_asked_for(written: str, read: str) -> None:
    content = f'effective,HS Code,rate\n2018-01-01,1205.10,"{written}"\n'
    (proposed,) = upload.judge([("duties.csv", content.encode())], BASE).laid
    grid = proposed.grids["trade_restrictions"]
    assert grid.only(["rate_percent"]).rows == [[read]]
    assert proposed.unknown == ({} if read else {"rate_percent": (written,)})
    if not read:
        values = {"rate_percent": {written: "25"}}
        given = {"imposed_by": "CHN", "imposed_on": "CAN", **proposed.layout.constants}
        how = replace(proposed.layout, values=values, constants=given)
        choices = Choices(mappings={"duties.csv": how.toml()})
        verdict = upload.judge([("duties.csv", content.encode())], BASE, choices)
        assert [row["rate_percent"] for row in new(verdict, "trade_restrictions")] == ["25"]


def test_a_comma_is_the_same_sign_in_the_whole_column() -> None:
    content = "effective;HS Code;rate\n2018-01-01;1205.10;7,500\n2019-01-01;1205.10;8,5\n"
    for mark in (content, re.sub("([0-9],[0-9]+)", r'"\1"', content).replace(";", ",")):
        (proposed,) = upload.judge([("duties.csv", mark.encode())], BASE).laid
        rates = proposed.grids["trade_restrictions"].column("rate_percent")
        assert [float(rate) for rate in rates] == [7.5, 8.5]


@pytest.mark.parametrize(("order", "ended"), [("dmy", "2025-06-05"), ("mdy", "2025-05-06")])
def test_the_order_of_dates_is_asked_for_where_they_do_not_tell_it(order: str, ended: str) -> None:
    content = "effective,hs6,rate,end\n 03/04/2025,120510,9,05/06/2025\n04/04/2025,150710,9,\n"
    uploads = [("duties.csv", content.encode())]
    asked = upload.judge(uploads, BASE)
    assert asked.doubts == (("duties.csv", "order", ("dmy", "mdy")),)
    assert not asked.sound
    orders = {"duties.csv": order}
    (proposed,) = upload.judge(uploads, BASE, Choices(orders=orders)).laid
    assert (proposed.doubts, proposed.unknown) == ((), {})
    given = {**proposed.layout.constants, "imposed_by": "CHN", "imposed_on": "CAN"}
    told = replace(proposed.layout, constants=given).toml()
    # The mapping keeps the order.
    verdict = upload.judge(uploads, BASE, Choices(mappings={"duties.csv": told}))
    assert [row["ended"] for row in new(verdict, "trade_restrictions")] == [ended, ""]


def test_a_date_that_cannot_be_read_is_asked_for() -> None:
    content = (
        "effective,hs6,rate,end\n31/12/2024,120510,9,12/31/2025\n2025-02-30,150710,9,ongoing\n"
    )
    uploads = [("duties.csv", content.encode())]
    (first,) = upload.judge(uploads, BASE).laid
    assert first.doubts
    (proposed,) = upload.judge(uploads, BASE, Choices(orders={"duties.csv": "dmy"})).laid
    assert proposed.unknown == {
        "effective": ("2025-02-30",), "ended": ("12/31/2025", "ongoing"),
    }  # fmt: skip
    values = {"ended": {"12/31/2025": "2025-12-31"}}
    how = replace(proposed.layout, values=values)
    (told,) = upload.judge(uploads, BASE, Choices(mappings={"duties.csv": how.toml()})).laid
    assert told.grids["trade_restrictions"].only(["ended"]).rows == [["2025-12-31"], [""]]
    assert told.unknown == {"effective": ("2025-02-30",), "ended": ("ongoing",)}


@pytest.mark.parametrize(("content", "rows"), [(REGISTER, 2), (TARGETS, 1)])
def test_lists_of_sanctions_are_listings_by_the_other_side(content: str, rows: int) -> None:
    _proposed, verdict = laid("list.csv", content)
    listed = new(verdict, "trade_restrictions")
    assert len(listed) == rows
    assert {row["imposed_on"] for row in listed} == {"CHN"}
    assert {row["imposed_by"] for row in listed} == {"CAN"}
    assert {row["measure"] for row in listed} == {"entity-listing"}
    assert "2021-03-22" in {row["announced"] for row in listed}
    assert {row["product"] for row in listed} <= {"Ann EXAMPLE", "An Office"}


EVENT = {
    "initiator": "government-canada", "target": "government-china", "direction": "CAN-CHN",
    "domain": "diplomacy", "cameo": "036", "salience": "1",
}  # fmt: skip


def test_a_timeline_is_events_whose_codes_are_asked_for() -> None:
    proposed, verdict = laid("timeline.csv", TIMELINE, **EVENT)
    assert set(proposed.missing) == set(EVENT)
    assert [each.why for each in proposed.aside] == ["date"]
    one, two = new(verdict, "events")
    assert (one["title"], one["summary"]) == ("Relations established", "A joint text.")
    assert (two["date"], two["date_precision"], two["end_date"]) == (
        "2018-12-01", "month", "2021-09-01",
    )  # fmt: skip


def test_a_query_of_linked_data_is_contacts() -> None:
    binding = {"visitLabel": {"type": "literal", "value": "A visit"},
               "start": {"type": "literal", "value": "2016-08-30T00:00:00Z"}}  # fmt: skip
    content = json.dumps({"head": {}, "results": {"bindings": [binding]}})
    _proposed, verdict = laid("visits.json", content)
    (visit,) = new(verdict, "contacts")
    assert (visit["date"], visit["occasion"]) == ("2016-08-30", "A visit")
    assert (visit["side_a"], visit["side_b"]) == ("government-canada", "government-china")


def test_a_language_that_is_not_known_is_asked_for() -> None:
    content = (
        "Title,Publisher,URL,Language,Published\n"
        "One,A paper,https://example.org/a,French,2020-01-02\n"
        "Two,A paper,https://example.org/b,Klingon,2020-01-02\n"
    )
    (proposed,) = upload.judge([("list.csv", content.encode())], BASE).laid
    assert proposed.unknown == {"language": ("Klingon",)}


def test_a_table_of_no_known_layout_is_laid_beside_by_the_names_of_its_columns() -> None:
    content = "When;Headline;Description;Domain\n3 mars 2019;A thing;What happened.;Commerce\n"
    uploads = [("liste.csv", content.encode())]
    (proposed,) = upload.judge(uploads, BASE).laid
    assert proposed.layout.table == "events"
    assert proposed.unknown == {"domain": ("Commerce",)}
    how = replace(
        proposed.layout,
        values={"domain": {"Commerce": "trade"}},
        constants={k: v for k, v in EVENT.items() if k != "domain"},
    )
    verdict = upload.judge(uploads, BASE, Choices(mappings={"liste.csv": how.toml()}))
    (event,) = new(verdict, "events")
    assert (event["date"], event["domain"]) == ("2019-03-03", "trade")


def test_a_mapping_is_kept_and_read_again_with_the_next_file() -> None:
    proposed, _verdict = laid("timeline.csv", TIMELINE, **EVENT)
    # DEL stands bare in JSON and may not in TOML.
    values = {"domain": {"Pêche": "trade", "\x7f": "trade"}}
    how = replace(proposed.layout, constants=EVENT, values=values)
    assert layout.parse(how.toml()) == how
    uploads = [("next.csv", TIMELINE.encode()), ("mapping.toml", how.toml().encode())]
    assert upload.judge(uploads, BASE).sound
    wrong = [("next.csv", TIMELINE.encode()), ("mapping.toml", b'table = "nowhere"')]
    assert not upload.judge(wrong, BASE).sound


def test_of_a_table_of_which_nothing_is_ours_the_reader_says_what_is_what() -> None:
    uploads = [("x.csv", b"wo,x1,x2\nUlsan,35.5,129.3\n")]
    verdict = upload.judge(uploads, BASE)
    assert [each.layout.columns for each in verdict.laid] == [{}]
    assert not verdict.sound
    columns = {"place": "wo", "latitude": "x1", "longitude": "x2"}
    how = layout.Layout("table", "places", columns, {"country": "KOR"})
    told = upload.judge(uploads, BASE, Choices(mappings={"x.csv": how.toml()}))
    assert told.tables is not None
    assert told.tables.places["place"].iloc[-1] == "Ulsan"
    # Beside a table of ours it may be left out.
    places = export.csv(told.tables.places, told.tables.package.tables["places"])
    both = [*uploads, ("places.csv", places)]
    assert not upload.judge(both, BASE).sound
    assert upload.judge(both, BASE, Choices(aside=frozenset({"x.csv"}))).sound


def test_a_table_of_one_column_is_refused() -> None:
    verdict = upload.judge([("x.csv", b"a\n1\n2\n")], BASE)
    assert verdict.laid == ()
    assert "one of the tables" in said(verdict)


@pytest.mark.parametrize(
    ("content", "table", "columns"),
    [
        ("HS code,Goods description,Additional duty (%)\n1514.19,Oil,100\n",
         "trade_restrictions", {"hs": "hs_code", "rate_percent": "additional_duty_(%)"}),
        ("Année;Mois;Jour;Titre;Texte\n2018;12;1;A;B\n",
         "events", {"date": "année+mois+jour", "title": "titre"}),
        ("公布日期,实体名称,国家\n2025-03-08,某公司,加拿大\n",
         "trade_restrictions", {"announced": "公布日期", "imposed_on": "国家"}),
        ("编号,名称,国家,列入日期\n1,某公司,加拿大,2025-03-08\n2,另一机构,加拿大,2024-12-21\n",
         "trade_restrictions", {"announced": "列入日期", "product": "名称"}),
        ("name,nationality,detained_by,date_detained\nA,Canadian,China,2018-12-10\n",
         "consular_cases", {"citizenship": "nationality", "detained": "date_detained"}),
        ("date,spokesperson,question,answer\n2019-01-15,Hua Chunying,On X?,No.\n",
         "statements", {"speaker": "spokesperson", "paraphrase": "answer"}),
    ],
)  # fmt: skip
def test_columns_are_known_by_the_words_in_their_names(
    content: str, table: str, columns: dict[str, str]
) -> None:
    (proposed,) = upload.judge([("x.csv", content.encode())], BASE).laid
    assert proposed.layout.table == table
    assert columns.items() <= proposed.layout.columns.items()


def test_a_column_a_year_below_lines_of_a_title_is_a_row_a_figure() -> None:
    content = (
        "Direction of trade\n\n"
        "Country Name,Indicator,Counterpart,2018,2019\n"
        'Canada,"Exports, USD thousand","China, P.R.: Mainland","21,400",\n'
        "Canada,Exports,Japan,1,2\nSource: someone\n"
    )
    uploads = [("dots.csv", content.encode())]
    first = upload.judge(uploads, BASE)
    (proposed,) = first.laid
    assert [each.value for each in first.said] == ["Direction of trade", "Source: someone"]
    assert [each.why for each in proposed.aside] == ["pair", "pair"]
    how = replace(proposed.layout, series={**proposed.layout.series, "unit": "USD billion"})
    verdict = upload.judge(uploads, BASE, Choices(mappings={"dots.csv": how.toml()}))
    assert [row["value"] for row in new(verdict, "observations")] == ["21400"]


@pytest.mark.parametrize(
    ("content", "series"),
    [
        (
            "donor,recipient,code,year,usd_million,sector\nCanada,China,CHN,2005,34.5,law\n"
            "Canada,Peru,PER,2006,3,law\n",
            {"figures-canada-china-law"},
        ),
        (
            "Survey,Fieldwork,Question,Canada,China\nX,2019-06,Favourable,27,61\n"
            "X,2020-08,Favourable,23,\n",
            {"figures-can-x-favourable", "figures-chn-x-favourable"},
        ),
        (
            "Land,Jahr,Gut,Schlecht\nCanada,2021,23,73\nCanada,2020,23,73\n",
            {"figures-gut-canada", "figures-schlecht-canada"},
        ),
        ("Country,2019,2020\nCanada,..,12\nChina,10,n/a\n", {"figures-canada", "figures-china"}),
    ],
)
def test_figures_are_told_by_what_stands_in_the_columns(content: str, series: set[str]) -> None:
    uploads = [("x.csv", content.encode())]
    (proposed,) = upload.judge(uploads, BASE).laid
    assert proposed.layout.name == "figures"
    own = proposed.grids["series"].column("series_id")
    assert set(own) == series


def test_a_table_of_ours_that_lacks_a_column_is_no_table_of_figures() -> None:
    cells = pd.read_csv(io.BytesIO(BASE["events.csv"]), dtype=str).drop(columns="cameo").tail(1)
    (proposed,) = upload.judge([("mine.csv", cells.to_csv(index=False).encode())], BASE).laid
    assert (proposed.layout.table, proposed.missing) == ("events", ("cameo",))


@pytest.mark.parametrize(
    ("name", "factor"), [("Trade Value (US$ Thousand)", 1e-6), ("Value", 1.0), ("Billion USD", 1.0)]
)
def test_figures_are_counted_in_our_unit_where_theirs_is_said(name: str, factor: float) -> None:
    assert figures.factor(name, {}, {"unit": "USD billion"}) == pytest.approx(factor)


def test_two_days_in_one_cell_are_a_beginning_and_an_end() -> None:
    content = "Visitor,Home country,Host country,Dates\nX,Canada,China,2–6 December 2009\n"
    uploads = [("x.csv", content.encode())]
    (proposed,) = upload.judge(uploads, BASE).laid
    row = dict(
        zip(proposed.grids["contacts"].header, *proposed.grids["contacts"].rows, strict=True)
    )
    assert (row["date"], row["end_date"]) == ("2009-12-02", "2009-12-06")


def test_a_constant_holds_where_a_row_says_nothing() -> None:
    records = [
        {
            "id": "a",
            "type": "book",
            "title": "A",
            "publisher": "P",
            "issued": {"date-parts": [[2019, 6]]},
        },
        {"id": "b", "type": "book", "title": "B", "publisher": "P", "language": "fr"},
    ]
    _proposed, verdict = laid("zotero.json", json.dumps(records), side="third-party")
    made = [(row["published"], row["language"]) for row in new(verdict, "sources")]
    assert made == [("2019-06", "en"), ("", "fr")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("People's Republic of China", "CHN"), ("Chine", "CHN"), ("中国", "CHN"), ("cn", "CHN"),
        ("South Korea", "KOR"), ("China, P.R.: Mainland", "CHN"),
        ("Russie", "RUS"), ("CAN", "CAN"), ("Atlantis", ""), ("", ""),
    ],
)  # fmt: skip
def test_countries_are_known_by_their_names_and_codes(name: str, code: str) -> None:
    assert countries.code(name) == code
