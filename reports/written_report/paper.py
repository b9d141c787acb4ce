"""A Word document being written: headings, paragraphs, tables, links, marked places and a contents list."""

from __future__ import annotations

import re
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
from docx.shared import Mm, Pt, RGBColor

from reports.office_files import finished
from reports.published_summary import without_certain_pid
from reports.written_report.places import PLACE_TAG, RELATIONS, TEXT_PROPERTY, KeptWords, digests_of_sections
from workbook_templates.template.looks import BLUE, DARK_BLUE, DARK_GREY, MID_GREY, PALE_GREY

__all__ = ["Link", "Paper"]

_CUSTOM_KIND = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_TITLE, _BODY = "Title", "Normal"
_HEADING_SIZES = {1: 16, 2: 13, 3: 11}
_CONTENTS_LEVELS = 2
_TABLE_POINTS = 9


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
        _dress(self._document)
        self._describe(title, subject)
        self._add(self._paragraph(title, _TITLE))

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
        paragraph._p.append(_field("PAGE", "1"))

    def contents(self) -> None:
        """The place of the contents list, which is filled when all is written."""
        self._add(self._paragraph("Contents", "TOC Heading"))
        self._contents = self._paragraph("", _BODY)
        self._add(self._contents)

    def heading(self, text: str, level: int = 1) -> None:
        """A numbered heading that the contents list names."""
        self._numbers[level - 1] += 1
        self._numbers[level:] = [0] * (len(self._numbers) - level)
        number = ".".join(map(str, self._numbers[:level]))
        shown = f"{number} {without_certain_pid(text)}"
        mark = f"_Toc{len(self._marks) + 1:06d}"
        paragraph = self._paragraph(shown, f"Heading {level}")
        _bookmark(paragraph, mark, len(self._marks) + 1)
        self._marks.append((level, shown, mark))
        self._add(paragraph)

    def say(self, *texts: str, style: str = _BODY) -> None:
        """Paragraphs."""
        for text in texts:
            self._add(self._paragraph(text, style))

    def points(self, texts: Sequence[str]) -> None:
        """A bulleted list."""
        self.say(*texts, style="List Bullet")

    def record(self, name: str, text: str, link: str = "") -> None:
        """A record's text behind its number in bold, and the address of its report."""
        paragraph = self._paragraph("", _BODY)
        paragraph.append(_run(f"{without_certain_pid(name)}: ", bold=True))
        for place, line in enumerate(without_certain_pid(text).splitlines()):
            run = _run(line)
            if place:
                run.insert(0, OxmlElement("w:br"))
            paragraph.append(run)
        if link:
            paragraph.append(_run(" "))
            paragraph.append(self._hyperlink(link))
        self._add(paragraph)

    def place(self, key: str, asks: str) -> None:
        """A marked place for the lead's words: those of the earlier report, or a text that says what belongs here."""
        self._places += 1
        control = OxmlElement("w:sdt")
        about = OxmlElement("w:sdtPr")
        for name, value in (("alias", f"Lead's words: {key}"), ("tag", f"{PLACE_TAG}{key}"), ("id", self._places)):
            about.append(_valued(f"w:{name}", str(value)))
        about.append(_valued("w:lock", "sdtLocked"))
        content = OxmlElement("w:sdtContent")
        kept = self._kept.pop(key, None)
        if kept:
            content.extend(self._carried(kept))
        else:
            about.append(OxmlElement("w:showingPlcHdr"))
            content.append(self._paragraph(f"[{asks} Click here and write.]", _BODY, characters="PlaceholderText"))
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
        table.append(_table_properties(about))
        grid = OxmlElement("w:tblGrid")
        for width in widths:
            grid.append(_valued("w:gridCol", str(width), name="w:w"))
        table.append(grid)
        to_the_right = [_is_numeric([row[place] for row in rows]) for place in range(len(headers))]
        table.append(self._row(headers, widths, to_the_right, is_head=True))
        for number, row in enumerate(rows):
            table.append(self._row(row, widths, to_the_right, shaded=bool(number % 2)))
        self._add(table)
        self._add(self._paragraph("", _BODY))

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
        about.append(_valued("w:tcW", str(width), name="w:w"))
        about[0].set(qn("w:type"), "dxa")
        if is_head or shaded:
            shade = _valued("w:shd", "clear")
            shade.set(qn("w:color"), "auto")
            shade.set(qn("w:fill"), (DARK_BLUE if is_head else PALE_GREY)[1:])
            about.append(shade)
        cell.append(about)
        paragraph = OxmlElement("w:p")
        properties = OxmlElement("w:pPr")
        properties.append(_valued("w:pStyle", "TableText"))
        if right:
            properties.append(_valued("w:jc", "right"))
        paragraph.append(properties)
        if isinstance(value, Link) and value:
            paragraph.append(self._hyperlink(value))
        else:
            paragraph.append(_run(_shown(value), bold=is_head, colour="FFFFFF" if is_head else ""))
        cell.append(paragraph)
        return cell

    def _hyperlink(self, address: str) -> Any:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self._document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.append(_run(address, style="Hyperlink"))
        return link

    def _paragraph(self, text: str, style: str, *, characters: str = "") -> Any:
        paragraph = OxmlElement("w:p")
        if style != _BODY:
            properties = OxmlElement("w:pPr")
            properties.append(_valued("w:pStyle", self._document.styles[style].style_id))
            paragraph.append(properties)
        if text:
            paragraph.append(_run(without_certain_pid(text), style=characters))
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
        shown = [(level, text, mark) for level, text, mark in self._marks if level <= _CONTENTS_LEVELS]
        for place, (level, text, mark) in enumerate(shown):
            entry = self._paragraph("", f"TOC {level}")
            if place == 0:
                entry.extend(_field_begin(f'TOC \\o "1-{_CONTENTS_LEVELS}" \\h \\z \\u'))
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), mark)
            link.append(_run(text))
            entry.append(link)
            if place == len(shown) - 1:
                entry.append(_field_mark("end"))
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


