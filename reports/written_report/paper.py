"""A Word document being written: headings, paragraphs, tables, links, marked places and a contents list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from reports.office_files import finished
from reports.published_summary import without_certain_pid
from reports.written_report.dress import BODY, CONTENTS_LEVELS, TITLE, dress
from reports.written_report.places import PLACE_TAG, RELATIONS, TEXT_PROPERTY, KeptWords, digests_of_sections
from reports.written_report.word_elements import (
    bookmark,
    field,
    field_begin,
    field_mark,
    run_of,
    table_properties,
    valued,
)
from workbook_templates.template.looks import DARK_BLUE, PALE_GREY

__all__ = ["Link", "Paper"]

_CUSTOM_KIND = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


class Link(str):
    """A cell's text that leads to itself as a web address."""

    __slots__ = ()


class Paper:
    """A document being written, from the top.

    Args:
        title: of the document.
        subject: what kind of document it is.
        kept: the lead's words from the earlier report, by the key of their place.
        made: the day that the document gives for itself.
    """

    def __init__(self, title: str, *, subject: str, kept: Mapping[str, KeptWords], made: date) -> None:
        self._document = Document()
        self._kept = dict(kept)
        self._made = made
        self._marks: list[tuple[int, str, str]] = []
        self._numbers = [0, 0, 0]
        self._places = 0
        self._contents: Any = None
        body = self._document.element.body
        self._end = body.sectPr
        dress(self._document)
        self._describe(title, subject)
        self._add(self._paragraph(title, TITLE))

    def _describe(self, title: str, subject: str) -> None:
        properties = self._document.core_properties
        properties.title, properties.subject, properties.language = without_certain_pid(title), subject, "en-GB"
        for name in ("author", "last_modified_by", "comments", "keywords", "category"):
            setattr(properties, name, "")
        properties.revision = 1
        properties.created = properties.modified = datetime.combine(self._made, time())

    def _add(self, element: Any) -> None:
        self._end.addprevious(element)

    def foot(self, text: str) -> None:
        """What every page says at its foot, and its number."""
        paragraph = self._document.sections[0].footer.paragraphs[0]
        paragraph.add_run(f"{without_certain_pid(text)} · page ")
        paragraph._p.append(field("PAGE", "1"))

    def contents(self) -> None:
        """The place of the contents list, which is filled when all is written."""
        self._add(self._paragraph("Contents", "TOC Heading"))
        self._contents = self._paragraph("", BODY)
        self._add(self._contents)

    def heading(self, text: str, level: int = 1) -> None:
        """A numbered heading that the contents list names."""
        self._numbers[level - 1] += 1
        self._numbers[level:] = [0] * (len(self._numbers) - level)
        number = ".".join(map(str, self._numbers[:level]))
        shown = f"{number} {without_certain_pid(text)}"
        mark = f"_Toc{len(self._marks) + 1:06d}"
        paragraph = self._paragraph(shown, f"Heading {level}")
        bookmark(paragraph, mark, len(self._marks) + 1)
        self._marks.append((level, shown, mark))
        self._add(paragraph)

    def say(self, *texts: str, style: str = BODY) -> None:
        """Paragraphs."""
        for text in texts:
            self._add(self._paragraph(text, style))

    def points(self, texts: Sequence[str]) -> None:
        """A bulleted list."""
        self.say(*texts, style="List Bullet")

    def record(self, name: str, text: str, link: str = "") -> None:
        """A record's text behind its number in bold, and the address of its report."""
        paragraph = self._paragraph("", BODY)
        paragraph.append(run_of(f"{without_certain_pid(name)}: ", bold=True))
        for place, line in enumerate(without_certain_pid(text).splitlines()):
            run = run_of(line)
            if place:
                run.insert(0, OxmlElement("w:br"))
            paragraph.append(run)
        if link:
            paragraph.append(run_of(" "))
            paragraph.append(self._hyperlink(link))
        self._add(paragraph)

    def place(self, key: str, asks: str) -> None:
        """A marked place for the lead's words: those of the earlier report, or a text that says what belongs here."""
        self._places += 1
        control = OxmlElement("w:sdt")
        about = OxmlElement("w:sdtPr")
        for name, value in (("alias", f"Lead's words: {key}"), ("tag", f"{PLACE_TAG}{key}"), ("id", self._places)):
            about.append(valued(f"w:{name}", str(value)))
        about.append(valued("w:lock", "sdtLocked"))
        content = OxmlElement("w:sdtContent")
        kept = self._kept.pop(key, None)
        if kept:
            content.extend(self._carried(kept))
        else:
            about.append(OxmlElement("w:showingPlcHdr"))
            content.append(self._paragraph(f"[{asks} Click here and write.]", BODY, characters="PlaceholderText"))
        control.extend((about, content))
        self._add(control)

    def _carried(self, kept: KeptWords) -> Iterator[Any]:
        """The elements of the earlier report, their links and pictures made this document's."""
        for element in map(deepcopy, kept.elements):
            for one in element.iter():
                for name in RELATIONS:
                    if name in one.attrib:
                        related = kept.related[one.get(name)]
                        target = related.target_ref if related.is_external else related.target_part
                        given = self._document.part.relate_to(target, related.reltype, related.is_external)
                        one.set(name, given)
            yield element

    @property
    def unplaced(self) -> tuple[str, ...]:
        """Keys of the earlier report's words for which this one has no place."""
        return tuple(self._kept)

    def table(
        self, headers: Sequence[str], rows: Sequence[Sequence[object]], *, about: str, shares: Sequence[float] = ()
    ) -> None:
        """A table with a header row that is repeated on each page, and with its alternative text.

        Args:
            headers: the header row.
            rows: below it; numbers stand to the right.
            about: what the table shows, in words.
            shares: of the width, a column each; the first column is widest if left out.
        """
        widths = _widths(self._document, shares or (2.4, *(1.0 for _ in headers[1:])))
        table = OxmlElement("w:tbl")
        table.append(table_properties(about))
        grid = OxmlElement("w:tblGrid")
        for width in widths:
            grid.append(valued("w:gridCol", str(width), name="w:w"))
        table.append(grid)
        to_the_right = [_is_numeric([row[place] for row in rows]) for place in range(len(headers))]
        table.append(self._row(headers, widths, to_the_right, is_head=True))
        for number, row in enumerate(rows):
            table.append(self._row(row, widths, to_the_right, shaded=bool(number % 2)))
        self._add(table)
        self._add(self._paragraph("", BODY))

    def _row(
        self,
        cells: Sequence[object],
        widths: Sequence[int],
        to_the_right: Sequence[bool],
        *,
        is_head: bool = False,
        shaded: bool = False,
    ) -> Any:
        row = OxmlElement("w:tr")
        about = OxmlElement("w:trPr")
        about.append(OxmlElement("w:cantSplit"))
        if is_head:
            about.append(OxmlElement("w:tblHeader"))
        row.append(about)
        for value, width, right in zip(cells, widths, to_the_right, strict=True):
            row.append(self._cell(value, width, right, is_head=is_head, shaded=shaded))
        return row

    def _cell(self, value: object, width: int, right: bool, *, is_head: bool, shaded: bool) -> Any:
        cell = OxmlElement("w:tc")
        about = OxmlElement("w:tcPr")
        about.append(valued("w:tcW", str(width), name="w:w"))
        about[0].set(qn("w:type"), "dxa")
        if is_head or shaded:
            shade = valued("w:shd", "clear")
            shade.set(qn("w:color"), "auto")
            shade.set(qn("w:fill"), (DARK_BLUE if is_head else PALE_GREY)[1:])
            about.append(shade)
        cell.append(about)
        paragraph = OxmlElement("w:p")
        properties = OxmlElement("w:pPr")
        properties.append(valued("w:pStyle", "TableText"))
        if right:
            properties.append(valued("w:jc", "right"))
        paragraph.append(properties)
        if isinstance(value, Link) and value:
            paragraph.append(self._hyperlink(value))
        else:
            paragraph.append(run_of(_shown(value), bold=is_head, colour="FFFFFF" if is_head else ""))
        cell.append(paragraph)
        return cell

    def _hyperlink(self, address: str) -> Any:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self._document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.append(run_of(address, style="Hyperlink"))
        return link

    def _paragraph(self, text: str, style: str, *, characters: str = "") -> Any:
        paragraph = OxmlElement("w:p")
        if style != BODY:
            properties = OxmlElement("w:pPr")
            properties.append(valued("w:pStyle", self._document.styles[style].style_id))
            paragraph.append(properties)
        if text:
            paragraph.append(run_of(without_certain_pid(text), style=characters))
        return paragraph

    def content(self) -> bytes:
        """The file; nothing more can be written afterwards."""
        self._fill_contents()
        self._keep_digests()
        content = BytesIO()
        self._document.save(content)
        return finished(content.getvalue(), stamp=f"{self._made:%Y-%m-%d}T00:00:00Z")

    def _fill_contents(self) -> None:
        """A field that Word can renew, with its entries already there, each leading to its heading."""
        shown = [(level, text, mark) for level, text, mark in self._marks if level <= CONTENTS_LEVELS]
        for place, (level, text, mark) in enumerate(shown):
            entry = self._paragraph("", f"TOC {level}")
            if place == 0:
                entry.extend(field_begin(f'TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z \\u'))
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), mark)
            link.append(run_of(text))
            entry.append(link)
            if place == len(shown) - 1:
                entry.append(field_mark("end"))
            self._contents.addprevious(entry)
        self._contents.getparent().remove(self._contents)

    def _keep_digests(self) -> None:
        digests = digests_of_sections(self._document.element.body)
        value = ";".join(digests)
        blob = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
            'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
            f'<property fmtid="{_FORMAT_ID}" pid="2" name="{TEXT_PROPERTY}"><vt:lpwstr>{value}</vt:lpwstr></property>'
            "</Properties>"
        )
        package = self._document.part.package
        part = Part(PackURI("/docProps/custom.xml"), _CUSTOM_KIND, blob.encode(), package)
        package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _widths(document: Any, shares: Sequence[float]) -> list[int]:
    """In twentieths of a point."""
    section = document.sections[0]
    room = int((section.page_width - section.left_margin - section.right_margin) / 635)
    return [int(room * share / sum(shares)) for share in shares]


def _is_numeric(values: Sequence[object]) -> bool:
    return any(isinstance(value, int) for value in values) and all(
        value is None or isinstance(value, int) or str(value).startswith(("[", "+", "-")) for value in values
    )


def _shown(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else without_certain_pid(str(value))
