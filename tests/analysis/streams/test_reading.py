from __future__ import annotations

import gzip
import tempfile
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.streams import StreamError, reading
from analysis.streams.columns import SCHEMA, Count, Refused, Sides
from tests.analysis.streams import forms

SIDES = Sides("AUS", "NZL")


def _read(path: Path, sides: Sides = SIDES) -> tuple[pd.DataFrame, Count]:
    count = Count()
    pieces = [piece.to_pandas() for piece in reading.read(path, sides, count)]
    table = pd.concat(pieces) if pieces else pd.DataFrame(columns=SCHEMA.names)
    assert count.rows == count.kept + count.other + count.refused.total()
    assert count.kept == len(table)
    return table.reset_index(drop=True), count


@pytest.mark.parametrize("name", ["export.CSV", "export.CSV.gz", "export.CSV.zip"])
@pytest.mark.parametrize(("width", "form"), [(57, "gdelt-1"), (58, "gdelt-1"), (61, "gdelt-2")])
def test_gdelt_is_told_by_the_number_of_its_columns(
    tmp_path: Path, name: str, width: int, form: str
) -> None:
    lines = [forms.gdelt(width), forms.gdelt(width, 2, actors=("USA", "NZL"))]
    table, count = _read(forms.written(tmp_path / name, "\n".join(lines)))
    assert (count.form, count.rows, count.kept, count.other) == (form, 2, 1, 1)
    row = table.iloc[0]
    assert (row["source"], row["event_id"], str(row["day"])) == (form, "1", "2020-08-25")
    assert (row["initiator"], row["target"], row["initiator_name"]) == ("AUS", "NZL", "NAME OF AUS")
    assert (row["code"], row["root"], row["intensity"], row["mentions"]) == ("036", "03", 4.0, 8)
    assert (row["place"], row["place_country"]) == ("Wellington, Wellington, New Zealand", "NZ")
    assert row["address"] == ("" if width == 57 else "https://news.example/1")
    assert (row["file"], row["row"]) == (name, 1)


def test_actors_are_never_told_by_the_codes_of_places(tmp_path: Path) -> None:
    # In FIPS 10-4, AS is Australia and NZ New Zealand; both directions, and no third party.
    lines = [
        forms.gdelt(number=1, actors=("NZL", "AUS")),
        forms.gdelt(number=2, actors=("AS", "NZ")),
        forms.gdelt(number=3, actors=("AUS", "AUS")),
        forms.gdelt(number=4, actors=("AUS", "")),
    ]
    table, _count = _read(forms.written(tmp_path / "a.CSV", "\n".join(lines)))
    assert table[["event_id", "initiator", "target"]].to_numpy().tolist() == [["1", "NZL", "AUS"]]


def test_no_act_is_reported_before_its_day(tmp_path: Path) -> None:
    lines = [forms.gdelt(number=1), forms.gdelt(number=2, day="29990101")]
    table, count = _read(forms.written(tmp_path / "a.CSV", "\n".join(lines)))
    assert table["event_id"].tolist() == ["1"]
    assert [(each.row, each.reason, each.value) for each in count.examples] == [
        (2, "date", "29990101")
    ]


@pytest.mark.parametrize("block", [4096, reading.BLOCK])
def test_what_is_wrong_with_a_row_is_told_by_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(reading, "BLOCK", block)
    lines = [
        forms.gdelt(number=1),
        forms.gdelt(number=2)[:-30].rsplit("\t", 5)[0],
        forms.gdelt(number=3, day="20201341"),
        forms.gdelt(number=4, code="---"),
        forms.gdelt(number=5) + "\tmore",
        forms.gdelt(number=6, day="nonsense", actors=("USA", "NZL")),
        forms.gdelt(number=7),
    ]
    table, count = _read(forms.written(tmp_path / "a.CSV", "\n".join(lines)))
    assert table[["event_id", "row"]].to_numpy().tolist() == [["1", 1], ["7", 7]]
    assert count.refused == {"columns": 2, "date": 1, "code": 1}
    assert count.other == 1
    told = {(each.row, each.reason, each.value) for each in count.examples}
    assert told == {
        (2, "columns", "55 of 61"),
        (3, "date", "20201341"),
        (4, "code", "---"),
        (5, "columns", "62 of 61"),
    }


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                forms.gdelt(),
                forms.gdelt(actors=("USA", "NZL")),
                forms.gdelt(day="0"),
                forms.gdelt(code=""),
                "short\tline",
                forms.gdelt() + "\tlong",
            ]
        ),
        max_size=60,
    ),
    st.sampled_from([2048, 1 << 20]),
)
def test_every_row_is_accounted_for(lines: list[str], block: int) -> None:
    whole = [forms.gdelt(), forms.gdelt(), *lines]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(reading, "BLOCK", block)
        path = forms.written(Path(folder) / "a.CSV", "\n".join(whole))
        try:
            table, count = _read(path)
        except StreamError:
            # Most of the first lines had another width: then nothing is read by guess.
            assert sum(line.count("\t") != 60 for line in lines) > 1
            return
    assert count.rows == len(whole)
    assert [whole[number - 1] for number in table["row"]] == [forms.gdelt()] * len(table)
    assert len(table) == whole.count(forms.gdelt())


