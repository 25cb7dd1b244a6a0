"""A package of an earlier schema is brought to the present one, and nothing else changes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from analysis import __main__, check
from analysis.files import newpair
from analysis.record import upgrade
from analysis.tables import dataset as dataset_module
from analysis.tables import package as schema

NEW = {
    "contacts": ("date_precision", "account_a_by", "account_b_by"),
    "events": ("added_on",),
    "trade_restrictions": ("goods", "tier", "ordinary_duty", "stacks", "made_known"),
    "series": ("period", "basis", "theme", "goods"),
    "consular_milestones": ("number", "sentence"),
    "offices": ("post", "attested"),
    "claims": ("chooses",),
}


def old_package() -> dict[str, bytes]:
    """A small package as the schema of version 1.0 had it."""
    held = dict(newpair.files(newpair.sides("AUS", "NZL")))
    descriptor = json.loads(held[schema.FILE])
    del descriptor[upgrade.PRESENT]
    descriptor["resources"] = [
        r for r in descriptor["resources"] if r["name"] not in ("goods", "changes")
    ]
    for resource in descriptor["resources"]:
        gone = {*NEW.get(resource["name"], ()), "response_told"}
        fields = resource["schema"]["fields"]
        resource["schema"]["fields"] = [f for f in fields if f["name"] not in gone]
        rows = upgrade.rows_of(held[resource["path"]])
        out = io.StringIO(newline="")
        names = [f["name"] for f in resource["schema"]["fields"]]
        writer = csv.DictWriter(out, names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        held[resource["path"]] = out.getvalue().encode()
    del held["goods.csv"], held["changes.csv"]
    held[schema.FILE] = json.dumps(descriptor).encode()
    return held


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in old_package().items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_the_check_says_in_one_line_that_the_schema_is_an_earlier_one(folder: Path) -> None:
    found = check.problems(folder)
    assert found["field"].tolist() == [upgrade.PRESENT]
    assert "python -m analysis upgrade" in found["expected"].iloc[0]


def test_the_command_makes_it_sound(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["upgrade", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "contacts: column date_precision, filled in 2 rows" in said
    assert said.endswith("0 problems\n")
    assert check.problems(folder).empty
    loaded = dataset_module.load(folder)
    assert set(loaded.contacts["date_precision"]) == {"day"}
    assert loaded.contacts["account_a_by"].dropna().tolist() == ["AUS"]
    assert set(loaded.events["added_on"]) == {"0.1.0"}


def test_every_cell_stands_as_it_was() -> None:
    old = old_package()
    made, _added = upgrade.files(old)
    for name in dataset_module.TABLES:
        path = f"{name}.csv"
        if path in old:
            before, after = upgrade.rows_of(old[path]), upgrade.rows_of(made[path])
            assert [{k: row[k] for k in was} for was, row in zip(before, after, strict=True)] == (
                before
            )


def test_what_is_in_the_present_schema_is_left_alone() -> None:
    present = newpair.files(newpair.sides("AUS", "NZL"))
    assert not upgrade.needed(present)
    made, added = upgrade.files(present)
    assert added == []
    assert {n: made[n] for n in made if n != schema.FILE} == {
        n: present[n] for n in present if n != schema.FILE
    }


def test_a_file_gives_further_values() -> None:
    values = b"table,row_id,field,value\ngoods,oil,name,Oil\n"
    key = "aus-example-inspection-2024"
    values += f"trade_restrictions,{key},goods,oil\n".encode()
    made, _added = upgrade.files({**old_package(), upgrade.VALUES: values})
    loaded = dataset_module.from_files(made)
    assert loaded.goods["goods_id"].tolist() == ["oil"]
    rows = loaded.trade_restrictions.set_index("restriction_id")
    assert rows.at[key, "goods"] == ("oil",)
    assert upgrade.VALUES not in made


def test_a_value_for_no_field_is_told() -> None:
    values = b"table,row_id,field,value\ngoods,oil,colour,green\n"
    with pytest.raises(ValueError, match="goods has no field colour"):
        upgrade.files({**old_package(), upgrade.VALUES: values})


def test_values_of_their_own_vocabularies_are_kept() -> None:
    old = old_package()
    descriptor = json.loads(old[schema.FILE])
    restrictions = next(r for r in descriptor["resources"] if r["name"] == "trade_restrictions")
    measure = next(f for f in restrictions["schema"]["fields"] if f["name"] == "measure")
    measure["constraints"]["enum"].append("seizure")
    descriptor["vocabularyLabels"]["measure"]["seizure"] = {"en": "Seizure"}
    made, _added = upgrade.files({**old, schema.FILE: json.dumps(descriptor).encode()})
    package = schema.parse(made[schema.FILE])
    assert "seizure" in package.tables["trade_restrictions"].field("measure").enum
    assert package.labels["measure"]["seizure"] == {"en": "Seizure"}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (b"Nowhere,USA,,,1,2,lost\n", "places.csv row 4: expected 6 cells, found 7"),
        (b"Nowhere\n", "places.csv row 4: expected 6 cells, found 1"),
        (b'"Nowhere,USA\n', "places.csv line"),
    ],
)
def test_a_cell_that_no_column_would_keep_is_told_and_not_dropped(wrong: bytes, told: str) -> None:
    old = old_package()
    with pytest.raises(ValueError, match=told):
        upgrade.files({**old, "places.csv": old["places.csv"] + wrong})


def test_a_column_that_the_schema_lacks_is_told_and_not_dropped() -> None:
    old = old_package()
    lines = old["places.csv"].decode().splitlines()
    wide = "\n".join([f"{lines[0]},colour", *(f"{line},green" for line in lines[1:])])
    with pytest.raises(ValueError, match="once; colour is not so"):
        upgrade.files({**old, "places.csv": f"{wide}\n".encode()})


def test_a_later_schema_is_told_and_not_read_as_an_earlier_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    descriptor = json.loads((folder / schema.FILE).read_bytes())
    (folder / schema.FILE).write_text(json.dumps({**descriptor, upgrade.PRESENT: "9.0"}))
    assert __main__.main(["upgrade", str(folder)]) == 1
    assert "schema 9.0 is no earlier one" in capsys.readouterr().err
