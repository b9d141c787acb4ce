"""Spreadsheets as teams kept them before there was a template; every case, person and number in them is made up."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from openpyxl import Workbook

Rows = Sequence[Sequence[object]]


def xlsx(sheets: Mapping[str, Rows], *, merged: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """A workbook of plain sheets; `merged` are ranges by sheet."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    cell = sheet.cell(number, column, value)
                    # A text that begins with an equals sign is no formula here.
                    cell.data_type = "s" if isinstance(value, str) else cell.data_type
        for area in (merged or {}).get(name, ()):
            sheet.merge_cells(area)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def delimited(rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Rows as a text file."""
    import csv

    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


TIDY: Rows = [
    ["Safeguarding case reviews - master log", None, None, None, None, None, None, None, None, None],
    ["Last updated 3 October 2024"],
    [],
    [
        "No.", "StEIS no", "Type", "LA", "CSP/SAB", "Date of incident", "Date opened", "Status", "Lead", "Abuse type",
        "Current position", "Published?", "Weblink",
    ],
    [
        1, "2021/12345", "Adult SAR", "Camden", "Camden Safeguarding Adults Partnership Board", "12/03/2021",
        date(2021, 5, 4), "O", "AB", "Neglect, Self-neglect", "Panel met twice; report being drafted by the author.",
        "To be published", None,
    ],
    [
        2, "2022/4711", "SAR", "LB Islington", "Islington SAB", "March 2022", datetime(2022, 6, 1, 9, 30), "Closed",
        "CD", "Neglct; DV; MH; Suicide", "Published and shared with all partners in the borough.", "Y",
        "https://example.org/report",
    ],
    [
        3, "2023/99", "DHR", "Haringey", "CSP", "12.3.2023", 45292, "Ongoing", "EF/GH",
        "Domestic abuse / Mental health", "Awaiting chair.", "N", None,
    ],
    [None, "Total", None, None, None, None, None, 3],
]  # fmt: skip
"""A master log: title lines, one table, a total beneath."""

BY_STATUS: Mapping[str, Rows] = {
    "Read me": [["This workbook is kept by the safeguarding team."], ["Ask before you change it."]],
    "Open": [
        ["OPEN REVIEWS"],
        [],
        ["Ref", "Borough", "Review type", "DHR/SAR/CSPR lead", "Incident", "Referred", "Themes", "Update"],
        ["2023/101; local AB12", "Hackney", "LCSPR", "jk", "01/02/2023", "15 Feb 2023",
         "NAI\nNeglect", "Report in draft."],
        ["Local XY77", "Newham", "RR", "LM", "Mar-24", "2024-03-20", "Criminal exploitation & county lines",
         "Rapid review held on time."],
    ],
    "Closed": [
        ["CLOSED REVIEWS"],
        [],
        ["Ref", "Borough", "Review type", "DHR/SAR/CSPR lead", "Incident", "Referred", "Closed", "Themes",
         "Learning themes", "Lessons"],
        ["2020/55 / C-9", "Tower Hamlets", "Serious Case Review", "NO", "2019", "3/4/20", "30/06/2022", "CSE, LAC",
         "Information sharing; Professional curiosity; Policy and procedure; Language/Cultural barriers",
         "Share information early between agencies and keep the child in view."],
    ],
}  # fmt: skip
"""A sheet for open, a sheet for closed reviews, and one that holds none."""

TWO_LINES: Rows = [
    [None, "Case", None, "Dates", None, None, "Learning"],
    ["Status", "Borough", "Type of review", "Incident", "Referral", "Closed", "Themes"],
    ["Live", "Croydon", "SAR Adult", "1/1/2022", "2/2/2022", None, None],
    ["Complete", "Sutton", "Rapid review", "3/3/2022", "4/4/2022", "5/5/2022", "Training, Supervision and Escalation"],
]
"""Headers in two lines, the upper ones merged over several columns."""

SECTIONS: Rows = [
    ["Borough", "Type", "Identifier", "Overview", "Date added"],
    ["OPEN CASES"],
    ["Bexley", "SAR Adult", "2022/1", "A man was found at home after a long time without care.", "01/02/2022"],
    ["Bromley", "Adult SAR", "2022/2", "A woman died of a pressure ulcer in a care home.", "02/02/2022"],
    ["Total", None, None, None, 2],
    ["Borough", "Type", "Identifier", "Overview", "Date added"],
    ["CLOSED CASES"],
    [],
    ["Lewisham\xa0", "CSPR Child", "2021/3 ", " A baby was injured by a carer at home. ", "03/03/2021"],
    ["Total", None, None, None, 1],
]
"""One sheet, its sections named by heading rows; headers repeated, subtotals between."""

EXPORT: Rows = [
    ["ID", "Created", "Partnership", "Review Type", "Adult/Child", "Age", "Case Status", "Categories", "Case Summary",
     "Outcome of RR", "Media?", "Ward name"],
    ["7", "2024-01-05T10:00:00", "Croydon SCP", "DHR", "Child", "17", "In progress", "Suicide|Mental Health",
     "A young person died at home; agencies had known the family for years.", "", "Low", "Fieldway"],
    ["8", "2024-02-06T11:30:00", "Merton SAB", "DHR", "Adult", "54", "Finalised", "Domestic violence|Substance misuse",
     "Line one of the story.\nLine two with a ; and a , in it.", "", "High", "Figge’s Marsh"],
]  # fmt: skip
"""An export of a case system as text."""
