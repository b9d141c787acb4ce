"""Pictures of every sheet of the template: empty, filled in as London's example, and filled in badly.

    python -m uv run python -m docs.pictures.make [FOLDER]

Without a folder it renews the few pictures that the documentation shows; with one it writes a picture of the first
printed page of every sheet of each workbook there, to be looked at. LibreOffice and poppler must be installed.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from reports.london_example import london_returns
from tests.libreoffice import convert
from tests.workbook_templates.template_example import FILLED
from workbook_templates.layout import ALL_SHEETS
from workbook_templates.template import FilledReturn, template_bytes

HERE = Path(__file__).parent
SHOWN = ("Cases", "Record", "Summary", "Checklist", "Audit")
_DOTS_PER_INCH = 90
_FOOTER = "No personal detail on any sheet"


def workbooks() -> Mapping[str, bytes]:
    """The content of each workbook, by its name."""
    one = london_returns()[0]
    heading = {
        "your_icb": one.icb_code,
        "reporting_month": one.reporting_month,
        "own_total": one.own_total,
        "own_open": one.own_open,
        "own_closed": one.own_closed,
    }
    london = FilledReturn(your_icb=heading, rows=one.rows, note=("Made-up example: no review in it is real.",))
    return {
        "london": template_bytes(filled=london, ready_rows=len(one.rows)),
        "empty": template_bytes(icb=one.icb_code, reporting_month=date(2024, 10, 31), ready_rows=20),
        "messy": template_bytes(filled=FILLED, ready_rows=20),
    }


def first_pages(pdf: Path) -> Iterator[tuple[str, int]]:
    """Each sheet and the number of its first printed page, told by the page's footer."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    seen = set()
    for number, page in enumerate(text.split("\f"), start=1):
        for sheet in ALL_SHEETS:
            if sheet not in seen and re.search(rf"^\s*{sheet}\s+{_FOOTER}", page, re.MULTILINE):
                seen.add(sheet)
                yield sheet, number


def picture(pdf: Path, page: int, target: Path) -> None:
    """Write a page as a picture of few colours, which keeps it small."""
    size = ["-r", str(_DOTS_PER_INCH), "-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run(["pdftoppm", "-png", *size, str(pdf), str(target.with_suffix(""))], check=True)


def main() -> None:
    """Make the pictures."""
    everything = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as name:
        for kind, content in workbooks().items():
            if everything is None and kind != "london":
                continue
            path = Path(name) / f"{kind}.xlsx"
            path.write_bytes(content)
            pdf = convert(path, "pdf", out_dir=Path(name))
            for sheet, page in first_pages(pdf):
                if everything is not None:
                    everything.mkdir(parents=True, exist_ok=True)
                    picture(pdf, page, everything / f"{kind}-{sheet.lower().replace(' ', '-')}.png")
                elif sheet in SHOWN:
                    picture(pdf, page, HERE / f"{sheet.lower()}.png")


if __name__ == "__main__":
    main()
