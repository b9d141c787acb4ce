"""Pictures of the guides and of README: what people see when they follow the steps on the made-up London example.

    python -m uv run python -m docs.pictures.make_guides

LibreOffice with its bridge to Python, and poppler, must be installed. `guides.json` says of each picture what its sheet
held when it was made, so that a test tells when a picture no longer shows what the program writes.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from python_calamine import CalamineWorkbook

from addin import macros
from docs.pictures.make import HERE, picture
from reports.check_report import Source, check_return
from reports.check_report.build import report_bytes
from tests.addin.faulty_return import faulty_return
from tests.addin.open_in_libreoffice import calc
from tests.libreoffice import convert
from tests.reports.made_up_returns import TODAY
from tests.reports.summary_workbook_example import london_summary
from tests.workbook_templates.template_example import FILLED
from workbook_templates.template import template_bytes

MADE_FROM = HERE / "guides.json"
_MARGIN = 8
_COLOURS = 64
_TO_PDF = 'pdf:calc_pdf_Export:{"PageRange":{"type":"string","value":"1-16"}}'
"""The first pages alone: a summary prints hundreds."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture: the first printed page of a sheet.

    Attributes:
        workbook: its name among `workbooks`.
        sheet: the sheet's name.
        begins: a pattern of a line that tells its first page.
        share: how much of the page's height is shown, from the top.
    """

    workbook: str
    sheet: str
    begins: str
    share: float = 1.0


SHOWN = {
    "guide-your-icb": Shown("begun", "Your ICB", "^ *Your ICB +No personal", 0.6),
    "guide-cases": Shown("begun", "Cases", "^ *Cases +No personal", 0.92),
    "guide-flags": Shown("checked", "Cases", "^ *Cases +No personal", 0.92),
    "guide-findings": Shown("checked", "Checklist", "^ *Checklist +No personal", 0.93),
    "guide-report": Shown("report", "Overview", "^ *Overview +", 0.93),
    "guide-summary": Shown("summary", "Summary", "^Safeguarding case reviews: London"),
    "guide-themes": Shown("summary", "Themes", "^Themes: London"),
    "guide-returns": Shown("summary", "Returns", "^Returns: London", 0.8),
}


@cache
def workbooks() -> Mapping[str, bytes]:
    """Each workbook by its name; `checked` as it is before Check quality is pressed."""
    faulty = faulty_return(ready_rows=13)
    checked = check_return(Source("My return.xlsx", "My return.xlsx"), faulty, today=TODAY)
    return {
        "begun": template_bytes(filled=FILLED, ready_rows=13),
        "checked": faulty,
        "report": report_bytes([checked], previous=None, today=TODAY),
        "summary": london_summary(),
    }


def made_from(one: Shown) -> str:
    """A digest of what the sheet says, whatever it looks like; of a checked one, of the findings too."""
    books = workbooks()
    said = [CalamineWorkbook.from_filelike(BytesIO(books[one.workbook])).get_sheet_by_name(one.sheet).to_python()]
    if one.workbook == "checked":
        said.append(CalamineWorkbook.from_filelike(BytesIO(books["report"])).get_sheet_by_name("Findings").to_python())
    return hashlib.sha256(repr(said).encode()).hexdigest()


def pressed(path: Path) -> None:
    """Press Check quality in a return, in LibreOffice, and save it."""
    with calc(path.parent) as app:
        book = app.books.open(str(path))
        macros.check_quality(book)
        book.save(str(path))
        book.close()


def pages(pdf: Path) -> Iterator[tuple[str, int]]:
    """The text and number of each printed page."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return ((page, number) for number, page in enumerate(text.split("\f"), start=1))


def trimmed(path: Path, share: float) -> None:
    """Cut away the paper around what is printed, and keep few colours."""
    page = Image.open(path).convert("RGB")
    page = page.crop((0, 0, page.width, round(page.height * share)))
    left, top, right, bottom = ImageChops.difference(page, Image.new("RGB", page.size, "white")).getbbox() or (
        0,
        0,
        1,
        1,
    )
    kept = page.crop(
        (
            max(0, left - _MARGIN),
            max(0, top - _MARGIN),
            min(page.width, right + _MARGIN),
            min(page.height, bottom + _MARGIN),
        )
    )
    kept.quantize(_COLOURS).save(path, optimize=True)


def main() -> None:
    """Make the pictures, and note what they were made from."""
    with tempfile.TemporaryDirectory() as name:
        for kind, content in workbooks().items():
            path = Path(name) / f"{kind}.xlsx"
            path.write_bytes(content)
            if kind == "checked":
                pressed(path)
            pdf = convert(path, _TO_PDF, out_dir=Path(name))
            for shown, one in SHOWN.items():
                if one.workbook == kind:
                    found = (number for page, number in pages(pdf) if re.search(one.begins, page, re.MULTILINE))
                    target = HERE / f"{shown}.png"
                    picture(pdf, next(found), target)
                    trimmed(target, one.share)
    noted = {shown: made_from(one) for shown, one in SHOWN.items()}
    MADE_FROM.write_text(json.dumps(noted, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
