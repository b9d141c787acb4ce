"""`scrt region new`, and a pack that a run is given: its lists, its closing rule and its return date are used."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.command_line.running import TODAY, assert_refused, scrt
from tests.command_line.test_last_month import table
from tests.reports.made_up_returns import OPEN_SAR, return_bytes

CLOSED: dict[str, Any] = {
    **OPEN_SAR,
    "Status": "Closed",
    "Date closed": date(2024, 9, 2),
    "Publication status": "Embargoed",
}


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    ran = scrt("region", "new", "south west", "--out", "pack")
    assert (ran.status, ran.err) == (0, "")
    settings = tmp_path / "pack" / "region.toml"
    text = settings.read_text(encoding="utf-8").replace('closing = "and"', 'closing = "or"')
    text = text.replace("# return_by_working_day = 5", "return_by_working_day = 1")
    settings.write_text(text.replace('contact = ""', 'contact = "The regional office"'), encoding="utf-8")
    return tmp_path / "pack"


def rules_found(*words: object) -> set[str]:
    return {each["rule"] for each in scrt("check", "a.xlsx", "--json", *TODAY, *words).document["files"][0]["findings"]}


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_pack_is_used_by_every_process_and_printed(pack: Path, jobs: int) -> None:
    for icb in ("QOX", "QJK"):
        (pack.parent / f"{icb}.xlsx").write_bytes(return_bytes(CLOSED, icb=icb))
    asked = ("consolidate", "QOX.xlsx", "QJK.xlsx", "--month", "2024-10", "--jobs", jobs, *TODAY)
    assert scrt(*asked, "--out", "plain.xlsx").status == 0
    assert scrt(*asked, "--out", "own.xlsx", "--region", "pack").status == 0
    rules = [{row["Rule"] for row in table(pack.parent / name, "findings")} for name in ("plain.xlsx", "own.xlsx")]
    assert "D01" in rules[0]
    assert "D01" not in rules[1]
    words = said_in(pack.parent / "own.xlsx")
    assert "Closed: report completed and signed off, or published or under embargo." in words
    assert "Whom to ask: The regional office." in words
    assert "Returns are due by 1 November 2024. Saved later: QJK and QOX." in words


def said_in(path: Path) -> str:
    import openpyxl

    book = openpyxl.load_workbook(path)
    return " ".join(
        str(cell.value) for name in ("Summary", "Returns") for row in book[name] for cell in row if cell.value
    )


def test_a_check_and_a_new_template_go_by_the_pack(pack: Path) -> None:
    (pack.parent / "a.xlsx").write_bytes(return_bytes(CLOSED, icb="QOX"))
    assert "D01" in rules_found()
    assert "D01" not in rules_found("--region", pack)
    (pack / "local_authorities.csv").write_text("name\nWiltshire\n", encoding="utf-8")
    (pack / "local_authority_icbs.csv").write_text("local_authority,icb\nWiltshire,QOX\n", encoding="utf-8")
    (pack / "boards.csv").write_text(
        "name,kind,local_authorities\nShared Adults Board,SAB,Wiltshire\n", encoding="utf-8"
    )
    assert scrt("template", "new", "new.xlsx", "--icb", "QOX", "--region", "pack").status == 0
    content = (pack.parent / "new.xlsx").read_bytes()
    from workbook_templates.reading import read_any_workbook

    assert "Shared Adults Board" in {text.text for text in read_any_workbook(content).texts}


def test_a_pack_is_never_written_over_and_london_s_is_a_copy_of_its_own(pack: Path) -> None:
    before = (pack / "region.toml").read_bytes()
    assert_refused(scrt("region", "new", "London", "--out", "pack"), "pack: this is there already", "--out")
    assert (pack / "region.toml").read_bytes() == before
    assert scrt("region", "new", "London").status == 0
    assert len((pack.parent / "London" / "boards.csv").read_text(encoding="utf-8").splitlines()) == 94


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("region", "new"), "NAME"),
        (("region", "new", "Wessex"), "there is no NHS region"),
        (("region", "new", "England"), "name one of its regions"),
        (("region", "new", "London", "--out", "none/pack"), "none/pack"),
        (
            ("consolidate", "a.xlsx", "--month", "2024-10", "--out", "b.xlsx", "--region", "."),
            "there is no region.toml",
        ),
        (("check", "a.xlsx", "--region", "."), "there is no region.toml"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(
    words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_refused(scrt(*words), said)
    assert list(tmp_path.iterdir()) == []
