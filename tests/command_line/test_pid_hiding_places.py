"""Personal detail outside the records, a name or a number, is in nothing that any command writes or says.

Every personal detail here is made up: a name that nobody has, phone numbers that Ofcom keeps for drama.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.command_line.running import TODAY, Ran, scrt
from tests.workbook_templates.hiding_places import planted_everywhere

CANARIES = [
    pytest.param("rang 07700 900123", "of 07700 900123", "900123", id="a number"),
    pytest.param("seen by Mr Okonkwo-Zarnack", "Mr Okonkwo-Zarnack", "Zarnack", id="a name"),
]
"""A text, the same for short places, and what may stand nowhere."""


def written_by(out: Path) -> bytes:
    """All that a workbook holds, unpacked."""
    with zipfile.ZipFile(out) as archive:
        return b"".join(name.encode() + archive.read(name) for name in archive.namelist())


def said(ran: Ran) -> str:
    return f"{ran.out}{ran.err}".casefold()


@pytest.mark.parametrize(("text", "short", "never"), CANARIES)
def test_what_hides_outside_the_records_is_found_and_never_repeated(
    text: str, short: str, never: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(planted_everywhere(text, short=short))
    report, summary = tmp_path / "Report.xlsx", tmp_path / "Summary.xlsx"
    month = ("--month", "2024-10", "--region", "London", *TODAY)
    commands = [
        ("check", file, *TODAY),
        ("check", file, "--json", "--out", report, *TODAY),
        ("pid", "scan", file),
        ("pid", "scan", file, "--json"),
        ("consolidate", file, "--out", summary, *month),
        ("consolidate", file, "--out", summary, "--json", *month),
        ("template", "inspect", file),
        ("template", "inspect", file, "--json"),
    ]
    for command in commands:
        assert never.casefold() not in said(scrt(*command)), command
    for out in (report, summary):
        assert never.encode() not in written_by(out), out.name
    assert never.encode() in written_by(file), "the search finds what is there"


@pytest.mark.parametrize(("text", "short", "never"), CANARIES)
def test_a_check_names_each_hiding_place(text: str, short: str, never: str, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(planted_everywhere(text, short=short))
    findings = scrt("check", file, "--json", *TODAY).document["files"][0]["findings"]
    places = {(one["sheet"], one["column"]) for one in findings if one["rule"] in ("H01", "H02") and not one["row"]}
    assert {
        ("Cases", "note on cell F12"),
        ("Hidden notes", "cell B7"),
        ("Workbook", "document property Title"),
    } <= places


@pytest.mark.parametrize(("text", "short", "never"), CANARIES)
def test_lines_and_texts_are_never_repeated(text: str, short: str, never: str) -> None:
    lines = f'{{"id": 1, "text": "{text}"}}\n{text}\n{{"id": 2, "text": {{"{short}": 1}}}}\n["{short}"]\n'
    for words in (("scan", "--jsonl"), ("scan",), ("scan", "--json"), ("redact", "-", "--out", "-")):
        ran = scrt("pid", *words, stdin=lines.encode())
        assert never.casefold() not in said(ran), words
