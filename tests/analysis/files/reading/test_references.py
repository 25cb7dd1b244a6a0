from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.files import upload
from analysis.files.reading import references
from analysis.files.upload import Choices
from analysis.tables import dataset
from tests.analysis.files.test_upload import said

BASE = {path.name: path.read_bytes() for path in dataset.FOLDER.iterdir() if path.is_file()}

BIBTEX = """\
@comment{not one}
@article{lee2019,
  title = {Canada's {China} policy, and {\\'E}tudes},
  journal = "A Journal",
  year = 2019, doi = {10.1000/abc}, langid = {english},
}

@misc{page, title={A page}, howpublished={A paper}, date={2020-03-04},
  url={https://paper.example/a}, language = {fr}}
"""
RIS = """\
TY  - NEWS
TI  - A headline
T2  - A paper
DA  - 2021/03/22/
UR  - https://paper.example/b
LA  - en
ID  - paper-b
ER  -
"""
CALENDAR = """\
BEGIN:VCALENDAR\r
BEGIN:VEVENT\r
UID:1\r
DTSTART;VALUE=DATE:20160830\r
DTEND:20160906T120000Z\r
SUMMARY:A visit\\, with a name that is\r
  folded\r
LOCATION:Atlantis\r
END:VEVENT\r
END:VCALENDAR\r
"""


def test_bibtex_has_its_entries_and_their_lines() -> None:
    grid = references.read("x.bib", ".bib", BIBTEX.encode())
    assert grid.lines == [2, 8]
    assert grid.column("title") == ["Canada's China policy, and Études", "A page"]
    assert grid.column("published") == ["2019", "2020-03-04"]
    assert grid.column("publisher") == ["A Journal", "A paper"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r"{100\% of \$5 \& \_x \#1}", "100% of $5 & _x #1"),
        (r"{Sets \{a\} and {B}}", "Sets {a} and B"),
        ('"One" # " two"', "One two"),
        ('{One} # "~" # two', "One~two"),
        ("{Mail a@b{c, d}}", "Mail a@bc, d"),
    ],
)
def test_a_title_of_bibtex_is_read_whole(written: str, title: str) -> None:
    content = f"@misc{{a, title = {written}, year = 2019}}\n@misc{{b, title = {{B}}, year = 2020}}"
    grid = references.read("x.bib", ".bib", content.encode())
    assert grid.column("title") == [title, "B"]
    assert grid.column("published") == ["2019", "2020"]


def test_a_value_of_bibtex_that_does_not_end_is_named() -> None:
    verdict = upload.judge([("x.bib", b"@misc{a,\n  title = {A {B,\n  year = 2019}")], BASE)
    assert "an end of the value that begins with { on line 2" in said(verdict)


def test_an_entry_of_ris_without_its_end_is_kept() -> None:
    content = "TY  - NEWS\nTI  - One\n\nTY  - BOOK\nTI  - Two\nER  - \nTY  - JOUR\nTI  - Three\n"
    grid = references.read("x.ris", ".ris", content.encode())
    assert grid.lines == [1, 4, 7]
    assert grid.column("kind") == ["NEWS", "BOOK", "JOUR"]
    assert grid.column("title") == ["One", "Two", "Three"]


def test_references_become_sources_when_their_side_is_told() -> None:
    for name, content, ids in (
        (
            "x.bib",
            BIBTEX,
            {"lee2019": "https://doi.org/10.1000/abc", "page": "https://paper.example/a"},
        ),
        ("x.ris", RIS, {"paper-b": "https://paper.example/b"}),
    ):
        uploads = [(name, content.encode())]
        (laid,) = upload.judge(uploads, BASE).laid
        assert laid.missing == ("side",)
        how = replace(
            laid.layout,
            constants={"side": "third-party"},
            values={"kind": {**laid.layout.values["kind"], "misc": "news"}},
        )
        verdict = upload.judge(uploads, BASE, Choices(mappings={name: how.toml()}))
        assert verdict.tables is not None, said(verdict)
        rows = verdict.tables.sources.set_index("source_id")
        assert rows.loc[list(ids), "url"].to_dict() == ids
        assert set(rows.loc[list(ids), "language"]) <= {"en", "fr"}


def test_a_calendar_is_contacts_and_a_place_that_is_unknown_is_asked_for() -> None:
    uploads = [("visits.ics", CALENDAR.encode())]
    (laid,) = upload.judge(uploads, BASE).laid
    assert laid.unknown == {"place_city": ("Atlantis",)}
    how = replace(laid.layout, values={"place_city": {"Atlantis": "Beijing"}})
    verdict = upload.judge(uploads, BASE, Choices(mappings={"visits.ics": how.toml()}))
    assert verdict.tables is not None, said(verdict)
    visit = verdict.tables.contacts.iloc[-1]
    assert (f"{visit['date']:%F}", f"{visit['end_date']:%F}") == ("2016-08-30", "2016-09-06")
    assert visit["occasion"] == "A visit, with a name that is folded"
    assert visit["place_city"] == "Beijing"


@pytest.mark.parametrize(
    ("start", "end", "last"),
    [
        ("DTSTART;VALUE=DATE:20160830", "DTEND;VALUE=DATE:20160907", "2016-09-06"),
        ("DTSTART;VALUE=DATE:20160830", "DTEND;VALUE=DATE:20160831", "2016-08-30"),
        ("DTSTART;VALUE=DATE:20160830", "DTEND;VALUE=DATE:20160830", "2016-08-30"),
        ("DTSTART:20160830T090000Z", "DTEND:20160906T120000Z", "2016-09-06"),
        ("DTSTART;VALUE=DATE:20160830", "DTEND;VALUE=DATE:20161301", "2016-13-01"),
    ],
)
def test_an_event_of_whole_days_ends_on_the_day_before_the_end_of_its_entry(
    start: str, end: str, last: str
) -> None:
    content = f"BEGIN:VEVENT\n{start}\n{end}\nEND:VEVENT\n"
    assert references.read("x.ics", ".ics", content.encode()).column("dtend") == [last]


def test_a_file_without_entries_is_refused() -> None:
    assert "entries, as a .bib file has them" in said(upload.judge([("x.bib", b"nothing")], BASE))
