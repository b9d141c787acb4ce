"""`scrt import`: the workbook, the mapping file and what is said; every case and person here is made up."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from tests.command_line.json_schemas import faults
from tests.command_line.running import TODAY, Ran, assert_refused, scrt
from tests.excel_strictness import strictness_faults
from tests.ooxml import ooxml_errors
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from tests.workbook_templates.importing.old_spreadsheets import BY_STATUS, EXPORT, TIDY, delimited, xlsx
from workbook_templates.reading import Return, read_return


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.xlsx").write_bytes(xlsx({"Master log": TIDY}))
    (tmp_path / "export.csv").write_bytes(delimited(EXPORT, delimiter=";", encoding="cp1252"))
    return tmp_path


def imported(folder: Path, *words: object, file: str = "old.xlsx", out: str = "new.xlsx") -> Ran:
    return scrt("import", folder / file, "--out", folder / out, *words)


def returned(folder: Path, out: str = "new.xlsx") -> Return:
    return read_return((folder / out).read_bytes())


def cells(folder: Path, header: str) -> list[object]:
    return [row.cells[header] for row in returned(folder).rows]


def test_a_workbook_of_ours_is_to_be_upgraded(folder: Path) -> None:
    (folder / "ours.xlsx").write_bytes(return_bytes(OPEN_SAR))
    assert_refused(imported(folder, file="ours.xlsx"), "ours.xlsx: ", "scrt template upgrade")
    assert not (folder / "new.xlsx").exists()


def test_the_workbook_holds_every_record_and_the_column_that_is_not_sure_at_its_right_end(folder: Path) -> None:
    ran = imported(folder, "--icb", "QMJ", "--month", "2024-10")
    assert (ran.status, ran.err) == (1, "")
    new = returned(folder)
    assert (new.your_icb.your_icb, new.your_icb.month) == ("QMJ", date(2024, 10, 31))
    assert cells(folder, "Status") == ["Open", "Closed", "Open"]
    assert list(new.added_columns.values()) == ["Date opened"]
    assert "'Neglct' in J6: Neglect?" in ran.out
    assert (
        "54 filled cells: 34 in the template's columns, 3 in added columns at the right end, 17 in no record" in ran.out
    )


def test_the_check_of_the_new_workbook_makes_sense(folder: Path) -> None:
    imported(folder, "--icb", "QMJ", "--month", "2024-10")
    ran = scrt("check", folder / "new.xlsx", "--json", *TODAY)
    found = {(one["rule"], one["row"], one["column"]) for one in ran.document["files"][0]["findings"]}
    assert ("B01", 7, "Review type") in found
    assert ("A08", 5, "Overview") in found
    assert not {rule for rule, _, _ in found} & {"B04", "E00", "E01", "E03", "H01", "I01", "I03", "I04", "I05"}
    assert ("C01", 6, "Incident date") in found, "a month alone, which is advice"
    assert not any(column in ("Theme 1", "Borough or local authority", "Status") for _, _, column in found)


def decide(folder: Path, **answers: str) -> Path:
    """Edit the mapping file: an answer for each key, or what is proposed for all."""
    path = folder / "new.mapping.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        for key, answer in answers.items():
            if line.startswith(f'"{key}" = '):
                lines[number] = f'"{key}" = "{answer}"'
    path.write_text("\n".join(lines).replace('= "?', '= "'), encoding="utf-8")
    return path


def test_one_edit_of_the_mapping_file_settles_all(folder: Path) -> None:
    imported(folder)
    mapping = decide(folder, DHR="DHR Child")
    ran = imported(folder, "--mapping", mapping)
    assert (ran.status, ran.err) == (0, "")
    assert "Nothing is left to decide." in ran.out
    assert cells(folder, "Theme 1")[1] == "Neglect"
    assert cells(folder, "Review type")[2] == "DHR Child"
    assert cells(folder, "Publication status")[2] == "Not yet decided"
    assert cells(folder, "Date added") == [date(2021, 5, 4), date(2022, 6, 1), date(2024, 1, 1)]
    assert "the time of day was left out of 1 date" in ran.out
    assert returned(folder).added_columns == {}
    assert sorted(path.name for path in folder.glob("*.toml")) == ["new.mapping.toml"]


def test_what_is_still_undecided_stands_in_another_mapping_file_with_what_was_decided(folder: Path) -> None:
    imported(folder)
    path = folder / "new.mapping.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"?Neglect"', '"Neglect"'), encoding="utf-8")
    before = path.read_bytes()
    assert imported(folder, "--mapping", path).status == 1
    assert path.read_bytes() == before, "nobody's file is overwritten"
    again = tomllib.loads((folder / "new.mapping-2.toml").read_text(encoding="utf-8"))
    assert again["values"]["Themes"] == {"Neglct": "Neglect"}
    assert again["values"]["Review type"] == {"DHR": "?DHR Adult"}
    assert again["columns"]["G"] == "?Date added"


def test_a_workbook_that_somebody_worked_on_is_never_replaced(folder: Path) -> None:
    imported(folder)
    assert_refused(imported(folder), "there already")
    mapping = folder / "new.mapping.toml"
    assert imported(folder, "--mapping", mapping).status == 1
    (folder / "new.xlsx").write_bytes((folder / "new.xlsx").read_bytes() + b" ")
    assert_refused(imported(folder, "--mapping", mapping), "there already")
    assert_refused(imported(folder, out="old.xlsx"), "one of the files to read")


def test_a_value_that_may_not_be_shown_is_known_by_its_place(folder: Path) -> None:
    rows = [
        ["Status", "Borough", "Themes"],
        ["Open", "Camden", "Left by Jo Made-Up"],
        ["Open", "Barnet", "Left by Jo Made-Up"],
    ]
    (folder / "old.xlsx").write_bytes(xlsx({"Cases": rows}))
    ran = imported(folder)
    mapping = folder / "new.mapping.toml"
    text = mapping.read_text(encoding="utf-8")
    assert "Made-Up" not in ran.out + ran.err + text
    assert '"cell C2" = "?"' in text
    assert "a text of 18 characters in 2 cells" in ran.out
    mapping.write_text(text.replace('"cell C2" = "?"', '"cell C2" = "Neglect; Suicide"'), encoding="utf-8")
    assert imported(folder, "--mapping", mapping).status == 0
    assert cells(folder, "Theme 1") == ["Neglect", "Neglect"]
    assert cells(folder, "Theme 2") == ["Suicide", "Suicide"]
    (folder / "old.xlsx").write_bytes(xlsx({"Cases": rows[:2]}))
    (folder / "new.xlsx").unlink()
    assert_refused(imported(folder, "--mapping", mapping), "another version of this spreadsheet")


def test_nothing_personal_is_said(folder: Path) -> None:
    planted = "999 000 0018"
    rows = [
        ["Status", "Borough", f"Rang 07700 900123 {planted}", "Type"],
        ["Open", planted, planted, planted],
        ["Open", "Camden", "x", planted],
    ]
    (folder / "old.xlsx").write_bytes(xlsx({f"of {planted}": rows, "Other": [["a", "b"], ["c", planted]]}))
    plain = imported(folder)
    as_json = imported(folder, "--json", out="again.xlsx")
    mapping = (folder / "new.mapping.toml").read_text(encoding="utf-8")
    for said in (plain.out, plain.err, as_json.out, as_json.err, mapping):
        assert planted not in said
        assert "900123" not in said
    assert "(not shown)" in plain.out
    assert planted in str(returned(folder).rows), "and nothing is lost"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('"A" = "Colour"', "no column of the template"),
        ('"A" = 1', "put the answer in quotes"),
        ('"A" = Status', "no valid TOML"),
        ('[values."Themes"]\n"Neglct" = "Neglekt"', "not understood there"),
        ('[values."Colour"]\n"x" = "y"', "no column of the template"),
        ('[sheets]\n"Open" = "perhaps"', "write take or leave"),
    ],
)
def test_a_wrong_mapping_file_is_refused_in_one_sentence(line: str, says: str, folder: Path) -> None:
    (folder / "map.toml").write_text(f"[columns]\n{line}\n", encoding="utf-8")
    assert_refused(imported(folder, "--mapping", folder / "map.toml"), says)
    assert not (folder / "new.xlsx").exists()


def test_the_user_says_what_a_column_becomes(folder: Path) -> None:
    (folder / "map.toml").write_text(
        '[columns]\n"L" = "leave out"\n"E" = "carry"\n"F" = "Outcome date"\n', encoding="utf-8"
    )
    (folder / "old.xlsx").write_bytes(delimited(EXPORT))
    ran = imported(folder, "--mapping", folder / "map.toml", "--json")
    became = {one["header"]: one["becomes"] for one in ran.document["columns"]}
    assert (became["Ward name"], became["Adult/Child"], became["Age"]) == ("leave out", "carry", "Outcome date")
    assert {
        "sheet": "the text",
        "reason": "left out, as you asked",
        "cells": 2,
        "places": ["L2", "L3"],
    } in ran.document["in_no_record"]


def test_json_is_as_its_schema_says(folder: Path) -> None:
    (folder / "status.xlsx").write_bytes(xlsx(BY_STATUS))
    for file, status in (("old.xlsx", 1), ("export.csv", 0), ("status.xlsx", 1)):
        ran = imported(folder, "--json", file=file, out=f"of {file}.xlsx")
        assert (ran.status, ran.err) == (status, "")
        assert faults(ran.document, "import") == []
        found = ran.document["cells"]
        assert found["found"] == found["placed"] + found["carried"] + found["said"]


def test_a_sheet_that_does_not_exist_is_refused(folder: Path) -> None:
    assert_refused(imported(folder, "--sheet", "Archive"), "Master log")


@pytest.mark.ooxml
def test_microsofts_validator_finds_nothing_in_the_new_workbook(folder: Path) -> None:
    rows = [
        ["Status", "Borough", "Ward [a] #1\nmore", "ward [a] #1 more", "", "=1+1"],
        ["Open", "Camden", "=x", "y", "z", "w"],
    ]
    (folder / "old.xlsx").write_bytes(xlsx({"Cases": rows}))
    assert imported(folder).status == 0
    assert ooxml_errors(folder / "new.xlsx") == []
    assert strictness_faults((folder / "new.xlsx").read_bytes()) == []
