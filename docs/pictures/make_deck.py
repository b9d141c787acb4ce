"""Pictures of the slides and of the written report, made from the made-up London example.

    python -m uv run python -m docs.pictures.make_deck

LibreOffice (Impress and Writer) and poppler must be installed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from docs.pictures.make import HERE, picture
from reports.deck.build import icb_deck, month_deck
from reports.months import parse_month
from reports.one_icb import summary_of_icb
from reports.published_summary import read_summary
from reports.written_report.build import report_bytes
from reports.written_report.period import period_of
from tests.libreoffice import convert
from tests.reports.summary_workbook_example import london_summary


def main() -> None:
    """Make the pictures."""
    summary = read_summary(london_summary())
    period = period_of([summary], begin=parse_month("2024-05"), end=parse_month("2024-10"))
    files = {
        "deck-tiles": ("deck.pptx", month_deck(summary), 2),
        "deck-committee": ("icb.pptx", icb_deck(summary_of_icb(summary, "QMF")), 3),
        "report": ("report.docx", report_bytes(period), 2),
    }
    with tempfile.TemporaryDirectory() as name:
        for shown, (file, content, page) in files.items():
            path = Path(name) / file
            path.write_bytes(content)
            picture(convert(path, "pdf", out_dir=Path(name)), page, HERE / f"{shown}.png")


if __name__ == "__main__":
    main()
