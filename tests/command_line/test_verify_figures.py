"""`scrt verify-figures`: each sum that does not hold is named, and nothing else is."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from reports.typed_figures.reading import read_typed_figures
from reports.typed_figures.verifying import verify_figures
from tests.command_line.json_schemas import faults
from tests.command_line.running import TODAY, scrt
from tests.reports.made_up_returns import OPEN_SAR, return_bytes

HEADER = "Review type,Total,Open,Closed\n"
MONTHS = "Month,Total,Open,Closed\nSep 2024,4,2,2\nOct 2024,5,3,2\n\n"
LATEST, SUB, OCT = "latest month (Oct 2024)", "Subtotal", "Oct-24"
LONDON = {
    "monthly_totals": [{"month": "2024-10", "total": 396, "open": 178, "closed": 218}],
    "review_types_as_printed": [
        {"review_type": "DHR Adult", "total": 395, "open": 177, "closed": 218},
        {"review_type": "DHR Child", "total": 1, "open": 0, "closed": 0},
        {"review_type": "London Total", "total": 396, "open": 178, "closed": 218},
    ],
}


def told(text: str) -> list[tuple[str, str, int, int]]:
    found = verify_figures(read_typed_figures(text.encode()))
    return [(fault.row, fault.column, fault.says, fault.should_be) for fault in found]


def test_a_row_and_a_column_that_lack_the_same_are_one_fault(tmp_path: Path) -> None:
    file = tmp_path / "London.json"
    file.write_text(json.dumps(LONDON), encoding="utf-8")
    ran = scrt("verify-figures", file)
    assert ran.status == 1
    first, last = ran.out.splitlines()
    assert first.startswith("review_types_as_printed, DHR Child: open says 0 and should be 1: ")
    assert "open column adds to 177 where London Total has 178" in first
    assert last == "1 figure does not add up in 2 tables, 4 rows."
    document = scrt("verify-figures", file, "--json").document
    assert faults(document, "verify_figures") == []
    assert len(document["faults"]) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEADER + "SAR,3,1,2\nDHR,2,2,0\nTotal,5,3,2\n", []),
        (HEADER + "SAR,4,1,2\n", [("SAR", "total", 4, 3)]),
        (HEADER + "SAR,3,1,2\nDHR,2,2,0\nTotal,6,3,3\n", [("Total", "total", 6, 5), ("Total", "closed", 3, 2)]),
        (MONTHS + HEADER + "SAR,3,1,2\nDHR,2,2,0\n", []),
        (MONTHS + HEADER + "SAR,3,1,2\n", [(LATEST, "total", 5, 3), (LATEST, "open", 3, 1)]),
        (MONTHS + HEADER + "SAR,3,1,2\nAll,3,1,2\n", [("All", "total", 3, 5), ("All", "open", 1, 3)]),
        (HEADER + "A,1,1,0\nSubtotal,1,1,0\nB,2,1,1\nSubtotal,2,1,1\nC,1,1,0\nTotal,4,3,1\n", []),
        (HEADER + "Total so far,9,5,4\nA,1,1,0\nSubtotal,1,1,0\nTotal,1,1,0\n", []),
        (HEADER + "SAR,1,0,4\nDHR,5,5,0\nTotal,6,2,4\n", [("SAR", "total", 1, 4), ("Total", "open", 2, 5)]),
        (MONTHS.strip() + "\nTotal,9,5,4\n", []),
        (HEADER + "A,1,1,0\nSubtotal,2,1,1\nTotal,1,1,0\n", [(SUB, "total", 2, 1), (SUB, "closed", 1, 0)]),
        ("Month,Total,Open,Closed\nOct-24,5,3,2\nOct-24,6,4,2\n", [(OCT, "total", 6, 5), (OCT, "open", 4, 3)]),
        ("Type,Total,Open,Closed,Status not stated\nSAR,4,1,2,1\nTotal,4,1,2,1\n", []),
        ("Open,Closed,Total\n1,2,3\n1,1,3\n", [("row 3", "total", 3, 2)]),
        (HEADER + 'SAR,"1,204",204,"1,000"\nTotal,"1,204",204,"1,000"\n', []),
        (HEADER + "SAR,3,1,2\nTotal,3,1,2\n\nTheme,CSPR,SAR,DHR\nNeglect,3,9,9\n", []),
    ],
)  # fmt: skip
def test_what_does_not_add_up(text: str, expected: list[tuple[str, str, int, int]]) -> None:
    assert told(text) == expected


COUNTS = st.integers(0, 500)


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=8), st.data())
def test_a_table_that_adds_up_has_no_fault_and_one_wrong_figure_is_seen(
    parts: list[tuple[int, int]], data: st.DataObject
) -> None:
    rows = [[opened + closed, opened, closed] for opened, closed in parts]
    rows.append([sum(column) for column in zip(*rows, strict=True)])

    def text() -> str:
        return HEADER + "".join(
            f"{'Total' if row is rows[-1] else f'type {number}'},{','.join(map(str, row))}\n"
            for number, row in enumerate(rows)
        )

    assert told(text()) == []
    row, column = data.draw(st.sampled_from(rows)), data.draw(st.integers(0, 2))
    row[column] += data.draw(st.integers(1, 9))
    assert told(text())


def test_a_count_that_is_no_number_is_said_and_not_guessed(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(HEADER + "SAR,3,<5,2\nTotal,3,1,2\n", encoding="utf-8")
    ran = scrt("verify-figures", file)
    assert ran.status == 0
    assert "the table at row 1, SAR: open holds no count, so its sums are not checked." in ran.out


def test_a_workbook_with_blocks_side_by_side(tmp_path: Path) -> None:
    file = tmp_path / "Deck.xlsx"
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("Numbers")
        sheet.write_row(2, 1, ["Type", "Total", "Open", "Closed", "", "ICB", "Total", "Open", "Closed"])
        sheet.write_row(3, 1, ["SAR", 3, 1, 2, "", "NCL", 4, 1, 2])
    ran = scrt("verify-figures", file)
    assert ran.status == 1
    assert "Numbers, the table at row 3, NCL: total says 4 and should be 3: open 1 + closed 2 = 3." in ran.out
    assert "SAR: total" not in ran.out


def test_a_summary_of_ours_adds_up_until_a_figure_is_changed(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(return_bytes(OPEN_SAR, {**OPEN_SAR, "Record no.": 2, "Status": None}))
    out = tmp_path / "Summary.xlsx"
    scrt("consolidate", tmp_path / "a.xlsx", "--month", "2024-10", "--out", out, *TODAY)
    ran = scrt("verify-figures", out)
    assert ran.status == 0, ran.out
    assert "Everything adds up" in ran.out
    workbook = openpyxl.load_workbook(out)
    cells = workbook["Summary"]
    head = next(cell for row in cells.iter_rows() for cell in row if cell.value == "Total")
    cells.cell(head.row + 1, head.column).value = 77
    workbook.save(out)
    ran = scrt("verify-figures", out)
    assert ran.status == 1
    assert f"Summary, the table at row {head.row}" in ran.out


def test_a_month_may_stand_once_for_each_of_several(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    head = "ICB,Month,Total,Open,Closed\n"
    file.write_text(f"{head}North,2024-09,3,1,2\nNorth,2024-10,4,2,2\nSouth,2024-09,1,1,0\n", encoding="utf-8")
    assert scrt("verify-figures", file).status == 0
    file.write_text(f"{head}North,2024-09,3,1,2\nSouth,2024-09,1,1,0\nNorth,2024-09,4,2,2\n", encoding="utf-8")
    ran = scrt("verify-figures", file)
    assert ran.status == 1
    assert "the month stands twice, at row 2 first" in ran.out


def test_a_bridge_ends_in_its_sum_and_may(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    months = "Month,Total,Open,Closed\n2024-09,3,1,2\n2024-10,5,2,3\n\n"
    bridge = "Step,Total,Open,Closed\nLast month,3,1,2\nNew,2,1,1\nThis month,{},2,3\n"
    file.write_text(months + bridge.format(5), encoding="utf-8")
    assert scrt("verify-figures", file).status == 0
    file.write_text(months + bridge.format(6), encoding="utf-8")
    assert scrt("verify-figures", file).status == 1


def test_a_label_with_personal_details_is_not_repeated(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(HEADER + "rang 07700 900123,4,1,2\n", encoding="utf-8")  # made up
    for words in ((), ("--json",)):
        ran = scrt("verify-figures", file, *words)
        assert ran.status == 1
        assert "900123" not in ran.out + ran.err
        assert "row 2 (name withheld)" in ran.out


@pytest.mark.parametrize("content", [b"{", b"[" * 100_000, b"{}", b"", b"a,b\n1,2\n", b"PK\x03\x04"])
def test_what_cannot_be_read_gets_one_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(content)
    ran = scrt("verify-figures", file)
    assert (ran.status, ran.out, len(ran.faults)) == (2, "", 1)


def test_the_deck_of_october_2024_has_one_fault() -> None:
    published = resources.files("reports.london_example").joinpath("london_2024_10.json").read_bytes()
    found = verify_figures(read_typed_figures(published))
    assert [(fault.row, fault.column, fault.says, fault.should_be) for fault in found] == [("DHR Child", "open", 0, 1)]
    assert "adds to 177 where London Total has 178" in found[0].message


def test_a_bridge_with_a_step_that_takes_away(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    months = "Month,Total,Open,Closed\n2024-09,3,2,1\n2024-10,3,1,2\n\n"
    bridge = "Step,Meaning,Total,Open,Closed\nSeptember 2024,,3,2,1\nClosed,,0,{},1\nOctober 2024,,3,1,2\n"
    file.write_text(months + bridge.format(-1), encoding="utf-8")
    assert scrt("verify-figures", file).out.startswith("Everything adds up")
    file.write_text(months + bridge.format(-2), encoding="utf-8")
    assert scrt("verify-figures", file).status == 1
