"""Sound files that hostile ones are made from, with words in them that may come out nowhere; all of it is made up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from tests.command_line.running import TODAY, scrt
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from tests.workbook_templates.reading_workbook import part_text

__all__ = [
    "MARK",
    "MONTH",
    "PERIOD",
    "SAID",
    "Sound",
    "a_check",
    "a_deck",
    "a_report",
    "a_return",
    "a_summary",
    "beside",
]

SAID = "Mr Zebedee Quillfeather, NHS no 999 000 0018, was seen."
"""Personal details of nobody; they stay in their cell."""
MARK = "Made up: to be spoilt."
"""What stands once among a workbook's texts, for another text to take its place."""
MONTH = ("--month", "2024-10", "--region", "London", *TODAY)
PERIOD = ("--from", "2024-10", "--to", "2024-10")


@dataclass(frozen=True, slots=True)
class Sound:
    """An Office file that nothing is wrong with, and where in it harm is done.

    Attributes:
        content: the file.
        sheet: the part with most in it, as the sheet of cases.
        book: the part that names the others.
        texts: the part with the texts.
        end: what the last element of `sheet` ends with.
    """

    content: bytes
    sheet: str
    book: str = "xl/workbook.xml"
    texts: str = "xl/sharedStrings.xml"
    end: str = "</sheetData>"

    @property
    def relations(self) -> str:
        """The part that says where the parts of `book` lie."""
        book = PurePosixPath(self.book)
        return f"{book.parent}/_rels/{book.name}.rels"

    def from_book(self, part: str) -> str:
        """How `book` names another part."""
        return PurePosixPath(part).relative_to(PurePosixPath(self.book).parent).as_posix()


@cache
def a_return() -> Sound:
    """An ICB's return of two records."""
    closed = {**OPEN_SAR, "Status": "Closed", "Date closed": date(2024, 9, 2), "Comments": MARK}
    content = return_bytes({**OPEN_SAR, "Overview": SAID}, closed, whole=True)
    return Sound(content, _sheet(content, "Cases"))


@cache
def beside() -> bytes:
    """Another ICB's return, whose figures a hostile file must not change."""
    return return_bytes(OPEN_SAR, {**OPEN_SAR, "Theme 1": "Self-neglect"}, icb="QKK", whole=True, own_total=2)


@cache
def a_summary() -> Sound:
    """The region's summary of both."""
    files = {"a.xlsx": a_return().content, "b.xlsx": beside()}
    content = _written("consolidate", "a.xlsx", "b.xlsx", *MONTH, files=files, out="out.xlsx")
    return Sound(content, _sheet(content, "Cases"))


@cache
def a_check() -> Sound:
    """The report of a check of both."""
    files = {"a.xlsx": a_return().content, "b.xlsx": beside()}
    content = _written("check", "a.xlsx", "b.xlsx", *TODAY, files=files, out="out.xlsx")
    return Sound(content, _sheet(content, "Findings"))


@cache
def a_deck() -> Sound:
    """The slides of the summary."""
    content = _written("deck", "a.xlsx", files={"a.xlsx": a_summary().content}, out="out.pptx")
    book, master = "ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml"
    return Sound(content, master, book=book, texts="ppt/theme/theme1.xml", end="</p:spTree>")


@cache
def a_report() -> Sound:
    """The written report on the summary."""
    content = _written("report", "a.xlsx", *PERIOD, files={"a.xlsx": a_summary().content}, out="out.docx")
    return Sound(content, "word/document.xml", book="word/document.xml", texts="word/styles.xml", end="</w:body>")


def _written(command: str, *words: str, files: dict[str, bytes], out: str) -> bytes:
    """What a command writes that is given these files."""
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        placed = [str(Path(folder, word)) if word in files else word for word in words]
        ran = scrt(command, *placed, "--out", Path(folder, out))
        assert ran.status < 2, ran.err
        return Path(folder, out).read_bytes()


def _sheet(content: bytes, name: str) -> str:
    """The part of a sheet: XlsxWriter numbers them in their order."""
    names = re.findall('<sheet name="([^"]+)"', part_text(content, "xl/workbook.xml"))
    return f"xl/worksheets/sheet{names.index(name) + 1}.xml"
