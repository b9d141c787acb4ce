"""Personal detail of a return is in nothing that the command line writes or says.

Every personal detail here is made up: NHS numbers of the test range 999, phone numbers that Ofcom keeps for drama,
e-mail addresses at example.org.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.command_line.running import TODAY, Ran, assert_refused, scrt, scrt_program
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from tests.workbook_templates.reading_workbook import HEADING, write_cell, written
from validators.case_review import COLUMNS
from workbook_templates.layout import HEADERS, TO_COMPLETE

PLANTED = "Known as 999 000 0018, rang 07700 900123, wrote from a.person@example.org"
NEVER = ("999 000 0018", "9990000018", "07700 900123", "07700900123", "900123", "a.person", "example.org")
ADDED = ("Contact 07700 900123", "999 000 0018", "Number", "Ward")
REFERENCES = [column.header for column in COLUMNS if column.kind == "reference"]
MISNAMED = "NHS 999 000 0018 a.person@example.org.xlsx"


def planted(*, icb: str = "QMF", month: date = date(2024, 10, 31)) -> bytes:
    """A return with personal detail wherever it can stand: every column, added ones and their headers, Your ICB."""
    headers = [*HEADERS, TO_COMPLETE, *ADDED]
    filled = [header for header in headers if header != TO_COMPLETE]
    rows: list[dict[str, object]] = [{"Date added": date(2024, 3, 4), header: PLANTED} for header in filled]
    rows += [{"Comments": "x", header: 9990000018} for header in filled if header not in REFERENCES]
    rows += [{**row, "Date added": date(2024, 11, 20)} for row in rows if "Date added" in row]
    rows += [{"Theme 1": "Neglect 07700900123", "Status": "Open 9990000018", "Ward": PLANTED}]

    def spoil(book: Any, cases: Any) -> None:
        for number, row in enumerate(rows):
            for header, value in row.items():
                write_cell(book, cases, 4 + number, headers.index(header), value)

    heading = HEADING | {"your_icb": icb, "reporting_month": month, "completed_by": PLANTED, "return_part": PLANTED}
    return written("", headers=headers, heading=heading, spoil=spoil)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "returns"
    (folder / "of 07700 900123").mkdir(parents=True)
    (folder / "sound.xlsx").write_bytes(return_bytes(OPEN_SAR, icb="QKK"))
    (folder / MISNAMED).write_bytes(planted())
    (folder / "of 07700 900123" / "a.xlsx").write_bytes(planted(icb="QWE", month=date(2024, 9, 30)))
    (folder / "a.person@example.org.xlsx").write_bytes(b"no workbook")
    return folder


def found_in(texts: Sequence[str | bytes]) -> list[str]:
    """Which planted words stand in any of the texts."""
    whole = [text if isinstance(text, bytes) else text.encode() for text in texts]
    return [word for word in NEVER if any(word.encode() in text for text in whole)]


def parts(workbook: Path) -> list[bytes]:
    """Every part of a workbook, unpacked."""
    with zipfile.ZipFile(workbook) as archive:
        return [name.encode() + archive.read(name) for name in archive.namelist()]


def consolidate(folder: Path, out: Path, *words: object) -> Ran:
    return scrt("consolidate", folder, "--month", "2024-10", "--out", out, "--region", "London", *TODAY, *words)


def test_nothing_planted_is_in_the_summary_nor_on_either_stream(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "Summary.xlsx"
    plain, as_json = consolidate(folder, out), consolidate(folder, out, "--json")
    assert plain.status == as_json.status == 1
    summary = parts(out)
    assert found_in([plain.out, plain.err, as_json.out, as_json.err, *summary]) == []
    assert found_in(parts(folder / MISNAMED)) != [], "the search finds what is there"
    assert b"[withheld: NHS number]" in b"".join(summary)
    assert as_json.document["total"] == 1 + as_json.document["files"][0]["rows_counted"]


def test_a_month_later_nothing_planted_is_in_the_changes(folder: Path, tmp_path: Path) -> None:
    october, november = tmp_path / "October.xlsx", tmp_path / "November.xlsx"
    consolidate(folder, october)
    (folder / MISNAMED).write_bytes(planted(month=date(2024, 11, 30)))
    words = ("--month", "2024-11", "--out", november, "--previous", october, "--region", "London", *TODAY)
    ran = scrt("consolidate", folder, *words)
    assert ran.status == 1
    assert found_in([ran.out, ran.err, *parts(november)]) == []


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_nothing_planted_is_said_by_a_check(words: tuple[str, ...], folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    ran = scrt("check", *files, *TODAY, *words)
    assert ran.status == 1
    assert found_in([ran.out, ran.err]) == []
    assert "H01" in ran.out


def test_the_program_itself_says_nothing_planted(folder: Path) -> None:
    ran = scrt_program("check", *sorted(path for path in folder.rglob("*") if path.is_file()), "--json", *TODAY)
    assert ran.status == 1
    assert found_in([ran.out, ran.err]) == []
    assert len(ran.document["files"]) == 4


def test_a_file_whose_name_holds_personal_detail_is_known_by_its_place(folder: Path, tmp_path: Path) -> None:
    ran = consolidate(folder, tmp_path / "Summary.xlsx", "--json")
    assert [(file["file"], file["status"]) for file in ran.document["files"]] == [
        ("file 1 (name withheld)", "counted"),
        ("file 2 (name withheld)", "set aside"),
        ("file 3 (name withheld)", "set aside"),
        ("sound.xlsx", "counted"),
    ]
    assert [line.split(":")[1].strip() for line in ran.faults] == ["file 2 (name withheld)", "file 3 (name withheld)"]


def test_a_check_knows_files_by_their_place_among_those_given(folder: Path) -> None:
    ran = scrt("check", folder / "sound.xlsx", folder / MISNAMED, *TODAY, "--json")
    assert [file["file"] for file in ran.document["files"]] == [str(folder / "sound.xlsx"), "file 2 (name withheld)"]


def test_a_file_is_chosen_by_the_name_that_is_shown_or_by_its_path(tmp_path: Path) -> None:
    for number, name in enumerate(("a.xlsx", MISNAMED)):
        (tmp_path / name).write_bytes(return_bytes(OPEN_SAR, own_total=number))
    files = [tmp_path / "a.xlsx", tmp_path / MISNAMED]
    for name in ("file 2 (name withheld)", tmp_path / MISNAMED):
        words = ("--month", "2024-10", "--out", tmp_path / "Summary.xlsx", "--choose", name, "--json")
        ran = scrt("consolidate", *files, *words)
        assert [file["status"] for file in ran.document["files"]] == ["superseded", "counted"]


def test_a_name_that_holds_personal_detail_is_not_repeated_by_a_refusal(tmp_path: Path) -> None:
    sound = tmp_path / "sound.xlsx"
    sound.write_bytes(return_bytes(OPEN_SAR))
    out, none = tmp_path / "Summary.xlsx", tmp_path / MISNAMED
    asked = ("--month", "2024-10", "--out", out, *TODAY)
    refused = [
        scrt("check", none),
        scrt("consolidate", none, *asked),
        scrt("consolidate", sound, *asked, "--previous", none),
        scrt("consolidate", sound, *asked, "--choose", none),
    ]
    for ran in refused:
        assert_refused(ran, "(name withheld)")
        assert found_in([ran.err]) == []
