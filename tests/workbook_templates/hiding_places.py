"""A return with one text in every place outside its records where a workbook can hold text."""

from __future__ import annotations

from typing import Any

from tests.workbook_templates.reading_workbook import CASES_PART, edited, with_parts, written
from workbook_templates.layout import HEADERS, TO_COMPLETE

__all__ = ["PLACES", "planted_everywhere"]

_THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

PLACES = {
    ("Cases", "cell A2"),
    ("Cases", "cell D4"),
    ("Cases", "note on cell F12"),
    ("Cases", "comment on cell F13"),
    ("Cases", "input message of C3"),
    ("Cases", "error message of C3"),
    ("Cases", "list of C4"),
    ("Cases", "odd header"),
    ("Cases", "odd footer"),
    ("Hidden notes", "cell B7"),
    ("Hidden notes", "cell C7"),
    ("Hidden notes", "screen tip of the link of A9"),
    ("Hidden notes", "target of the link of A9"),
    ("Hidden notes", "text box or shape"),
    ("Hidden notes", "alternative text of a picture or shape"),
    ("Hidden notes", "text of a chart"),
    ("Hidden notes", "cell E1"),
    ("sheet 4 (name withheld)", "cell A1"),
    ("Workbook", "name of sheet 4"),
    ("Workbook", "constant of defined name kept_for_later"),
    ("Workbook", "comment of defined name kept_for_later"),
    ("Workbook", "document property Title"),
    ("Workbook", "document property Comments"),
    ("Workbook", "document property Company"),
    ("Workbook", "document property Author"),
    ("Workbook", "document property Last modified by"),
    ("Workbook", "document property Manager"),
    ("Workbook", "name of custom document property 1"),
    ("Workbook", "custom document property 1"),
    ("Workbook", "stored copy of a pivot table's data"),
    ("Workbook", "stored copy of another workbook's cells"),
    ("Workbook", "list of people who commented"),
}
"""Sheet and place of each text."""


def planted_everywhere(text: str, *, short: str) -> bytes:
    """A return that holds a text everywhere but in its records.

    Args:
        text: the text, of at most 200 characters and with nothing that XML escapes.
        short: the same for places that take 30 characters at most, and no colon.
    """

    def spoil(book: Any, cases: Any) -> None:
        cases.write_string("A2", text)
        cases.write_comment("F12", text, {"author": "somebody"})
        options = {"validate": "any", "input_title": "x", "input_message": text, "error_message": text}
        cases.data_validation("C3", options)
        cases.data_validation("C4", {"validate": "list", "source": ["x", text]})
        cases.set_header(f'&L&"Arial,Bold"&12 {text}')
        cases.set_footer(f"&C{text}&RPage &P")
        notes = book.add_worksheet("Hidden notes")
        notes.hide()
        notes.write_string("B7", text)
        notes.write_formula("C7", f'="{text}"', None, text)
        notes.write_url("A9", f"https://example.org/?q={short.replace(' ', '')}", string="x", tip=text)
        notes.insert_textbox("H2", text, {"description": text})
        chart = book.add_chart({"type": "column"})
        chart.set_title({"name": text})
        chart.add_series({"values": "='Hidden notes'!$Z$1:$Z$2"})
        notes.insert_chart("H20", chart)
        notes.add_table("E1:E3", {"columns": [{"header": text}]})
        strange = book.add_worksheet(short)
        strange.very_hidden()
        strange.write_string("A1", text)
        book.define_name("kept_for_later", f'="{text}"')
        book.set_properties(
            {"title": text, "comments": text, "company": text, "author": text, "manager": text, "subject": "x"}
        )
        book.set_custom_property(short, text)

    headers = [*HEADERS[:3], text, *HEADERS[3:], TO_COMPLETE]
    content = written(headers=headers, spoil=spoil)
    return _with_newer_parts(content, text)


def _with_newer_parts(content: bytes, text: str) -> bytes:
    """What xlsxwriter cannot write: comments in threads, their people, stored copies, a name's comment."""
    relations = f"xl/worksheets/_rels/{CASES_PART.rpartition('/')[2]}.rels"
    threads = f'<Relationship Id="rIdT" Type="{_THREADED}/threadedComment" Target="../threadedComments/c1.xml"/>'
    content = edited(content, relations, lambda xml: xml.replace("</Relationships>", f"{threads}</Relationships>"))
    content = edited(content, "xl/workbook.xml", lambda xml: _with_a_comment(xml, text))
    comment = f'<threadedComment ref="F13" personId="p"><text>{text}</text></threadedComment>'
    record = f'<r><s v="{text}"/></r>'
    cell = f"<cell><v>{text}</v></cell>"
    parts = {
        "xl/threadedComments/c1.xml": f'<ThreadedComments xmlns="{_THREADED}">{comment}</ThreadedComments>',
        "xl/persons/person.xml": f'<personList xmlns="{_THREADED}"><person displayName="{text}" id="p"/></personList>',
        "xl/pivotCache/pivotCacheRecords1.xml": f'<pivotCacheRecords xmlns="{_MAIN}">{record}</pivotCacheRecords>',
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{_MAIN}">{cell}</externalLink>',
    }
    return with_parts(content, {name: part.encode() for name, part in parts.items()})


def _with_a_comment(xml: str, text: str) -> str:
    return xml.replace('<definedName name="kept_for_later"', f'<definedName name="kept_for_later" comment="{text}"')
