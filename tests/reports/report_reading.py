"""A report read back from its file: headings, texts, tables, links and the lead's places."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn


@dataclass(frozen=True)
class ReadReport:
    """A report: its headings with their levels, its paragraphs under each heading, its tables, its links."""

    headings: list[tuple[int, str]]
    under: dict[str, list[str]]
    tables: dict[str, list[list[str]]]
    links: list[str]
    contents: list[str]

    @property
    def everything(self) -> str:
        """All its text."""
        cells = [cell for rows in self.tables.values() for row in rows for cell in row]
        texts = [text for found in self.under.values() for text in found]
        return "\n".join([*(text for _, text in self.headings), *texts, *cells])


def report_of(content: bytes) -> ReadReport:
    """Read a report; tables are known by their alternative text."""
    document = Document(BytesIO(content))
    headings, under, tables, contents = [], {"": []}, {}, []
    here = ""
    for block in document.element.body.iter(qn("w:p"), qn("w:tbl")):
        if block.tag == qn("w:tbl"):
            about = block.find(f"{qn('w:tblPr')}/{qn('w:tblDescription')}").get(qn("w:val"))
            assert about not in tables
            tables[about] = [[text_of(cell) for cell in row.iter(qn("w:tc"))] for row in block.iter(qn("w:tr"))]
        elif not any(one.tag == qn("w:tc") for one in block.iterancestors()):
            style = style_of(block)
            if style.startswith("Heading"):
                here = text_of(block)
                headings.append((int(style[-1]), here))
                under[here] = []
            elif style.startswith("TOC") and style[-1].isdigit():
                contents.append(text_of(block))
            else:
                under[here].append(text_of(block))
    links = [one.target_ref for one in document.part.rels.values() if one.is_external]
    return ReadReport(headings, under, tables, links, contents)


def text_of(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))


def place_in(document: Any, key: str) -> Any:
    """The content of a place of the lead's."""
    for control in document.element.body.iter(qn("w:sdt")):
        if control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) == f"scrt-lead:{key}":
            return control.find(qn("w:sdtContent"))
    raise AssertionError(key)


def filled(content: bytes, key: str, *texts: str) -> bytes:
    """A report into whose place somebody wrote paragraphs, as Word leaves it."""
    document = Document(BytesIO(content))
    inside = place_in(document, key)
    about = inside.getparent().find(qn("w:sdtPr"))
    for mark in about.findall(qn("w:showingPlcHdr")):
        about.remove(mark)
    for element in list(inside):
        inside.remove(element)
    for text in texts:
        paragraph = document.add_paragraph(text)
        inside.append(paragraph._p)
    return saved(document)


def saved(document: Any) -> bytes:
    content = BytesIO()
    document.save(content)
    return content.getvalue()
