"""Every JSON document that a command prints is as its schema in docs says, and so is every example in docs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.command_line.json_schemas import SCHEMAS, faults
from tests.command_line.running import TODAY, scrt
from tests.reports.made_up_returns import OPEN_SAR, SEPTEMBER, return_bytes
from validators.rules import required
from validators.vocabularies import VOCABULARY_NAMES

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "json.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Returns of each kind: fine, full of faults, of another month, superseded, identical, unreadable."""
    faulty = {"Record no.": "somebody", "Status": "Perhaps", "Date added": "some day", "Theme 1": "Neglct"}
    (tmp_path / "a.xlsx").write_bytes(return_bytes(OPEN_SAR, faulty, number=2))
    (tmp_path / "b.xlsx").write_bytes(return_bytes(OPEN_SAR))
    (tmp_path / "c.xlsx").write_bytes(return_bytes(OPEN_SAR, faulty, number=2))
    (tmp_path / "d.xlsx").write_bytes(return_bytes(OPEN_SAR, icb="QKK", month=SEPTEMBER))
    (tmp_path / "e.xlsx").write_bytes(b"nothing")
    return tmp_path


def document(*words: object) -> Any:
    return scrt(*words, "--json").document


def test_check(folder: Path) -> None:
    found = document("check", *sorted(folder.iterdir()), folder / "none.xlsx", *TODAY)
    assert faults(found, "check") == []
    assert {file["status"] for file in found["files"]} == {"findings", "refused"}
    assert any(file["not_checked"] for file in found["files"])


def test_check_of_a_rule_that_crashed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> str:
        raise ZeroDivisionError("999 000 0018")  # made up

    # A01 and others say with it how a cell is missing.
    monkeypatch.setattr(required, "emptiness", crash)
    (folder / "f.xlsx").write_bytes(return_bytes({"Comments": "x"}))
    ran = scrt("check", folder / "f.xlsx", "--json", *TODAY)
    assert faults(ran.document, "check") == []
    crashed = {each["rule"]: each for each in ran.document["files"][0]["crashed"]}
    assert crashed["A01"] == {"rule": "A01", "row": 5, "record": "1", "error": "ZeroDivisionError"}
    assert ran.status == 1
    assert all("our own fault (ZeroDivisionError)" in line for line in ran.faults)
    assert len(ran.faults) == len(crashed)
    assert "999" not in ran.out + ran.err


def test_consolidate(folder: Path) -> None:
    found = document("consolidate", folder, "--month", "2024-10", "--out", folder / "Summary.xlsx", *TODAY)
    assert faults(found, "consolidate") == []
    assert [file["status"] for file in found["files"]] == [
        "counted",
        "superseded",
        "identical",
        "set aside",
        "set aside",
    ]


def test_consolidate_without_anything_to_read(folder: Path) -> None:
    out = folder / "Summary.xlsx"
    found = document("consolidate", folder / "e.xlsx", "--month", "2024-10", "--out", out, *TODAY)
    assert faults(found, "consolidate") == []
    assert [found[key] for key in ("summary", "total", "open", "closed", "status_not_stated")] == [None] * 5


def test_reconcile(folder: Path) -> None:
    found = document("reconcile", folder / "b.xlsx", folder, "--out", folder / "Report.xlsx", *TODAY)
    assert faults(found, "reconcile") == []
    assert [one["left_out"] is None for one in found["returns"]].count(True) == 2


def test_export(folder: Path) -> None:
    scrt("consolidate", folder / "b.xlsx", "--month", "2024-10", "--out", folder / "Summary.xlsx", *TODAY)
    asked = ("--out", folder / "feed", "--audience", "internal")
    assert faults(document("export", folder / "Summary.xlsx", *asked), "export") == []


def test_rules() -> None:
    assert faults(document("rules"), "rules") == []


def test_vocabularies() -> None:
    assert faults(document("vocabulary"), "vocabularies") == []


@pytest.mark.parametrize("name", VOCABULARY_NAMES)
def test_vocabulary(name: str) -> None:
    assert faults(document("vocabulary", name), "vocabulary") == []


def test_every_schema_is_named_in_the_guide_and_nothing_else_is() -> None:
    assert set(re.findall(r"\(schemas/(\w+)\.json\)", GUIDE)) == {path.stem for path in SCHEMAS.iterdir()}


def test_every_key_of_a_schema_is_described_by_its_kind() -> None:
    for path in SCHEMAS.iterdir():
        text = json.loads(path.read_text(encoding="utf-8"))
        assert text["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert text["properties"]["version"] == {"const": 1}
        assert text["title"].startswith("scrt ")


def test_the_guide_s_examples_are_as_their_schemas_say() -> None:
    examples = re.findall(r"^## ([\w ]+)\n\n```json\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    assert [name for name, _ in examples] == ["check", "pid scan", "consolidate", "inspect"]
    for name, text in examples:
        assert faults(json.loads(text), name.replace(" ", "_")) == []


def test_a_document_that_departs_from_its_schema_is_seen() -> None:
    finding = {"sheet": "Cases", "row": 0, "column": "Status", "rule": "A1", "severity": "bad", "message": 1, "why": ""}
    file = {"file": "a.xlsx", "status": "ok", "rows": True, "findings": [finding], "not_checked": [], "crashed": []}
    assert faults({"version": 2, "files": [file]}, "check") == [
        "$.version: 2 is not 1",
        "$.files[0].rows: True is not integer",
        "$.files[0].findings[0]: record is missing",
        "$.files[0].findings[0]: fix is missing",
        "$.files[0].findings[0].row: 0 is less than 1",
        "$.files[0].findings[0].rule: 'A1' does not match ^[A-Z]\\d{2}$",
        "$.files[0].findings[0].severity: 'bad' is none of ['error', 'warning', 'advice']",
        "$.files[0].findings[0].message: 1 is not string",
        "$.files[0].findings[0]: nobody has documented why",
    ]
