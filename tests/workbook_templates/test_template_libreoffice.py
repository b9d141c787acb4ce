"""The template in a real spreadsheet program: dropdowns resolved, rows typed in, formulas worked out, rendered."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell

from reports.london_example import london_returns
from tests.libreoffice import Opened, opened, render
from tests.workbook_templates.summary_cells import NOT_STATED, SummaryCells
from tests.workbook_templates.template_example import FILLED, OCTOBER, ROWS
from validators.case_review import COLUMNS, CONTROLLED_COLUMNS, Column
from validators.vocabularies import vocabulary
from workbook_templates import layout
from workbook_templates.template import FilledReturn, template_bytes
from workbook_templates.template.cases import COLUMN_NUMBERS
from workbook_templates.template.checklist import HEADER_ROW
from workbook_templates.template.entry_rules import initials
from workbook_templates.template.needed_cells import to_complete
from workbook_templates.template.page import column_letters

pytestmark = pytest.mark.libreoffice

READY_ROWS = 12
HIDDEN_FROM = 13
"""The last column of the summary that is shown."""


def london_return() -> FilledReturn:
    """A return with some of the faults that real ones have."""
    one = london_returns()[0]
    heading = {"your_icb": one.icb_code, "reporting_month": one.reporting_month, "own_total": one.own_total}
    return FilledReturn(your_icb=heading, rows=one.rows)


def case_cell(header: str, row: int) -> tuple[str, str]:
    return "Cases", f"{column_letters(COLUMN_NUMBERS[header])}{row}"


INITIALS = {"AB": True, "ABCD": True, "ab/cd": True, "AB/CDE": True, "A": False, "ABCDE": False, "A1": False,
            "A B": False, "AB/": False, "AB/C": False, "AB/CD/EF": False, "/AB": False, "AB//CD": False}  # fmt: skip


def initials_formula(text: str) -> str:
    """The entry rule for initials with a text in the cell's place, as LibreOffice's own interface writes formulas."""
    formula: str = initials(f'"{text}"', "", "")["value"]
    return formula.replace(",", ";")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("templates")


@cache
def made(folder: Path, kind: str) -> Path:
    content = {
        "empty": lambda: template_bytes(icb="QMF", reporting_month=OCTOBER, ready_rows=READY_ROWS),
        "unnamed": lambda: template_bytes(ready_rows=READY_ROWS),
        "filled": lambda: template_bytes(filled=FILLED, ready_rows=READY_ROWS),
        "london": lambda: template_bytes(filled=london_return(), ready_rows=READY_ROWS),
    }[kind]()
    path = folder / f"{kind}.xlsx"
    path.write_bytes(content)
    return path


@pytest.fixture(scope="module")
def empty(folder: Path) -> Opened:
    below_the_table = layout.CASES_HEADER_ROW + READY_ROWS + 1_900
    return opened(
        made(folder, "empty"),
        typed={
            case_cell("Status", 5): "Open",
            case_cell("Review type", 5): "SAR Adult",
            case_cell("Date added", 5): 45_000,
            case_cell("Status", below_the_table): "Closed",
            ("Checklist", f"A{HEADER_ROW + 1}"): 1,
            ("Checklist", f"B{HEADER_ROW + 1}"): "Review type",
            ("Record", "B4"): 3,
            ("Your ICB", "B6"): "QKK",
        },
        dropdowns=[
            *(case_cell(column.header, 5) for column in CONTROLLED_COLUMNS),
            case_cell("Theme 1", below_the_table),
            ("Your ICB", "B6"),
            ("Your ICB", "B8"),
        ],
        formulas=[
            *(initials_formula(text) for text in INITIALS),
            '=COUNTIFS(flag_record;$Cases.$A5;flag_column;"Review type")',
            '=COUNTIFS(flag_record;$Cases.$A6;flag_column;"Review type")',
        ],
    )


@pytest.mark.parametrize(
    "column",
    [column for column in CONTROLLED_COLUMNS if column.vocabulary not in ("icbs", "local_authorities", "boards")],
    ids=lambda column: column.header,
)
def test_each_dropdown_offers_its_vocabulary(empty: Opened, column: Column) -> None:
    assert empty.lists[case_cell(column.header, 5)] == list(vocabulary(str(column.vocabulary)).codes)


def test_the_dropdowns_of_your_icb_and_of_rows_below_the_table(empty: Opened) -> None:
    assert empty.lists["Your ICB", "B6"] == [icb.code for icb in vocabulary("icbs").on(OCTOBER)]
    assert empty.lists["Your ICB", "B8"] == ["Whole", "Adults", "Children"]
    below_the_table = layout.CASES_HEADER_ROW + READY_ROWS + 1_900
    assert empty.lists[case_cell("Theme 1", below_the_table)] == list(vocabulary("themes").codes)


def test_typing_a_row_is_counted_at_once(empty: Opened) -> None:
    row = {"Status": "Open", "Review type": "SAR Adult", "Date added": date(2023, 3, 15)}
    assert empty.values["Cases"][case_cell(layout.TO_COMPLETE, 5)[1]] == to_complete(row)
    assert case_cell(layout.TO_COMPLETE, 6)[1] not in empty.values["Cases"]
    summary = SummaryCells(empty.values["Summary"])
    assert summary.month_end == (2, 1, 1, 0)
    assert summary.types["SAR Adult"] == (1, 1, 0, 0)
    assert summary.types[NOT_STATED] == (1, 0, 1, 0)


def test_the_icbs_name_follows_its_code(empty: Opened) -> None:
    assert empty.values["Your ICB"]["C6"] == "NHS South East London Integrated Care Board"


def test_a_finding_flags_its_own_record_and_column_only(empty: Opened) -> None:
    flagged = [value for formula, value in empty.answers.items() if "flag_record" in formula]
    assert flagged == [1, 0]
    assert empty.values["Checklist"][f"E{HEADER_ROW + 1}"] == "Cases!G5"


@pytest.mark.parametrize(("text", "good"), INITIALS.items())
def test_the_entry_rule_for_initials(empty: Opened, text: str, good: bool) -> None:
    assert empty.answers[initials_formula(text)] == float(good)


def test_the_record_that_is_asked_for_is_shown(folder: Path) -> None:
    shown = opened(made(folder, "filled"), typed={("Record", "B4"): 8}).values["Record"]
    labels = {shown[f"A{row}"]: shown.get(f"B{row}") for row in range(4, 60) if f"A{row}" in shown}
    expected = {column.header: ROWS[7].get(column.header) for column in COLUMNS[1:]}
    assert (
        list(labels).index("Identifier reference 1") < list(labels).index("Overview") < list(labels).index("Comments")
    )
    assert labels[layout.TO_COMPLETE] == to_complete(ROWS[7])
    zero = date(1899, 12, 30)
    for header, value in expected.items():
        assert labels[header] == ((value - zero).days if isinstance(value, date) else value)
    assert labels["Its row on Cases"] == 12
    nobody = opened(made(folder, "filled"), typed={("Record", "B4"): 999}).values["Record"]
    assert nobody["B5"] == "There is no such record"
    assert not {f"B{row}" for row in range(8, 60)} & set(nobody)


@pytest.mark.parametrize("kind", ["filled", "london", "unnamed"])
def test_the_values_written_beside_the_formulas_are_those_that_calc_works_out(folder: Path, kind: str) -> None:
    path = made(folder, kind)
    worked_out = opened(path).values
    formulas, shown = load_workbook(path), load_workbook(path, data_only=True)
    compared = 0
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row if is_worked_out(cell)):
            written = shown[sheet.title][cell.coordinate].value
            if hasattr(written, "date"):
                written = (written.date() - date(1899, 12, 30)).days
            found = worked_out[sheet.title].get(cell.coordinate)
            assert (written or None) == (found or None), f"{sheet.title} {cell.coordinate}"
            assert (written == 0) == (found == 0), f"{sheet.title} {cell.coordinate}"
            compared += 1
    assert compared > 900


def is_worked_out(cell: Cell) -> bool:
    """A cell with a formula, or one that is filled by the array formula above it on the summary's hidden columns."""
    return cell.data_type == "f" or (cell.parent.title == "Summary" and cell.column > HIDDEN_FROM and cell.row > 4)


def test_a_row_with_any_one_cell_filled_in_is_a_record(folder: Path) -> None:
    rows = [{column.header: "x"} for column in COLUMNS[1:] for _ in range(2)]
    path = folder / "sparse.xlsx"
    path.write_bytes(
        template_bytes(filled=FilledReturn(rows=[each for row in rows for each in (row, {})]), ready_rows=1)
    )
    workbook = opened(path)
    assert SummaryCells(workbook.values["Summary"]).month_end[0] == len(rows) == 80
    letters = column_letters(COLUMN_NUMBERS[layout.TO_COMPLETE])
    begun = [cell for cell in workbook.values["Cases"] if cell.rstrip("0123456789") == letters]
    assert len(begun) == 1 + len(rows)


def test_calc_opens_it_where_work_begins(folder: Path, empty: Opened) -> None:
    assert empty.cursor == ("Cases", "B5")
    assert opened(made(folder, "unnamed")).cursor == ("Your ICB", "B6")


def test_every_sheet_can_be_rendered(folder: Path, tmp_path: Path) -> None:
    pictures = render(made(folder, "filled"), tmp_path / "pictures")
    assert len(pictures) >= len(layout.ALL_SHEETS)
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