def test_icews_names_its_countries_in_words(tmp_path: Path) -> None:
    rows = [
        forms.icews(),
        forms.icews(Event_ID="2", Source_Country="New Zealand", Target_Country="Australia"),
        forms.icews(Event_ID="3", Event_Date="12/31/2017", CAMEO_Code="13y"),
        forms.icews(Event_ID="4", CAMEO_Code=""),
        forms.icews(Event_ID="5", Event_Text='He said "no', Source_Country="Fiji"),
    ]
    path = forms.written(tmp_path / "events.2014.tab.zip", forms.by_name(forms.ICEWS, rows))
    table, count = _read(path)
    assert count.form == "icews"
    assert table["event_id"].tolist() == ["30000001", "2", "3"]
    assert table["initiator"].tolist() == ["AUS", "NZL", "AUS"]
    assert table["root"].tolist() == ["04", "04", "13"]
    assert table["place"][0] == "Wellington, New Zealand"
    assert table["address"][0] == "34000001"
    assert str(table["day"][2]) == "2017-12-31"
    assert (count.refused, count.examples[0].row) == ({"code": 1}, 5)


@pytest.mark.parametrize(
    ("code", "written"),
    [("BIH", "Bosnia and Herzegovina"), ("CIV", "Cote d'Ivoire"), ("MMR", "Myanmar")],
)
def test_countries_are_known_as_streams_write_them(tmp_path: Path, code: str, written: str) -> None:
    path = forms.written(
        tmp_path / "a.tab", forms.by_name(forms.ICEWS, [forms.icews(Source_Country=written)])
    )
    table, _count = _read(path, Sides(code, "NZL"))
    assert table["initiator"].tolist() == [code]


def test_a_side_may_have_further_names(tmp_path: Path) -> None:
    rows = [forms.icews(Source_Country="Commonwealth"), forms.icews(Target_Country="Tokelau")]
    path = forms.written(tmp_path / "a.tab", forms.by_name(forms.ICEWS, rows))
    table, _count = _read(
        path, Sides("AUS", "NZL", {"AUS": ("Commonwealth",), "NZL": ("Tokelau",)})
    )
    assert table[["initiator", "target"]].to_numpy().tolist() == [["AUS", "NZL"]] * 2


def test_polecat_is_read_by_name_with_its_aliases(tmp_path: Path) -> None:
    columns = ["Event Intensity" if name == "Intensity" else name for name in forms.POLECAT]
    rows = [
        forms.polecat(Event_Intensity="7.0", Event_Type="AID"),
        forms.polecat(Event_ID="EV2", Actor_Country="USA; AUS", Recipient_Country="FJI; NZL"),
        forms.polecat(Event_ID="EV3", Actor_Country="AUSX", Recipient_Country="NZL"),
        forms.polecat(Event_ID="EV4", Event_Type="DANCE"),
        forms.polecat(Event_ID="EV5", Actor_Name='"a, ""quoted""\ttab"'),
    ]
    path = forms.written(tmp_path / "ngecEventsDV-2022.txt", forms.by_name(columns, rows))
    table, count = _read(path)
    assert count.form == "polecat"
    assert table["event_id"].tolist() == ["EV1", "EV2", "EV5"]
    assert table["root"].tolist() == ["07", "04", "04"]
    assert table["intensity"][0] == 7.0
    assert table["target_name"][0] == ""
    assert table["place"][0] == "Wellington, NZL"
    assert table["initiator_name"][2] == 'a, "quoted"\ttab'
    assert count.refused == {"code": 1}


