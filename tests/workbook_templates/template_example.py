"""A made-up return for the tests of the template: no person, case or reference in it is real."""

from datetime import date

from workbook_templates.template import CellValue, FilledReturn

OCTOBER = date(2024, 10, 31)

_ADULT: dict[str, CellValue] = {
    "ICB": "QMF",
    "Borough or local authority": "Hackney",
    "Partnership or board": "City and Hackney Safeguarding Adults Board",
    "Status": "Open",
    "Stage": "Panel under way",
    "Review type": "SAR Adult",
    "Identifier type 1": "StEIS",
    "Identifier reference 1": "2023/10001",
    "Incident date": date(2023, 5, 14),
    "Date added": date(2023, 6, 30),
    "Designated professional": "AB",
    "Overview": "Adult B lived alone, and contact with three services had stopped. This case is made up.",
    "Theme 1": "Neglect",
    "Theme 2": "Self Neglect",
    "Media interest": "Unlikely",
}

ROWS: tuple[dict[str, CellValue], ...] = (
    _ADULT,
    _ADULT | {
        "Status": "Closed", "Review type": "CSPR Child", "Date closed": date(2024, 3, 4), "Link to report": "https://example.org/a",
        "Partnership or board": "City and Hackney Safeguarding Children Partnership", "Linked record": "1",
    },
    _ADULT | {"Status": "open", "Review type": "SAR", "Theme 1": "Neglct"},
    {"Comments": "A row that is only begun."},
    {},
    _ADULT | {
        "Status": "Closed", "Review type": "DHR Adult - Converted", "Incident date": "July 2020",
        "Health recommendations": 4, "Health recommendations verified": 0, "Verified by": "CD/EF",
        "Verified on": date(2024, 10, 1),
    },
    _ADULT | {"Status": None, "Review type": "Not Stated", "Overview": "=1+1"},
    _ADULT | {"Review type": "Rapid Review", "Overview": "- begins with a dash", "Identifier reference 1": "00123"},
    _ADULT | {"Status": " Open", "Review type": "rapid review", "Comments": "@home"},
    _ADULT | {"Status": "Closed", "Review type": None, "Identifier reference 1": None},
)  # fmt: skip

FILLED = FilledReturn(
    your_icb={"your_icb": "QMF", "reporting_month": OCTOBER, "completed_by": "AB", "own_total": 10, "own_open": 3},
    rows=ROWS,
    note=("Made-up example: nothing on these sheets is real.", "The figures are invented too."),
)
