"""`scrt merge`: one workbook out of several, all that was done told, and nothing written where that cannot be."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.command_line.json_schemas import faults
from tests.command_line.running import TODAY, assert_refused, scrt
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from workbook_templates.reading import read_return

MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 30)


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    twice = {**OPEN_SAR, "Identifier type 1": "StEIS", "Identifier reference 1": "2021/12345"}
    for name, rows in (("Adults", (OPEN_SAR, twice)), ("Children", (twice, OPEN_SAR, OPEN_SAR))):
        (tmp_path / f"{name}.xlsx").write_bytes(return_bytes(*rows, part=name, own_total=len(rows)))
    return [tmp_path / "Adults.xlsx", tmp_path / "Children.xlsx"]


def test_parts_become_one_return_that_is_read_like_any_other(parts: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "QMF.xlsx"
    ran = scrt("merge", *parts, "--out", out, *TODAY)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[:5] == [
        f"{out}: QMF, 5 records of 2 workbooks",
        f"{parts[0]} (QMF, Adults): 2 records in rows 5 to 6",
        f"{parts[1]} (QMF, Children): 3 records in rows 7 to 9",
        "  Record numbers that another part has taken are other ones now: 1 to 2 are 4 to 5.",
        ran.out.splitlines()[4],
    ]
    assert f"The same reference stands in {parts[0]} row 6 and {parts[1]} row 5: both records are kept." in ran.out
    before = [path.read_bytes() for path in parts]
    assert read_return(out.read_bytes()).your_icb.own_total == 5
    assert [path.read_bytes() for path in parts] == before


@pytest.mark.parametrize("command", [("merge",), ("template", "upgrade")])
def test_what_was_done_as_json(command: tuple[str, ...], parts: list[Path], tmp_path: Path) -> None:
    found: Any = scrt(*command, *parts, "--out", tmp_path / "QMF.xlsx", "--json", *TODAY).document
    assert faults(found, "merge") == []
    assert (found["icb"], found["part"], found["records"]) == ("QMF", "Whole", 5)
    assert [one["origins_written"] for one in found["parts"]] == [2, 3]
    other = scrt(*command, parts[0], tmp_path / "none.xlsx", "--out", tmp_path / "b.xlsx", "--json", *TODAY)
    assert_refused(other, "none.xlsx", "no such file")
    (tmp_path / "text.xlsx").write_bytes(b"nothing")
    refused = scrt(*command, parts[0], tmp_path / "text.xlsx", "--out", tmp_path / "b.xlsx", "--json", *TODAY)
    assert faults(refused.document, "merge") == []
    assert (refused.status, refused.document["status"]) == (2, "refused")


def test_a_merged_return_closes_the_bridge_over_a_merger(tmp_path: Path) -> None:
    march, april = tmp_path / "march", tmp_path / "april"
    march.mkdir(), april.mkdir()
    for icb, rows in (("QMJ", 2), ("QRV", 3), ("QMF", 1)):
        (march / f"{icb}.xlsx").write_bytes(return_bytes(*[OPEN_SAR] * rows, icb=icb, month=MARCH))
    (april / "QMF.xlsx").write_bytes(return_bytes(OPEN_SAR, icb="QMF", month=APRIL))
    asked = ("--month", "2026-04", "--out", april / "Z9B2Z.xlsx")
    assert scrt("merge", march / "QMJ.xlsx", march / "QRV.xlsx", *asked, *TODAY).status == 0
    last, now = tmp_path / "03.xlsx", tmp_path / "04.xlsx"
    scrt("consolidate", march, "--month", "2026-03", "--out", last, *TODAY)
    ran = scrt("consolidate", april, "--month", "2026-04", "--out", now, "--previous", last, *TODAY)
    assert ran.out.splitlines()[1] == "6 reviews: 6 open, 0 closed"
    changes = table(now, "changes")
    assert {row["Change"] for row in changes} == {"ICB changed"}
    assert len(changes) == 5


def table(path: Path, name: str) -> list[dict[str, Any]]:
    from tests.command_line.test_last_month import table as read

    return read(path, name)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("merge",), "PART.xlsx..."),
        (("merge", "a.xlsx"), "--out"),
        (("merge", "a.xlsx", "--out", "b.xlsx"), "name every part"),
        (("merge", "a.xlsx", "a.xlsx", "--out", "b.xlsx"), "named twice"),
        (("merge", "a.xlsx", "b.xlsx", "--out", "c.xls"), ".xlsx"),
        (("merge", "a.xlsx", "b.xlsx", "--out", "b.xlsx"), "one of the files to read"),
        (("merge", "a.xlsx", "b.xlsx", "--out", "c.xlsx"), "no such file"),
        (("merge", "a.xlsx", "b.xlsx", "--out", "c.xlsx", "--icb", "QZZ"), "QZZ"),
        (("merge", "a.xlsx", "b.xlsx", "--out", "c.xlsx", "--month", "May"), "YYYY-MM"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(
    words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_refused(scrt(*words), said)
    assert list(tmp_path.iterdir()) == []