@pytest.mark.parametrize("sides", [Sides("AUS", "NZL"), Sides("NZL", "AUS")])
def test_nobody_is_said_to_act_where_each_side_is_actor_and_target(
    tmp_path: Path, sides: Sides
) -> None:
    rows = [
        forms.polecat(Actor_Country="AUS;NZL", Recipient_Country="AUS;NZL"),
        forms.polecat(Event_ID="EV2", Actor_Country="AUS;NZL"),
        forms.polecat(Event_ID="EV3", Actor_Country="AUS;NZL", Recipient_Country="AUS"),
    ]
    table, count = _read(
        forms.written(tmp_path / "a.txt", forms.by_name(forms.POLECAT, rows)), sides
    )
    assert table[["event_id", "initiator"]].to_numpy().tolist() == [["EV2", "AUS"], ["EV3", "NZL"]]
    assert count.examples == [Refused(2, "direction", "AUS;NZL")]


@pytest.mark.parametrize("quirk", ["surplus", "tabs", "latin"])
def test_polecat_is_read_with_its_quirks(tmp_path: Path, quirk: str) -> None:
    text = forms.by_name(forms.POLECAT, [forms.polecat(City="Whangārei"), forms.polecat()])
    if quirk == "surplus":
        surplus = "Event ID\tHeadline\tEvent Text\tFeed\tStory ID"
        content = text.replace("Event ID", surplus, 1).encode()
    elif quirk == "tabs":
        content = text.replace("\n", "\t\t\n").encode()
    else:
        content = text.replace("ā", "é").encode("latin-1")
    table, count = _read(forms.written(tmp_path / "a.txt", content))
    assert (count.rows, count.kept) == (2, 2)
    assert table["place"][0] == ("Whangérei, NZL" if quirk == "latin" else "Whangārei, NZL")


def test_a_zip_with_several_members_is_read_member_by_member(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "year.zip", "w") as archive:
        for month in ("jan", "feb"):
            archive.writestr(f"{month}.txt", forms.by_name(forms.POLECAT, [forms.polecat()]))
        archive.writestr("__MACOSX/._jan.txt", b"\x00\x05")
    table, count = _read(tmp_path / "year.zip")
    assert table["file"].tolist() == ["year.zip/jan.txt", "year.zip/feb.txt"]
    assert count.rows == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is empty"),
        ("a,b,c\n1,2,3\n", "no tab"),
        ("\t".join("x" * 40), "40 columns; expected GDELT"),
        ("\t".join(["1", "20200101"] + ["x"] * 14), "table of mentions"),
        ("\t".join(["1", "20200101"] + ["x"] * 25), "knowledge graph"),
        ("\t".join(["x"] * 61), "61 columns; expected GDELT"),
        ("CAMEO Code\tSource Country\n042\tAustralia\n", "no column Event ID, Event Date"),
        ("x\t" * 61 + "\n" + forms.gdelt(), ""),
    ],
)
def test_another_form_is_refused_and_never_guessed(tmp_path: Path, text: str, said: str) -> None:
    path = forms.written(tmp_path / "a.CSV", text)
    if said:
        with pytest.raises(StreamError, match=said):
            _read(path)
    else:
        # One bad line at the head of a file does not make the others unreadable.
        assert _read(path)[1].kept == 1


def _lines(rows: int) -> str:
    """More than the head of a file, and not alike, so that they are not packed to nothing."""
    return "\n".join(forms.gdelt(number=n, address=f"h{n}") for n in range(rows)) + "\n"


def test_a_gzip_of_several_members_is_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "a.CSV.gz").write_bytes(2 * gzip.compress(_lines(1000).encode()))
    table, count = _read(tmp_path / "a.CSV.gz")
    assert (count.rows, count.kept) == (2000, 2000)
    assert table["event_id"].tolist() == 2 * [str(number) for number in range(1000)]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("rows", [10, 1000])
def test_a_zip_whose_bytes_are_not_those_that_were_packed_is_refused(
    tmp_path: Path, method: int, rows: int
) -> None:
    path = tmp_path / "a.CSV.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.CSV", _lines(rows))
        checked = archive.getinfo("a.CSV").CRC.to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(checked, bytes(4)))
    with pytest.raises(StreamError, match=r"broken off after row .*CRC"):
        _read(path)


@pytest.mark.parametrize("name", ["a.CSV.gz", "a.CSV.zip"])
def test_a_file_that_breaks_off_says_so(tmp_path: Path, name: str) -> None:
    path = forms.written(tmp_path / name, _lines(5000))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(StreamError, match=r"broken off after row|zip file that cannot be read"):
        _read(path)