def _dress(document: Any) -> None:
    """A4, Arial, the NHS colours, British English, and the styles that python-docx's own template lacks."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    theme = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _in_arial(theme.blob)
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if "thumbnail" in relation.reltype or "extended-properties" in relation.reltype:
            package.rels.pop(key)
    styles = document.styles
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    styles[_BODY].font.size = Pt(10.5)
    styles[_BODY].paragraph_format.space_after = Pt(6)
    styles[_TITLE].font.size = Pt(24)
    for name in (_TITLE, "TOC Heading"):
        _in_colour(styles[name], DARK_BLUE)
    for level, size in _HEADING_SIZES.items():
        style = styles[f"Heading {level}"]
        style.font.size = Pt(size)
        style.paragraph_format.space_before = Pt(size)
        style.paragraph_format.space_after = Pt(4)
        _in_colour(style, DARK_BLUE)
    for level in range(1, _CONTENTS_LEVELS + 1):
        style = styles.add_style(f"TOC {level}", 1)
        style.base_style = styles[_BODY]
        style.paragraph_format.left_indent = Mm(6 * (level - 1))
        style.paragraph_format.space_after = Pt(2)
    table_text = styles.add_style("Table Text", 1)
    table_text.base_style = styles[_BODY]
    table_text.font.size = Pt(_TABLE_POINTS)
    table_text.paragraph_format.space_after = table_text.paragraph_format.space_before = Pt(1.5)
    table_text.paragraph_format.line_spacing = 1.0
    hyperlink = styles.add_style("Hyperlink", 2)
    hyperlink.font.underline = True
    _in_colour(hyperlink, BLUE)
    asking = styles.add_style("Placeholder Text", 2)
    asking.font.italic = True
    _in_colour(asking, DARK_GREY)


def _in_arial(theme: bytes) -> bytes:
    return re.sub(rb'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rb"\g<1>Arial", theme)


def _in_colour(style: Any, colour: str) -> None:
    style.font.color.rgb = RGBColor.from_string(colour[1:])


def _widths(document: Any, shares: Sequence[float]) -> list[int]:
    """In twentieths of a point."""
    section = document.sections[0]
    room = int((section.page_width - section.left_margin - section.right_margin) / 635)
    return [int(room * share / sum(shares)) for share in shares]


def _table_properties(about: str) -> Any:
    properties = OxmlElement("w:tblPr")
    properties.append(_valued("w:tblW", "0", name="w:w"))
    properties[0].set(qn("w:type"), "auto")
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = _valued(f"w:{side}", "single")
        for name, value in (("sz", "4"), ("space", "0"), ("color", MID_GREY[1:])):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)
    properties.append(_valued("w:tblLayout", "fixed", name="w:type"))
    look = _valued("w:tblLook", "0420")
    properties.append(look)
    properties.append(_valued("w:tblDescription", without_certain_pid(about)))
    return properties


def _is_numeric(values: Sequence[object]) -> bool:
    return any(isinstance(value, int) for value in values) and all(
        value is None or isinstance(value, int) or str(value).startswith(("[", "+", "-")) for value in values
    )


def _shown(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else without_certain_pid(str(value))


def _run(text: str, *, bold: bool = False, colour: str = "", style: str = "") -> Any:
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    if style:
        properties.append(_valued("w:rStyle", style))
    if bold:
        properties.append(OxmlElement("w:b"))
    if colour:
        properties.append(_valued("w:color", colour))
    if len(properties):
        run.append(properties)
    shown = OxmlElement("w:t")
    shown.text = _sound(text)
    shown.set(qn("xml:space"), "preserve")
    run.append(shown)
    return run


def _sound(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return "".join(letter if letter >= " " or letter in "\t\n" else " " for letter in text)


def _valued(tag: str, value: str, *, name: str = "w:val") -> Any:
    element = OxmlElement(tag)
    element.set(qn(name), value)
    return element


def _bookmark(paragraph: Any, name: str, number: int) -> None:
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (begin, end):
        mark.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), name)
    paragraph.insert(1, begin)
    paragraph.append(end)


def _field(code: str, shown: str) -> Any:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(_run(shown))
    return field


def _field_begin(code: str) -> tuple[Any, Any, Any]:
    says = OxmlElement("w:r")
    text = OxmlElement("w:instrText")
    text.text = code
    text.set(qn("xml:space"), "preserve")
    says.append(text)
    return _field_mark("begin"), says, _field_mark("separate")


def _field_mark(kind: str) -> Any:
    run = OxmlElement("w:r")
    run.append(_valued("w:fldChar", kind, name="w:fldCharType"))
    return run
