"""Files that arrive by e-mail and do harm, by design or by accident; each is built here, of nothing real."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from datetime import date

from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from tests.workbook_templates.active_workbooks import with_everything
from tests.workbook_templates.reading_workbook import edited, part_text, with_parts, zipped

__all__ = ["HEAVY", "HOSTILE", "READ", "REFUSED", "sound"]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CASES = "xl/worksheets/sheet3.xml"
_HEAD = f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>'.encode()
_TAIL = b"</sheetData></worksheet>"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def ole_file(*streams: str) -> bytes:
    """The container of the old formats, as far as it is looked at: the names of its streams."""
    return _OLE + b"".join(stream.encode("utf-16-le") + bytes(8) for stream in streams)


def sound() -> bytes:
    """A return that nothing is wrong with."""
    return return_bytes(OPEN_SAR, {**OPEN_SAR, "Status": "Closed", "Date closed": date(2024, 9, 2)}, whole=True)


def _noisy(content: bytes) -> bytes:
    """A workbook whose parts are kept as they are: large on the disk, so that no ratio tells it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as out:
        for name in archive.namelist():
            out.writestr(name, archive.read(name))
    return target.getvalue()


def _cells(rows: str) -> bytes:
    return edited(sound(), _CASES, lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>"))


def _cell(address: str, text: str = "x") -> str:
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{address}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def _around(xml: str) -> bytes:
    return edited(sound(), _CASES, lambda whole: whole.replace("</sheetData>", f"</sheetData>{xml}"))


def _entities(part: str) -> Callable[[], bytes]:
    lines = ['<!ENTITY a0 "aaaaaaaaaa">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))]

    def build() -> bytes:
        def declare(xml: str) -> str:
            head, _, rest = xml.partition("?>")
            return f"{head}?><!DOCTYPE bomb [{''.join(lines)}]>{rest}"

        return edited(sound(), part, declare)

    return build


def _overlapping() -> bytes:
    """Many names for the same bytes: a small file that would unpack to very much."""
    kernel = zipped({"xl/workbook.xml": b" " * (4 << 20)})
    with zipfile.ZipFile(io.BytesIO(kernel)) as archive:
        (info,) = archive.infolist()
    end = kernel.rfind(b"PK\x01\x02")
    entry = kernel[end : kernel.rfind(b"PK\x05\x06")]
    names = [b"xl/workbook.xml", *(b"xl/media/%06d.png" % number for number in range(5_000))]
    listed = b"".join(entry[:28] + struct.pack("<H", len(name)) + entry[30:46] + name for name in names)
    tail = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, len(names), len(names), len(listed), end, 0)
    assert info.header_offset == 0
    return kernel[:end] + listed + tail


def _filled(rows: int, columns: int) -> bytes:
    """A sheet full of numbers."""
    letters = [chr(64 + n // 26) * (n >= 26) + chr(65 + n % 26) for n in range(columns)]
    row = f'<row r="#">{"".join(f"""<c r="{one}#"><v>#</v></c>""" for one in letters)}</row>'.encode()
    return _HEAD + b"".join(row.replace(b"#", b"%d" % number) for number in range(1, rows + 1)) + _TAIL


def _beside(xml: bytes) -> bytes:
    """A return with one more sheet."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    content = with_parts(sound(), {"xl/worksheets/beside.xml": xml})
    content = edited(
        content,
        "xl/workbook.xml",
        lambda whole: whole.replace("</sheets>", '<sheet name="Beside" sheetId="99" r:id="rBeside"/></sheets>'),
    )
    named = f'<Relationship Id="rBeside" Type="{kind}/worksheet" Target="worksheets/beside.xml"/>'
    return edited(
        content,
        "xl/_rels/workbook.xml.rels",
        lambda whole: whole.replace("</Relationships>", f"{named}</Relationships>"),
    )


def _long_texts() -> bytes:
    text = "Seen at 12 Example Road, ref 1/2/3, by Mr Sample; born 1/2/1990. " * 600  # made up
    return return_bytes(*[{**OPEN_SAR, "Overview": text[:32_767], "Comments": ("1/" * 20_000)[:32_767]}] * 2)


def _text_in_many_cells() -> bytes:
    """One shared text in so many cells that laying them out would take gigabytes."""
    content = return_bytes({**OPEN_SAR, "Overview": "MARK"}, whole=True)
    place = part_text(content, "xl/sharedStrings.xml").partition("MARK")[0].count("<si>") - 1
    row = "".join(f'<c r="{letter}#" t="s"><v>{place}</v></c>' for letter in "ABCDEFGHIJ")
    rows = "".join(f'<row r="#">{row}</row>'.replace("#", str(number)) for number in range(1_000, 10_000))
    content = edited(content, "xl/sharedStrings.xml", lambda xml: xml.replace("MARK", ("Seen. " * 5_000)[:30_000]))
    return edited(content, _CASES, lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>"))


def _rule_on_many_areas() -> bytes:
    """One entry rule on every second cell of a column, each as an area of its own."""
    cells = " ".join(f"E{row}" for row in range(5, 100_000, 2))
    rule = f'<dataValidation type="list" sqref="{cells}"><formula1>x</formula1></dataValidation>'
    return _around(f"<dataValidations>{rule}</dataValidations>")


def _many_sheets() -> bytes:
    sheets = range(100, 1_100)
    book = part_text(sound(), "xl/workbook.xml")
    listed = part_text(sound(), "xl/_rels/workbook.xml.rels")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    named = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rS{n}"/>' for n in sheets)
    related = "".join(
        f'<Relationship Id="rS{n}" Type="{kind}/worksheet" Target="worksheets/s{n}.xml"/>' for n in sheets
    )
    parts = {f"xl/worksheets/s{n}.xml": _HEAD + _cell("A1").encode() + _TAIL for n in sheets}
    return with_parts(
        sound(),
        {
            **parts,
            "xl/workbook.xml": book.replace("</sheets>", f"{named}</sheets>").encode(),
            "xl/_rels/workbook.xml.rels": listed.replace("</Relationships>", f"{related}</Relationships>").encode(),
        },
    )


def _repeated(token: bytes, *, before: bytes = b"", after: bytes = b"", megabytes: int = 4) -> Callable[[], bytes]:
    """A sheet of cases with one token again and again: what a pattern could stumble over."""

    def build() -> bytes:
        filling = before + token * ((megabytes << 20) // len(token)) + after
        xml = part_text(sound(), _CASES).encode()
        return with_parts(sound(), {_CASES: xml.replace(b"</sheetData>", filling + b"</sheetData>")})

    return build


def _kept_elsewhere(part: str, target: str) -> Callable[[], bytes]:
    """A workbook that says of one of its parts that it lies somewhere else."""
    return lambda: edited(
        sound(), "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(f'Target="{part}"', f'Target="{target}"')
    )


def _another_workbook() -> bytes:
    """One workbook to be checked, and another that Excel would open."""
    content = with_parts(sound(), {"xl/second.xml": part_text(sound(), "xl/workbook.xml").encode()})
    return edited(content, "_rels/.rels", lambda xml: xml.replace('"xl/workbook.xml"', '"xl/second.xml"'))


def _declared(size: int) -> bytes:
    """A workbook whose list of parts says of each that it unpacks to so many bytes."""
    content = bytearray(sound())
    listed = content.find(b"PK\x01\x02")
    while listed >= 0:
        struct.pack_into("<I", content, listed + 24, size)
        listed = content.find(b"PK\x01\x02", listed + 4)
    return bytes(content)


def _in_bzip2() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound())) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_BZIP2) as out:
        for name in archive.namelist():
            out.writestr(name, archive.read(name))
    return target.getvalue()


def _random_bytes() -> bytes:
    return random.Random(9).randbytes(200_000)  # noqa: S311


REFUSED: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "random bytes": _random_bytes,
    "zip of random bytes": lambda: b"PK\x03\x04" + _random_bytes(),
    "cut short": lambda: sound()[:9_000],
    "a PDF": lambda: b"%PDF-1.7\n" + bytes(1_000),
    "a page of the web": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    "a letter": lambda: zipped({"word/document.xml": b"<w/>"}),
    "a zip of workbooks": lambda: zipped({"a.xlsx": sound()}),
    "an old workbook": lambda: ole_file("Workbook"),
    "locked": lambda: ole_file("EncryptionInfo", "EncryptedPackage"),
    "labelled": lambda: ole_file("EncryptedPackage", "DRMEncryptedDataSpace"),
    "a bomb of one part": lambda: with_parts(sound(), {_CASES: b" " * (150 << 20)}),
    "a bomb of many parts": lambda: with_parts(sound(), {_CASES: b" " * (300 << 20)}),
    "a bomb of parts that overlap": _overlapping,
    "ten thousand parts": lambda: with_parts(sound(), {f"xl/media/{n}.png": b"" for n in range(10_001)}),
    "a part outside": lambda: with_parts(sound(), {"../../../outside.xml": b"<a/>"}),
    "texts in another file": _kept_elsewhere("sharedStrings.xml", "file:///etc/passwd"),
    "a sheet at a server": _kept_elsewhere("worksheets/sheet3.xml", r"\\server\share\cases.xml"),
    "a sheet outside": _kept_elsewhere("worksheets/sheet3.xml", "../../../../etc/passwd"),
    "another workbook than Excel opens": _another_workbook,
    "sizes said too large": lambda: _declared(0xFFFFFFF0),
    "sizes said too small": lambda: _declared(10),
    "packed in another way": _in_bzip2,
    "a part twice": lambda: with_parts(sound(), {_CASES.upper(): b"<a/>"}),
    "entities in a sheet": _entities(_CASES),
    "entities in the texts": _entities("xl/sharedStrings.xml"),
    "entities in the workbook": _entities("xl/workbook.xml"),
    "entities in the properties": _entities("docProps/core.xml"),
    "a cell at the last row": lambda: _cells(_cell("XFD1048576")),
    "a cell at the last row of column A": lambda: _cells(_cell("A1048576")),
    "a far cell behind a quoted sign": lambda: _cells('<row r="1048576"><c x=">" r="XFD1048576"><v>1</v></c></row>'),
    "ten million cells": lambda: with_parts(sound(), {_CASES: _filled(100_000, 100)}),
    "two million cells and more": lambda: _noisy(with_parts(sound(), {_CASES: _filled(9_000, 230)})),
    "a text of ten million characters": lambda: _noisy(_cells(_cell("B30", "ab " * 3_400_000))),
    "a text in very many cells": _text_in_many_cells,
    "comments without end": _repeated(b"<!--"),
    "sections without end": _repeated(b"<![CDATA["),
    "a tag without end": _repeated(b' r="A10000"', before=b"<row><c", after=b"><v>1</v></c></row>"),
    "a name without end": _repeated(b"a", before=b'<row><c r="B900" t="e" ', after=b"><v>1</v></c></row>"),
    "a filter without end": lambda: _around("<autoFilter " + "filterColumn " * 300_000 + "/>"),
}
"""Kinds that are refused, each in one sentence."""

READ: dict[str, Callable[[], bytes]] = {
    "everything active": lambda: with_everything(sound()),
    "the longest texts": _long_texts,
    "a thousand sheets": _many_sheets,
    "hundreds of thousands of cells": lambda: _noisy(_beside(_filled(6_000, 60))),
    "formulas begun without end": _repeated(b"<f "),
    "signs that begin numbers": _repeated(
        b">12345678", before=b'<row r="900"><c r="B900" t="str"><v', after=b"</v></c></row>"
    ),
    "errors beyond number": _repeated(b'<c r="B900" t="e"><v>#N/A</v></c>', before=b'<row r="900">', after=b"</row>"),
    "rules beyond number": lambda: _around(
        "<dataValidations>" + '<dataValidation sqref="A1"/>' * 40_000 + "</dataValidations>"
    ),
    "a rule on very many areas": _rule_on_many_areas,
    "names beyond number": lambda: edited(
        sound(),
        "xl/workbook.xml",
        lambda xml: xml.replace(
            "</definedNames>",
            "".join(f'<definedName name="n{n}">1</definedName>' for n in range(10_000)) + "</definedNames>",
        ),
    ),
    "elements inside each other": lambda: with_parts(
        sound(), {"customXml/item1.xml": b"<a>" * 80_000 + b"</a>" * 80_000}
    ),
    "damaged characters": lambda: edited(
        return_bytes({**OPEN_SAR, "Overview": "MARK"}),
        "xl/sharedStrings.xml",
        lambda xml: xml.replace("MARK", "_xD800_ _x0000_ \u202egnirts\u202c \u200b\ufeff _xFFFF_"),
    ),
}
"""Kinds that are read, or whose harmless part is."""

HOSTILE = {**REFUSED, **READ}
HEAVY = frozenset(
    {
        "a bomb of one part",
        "a bomb of many parts",
        "ten million cells",
        "two million cells and more",
        "a text of ten million characters",
        *READ,
    }
)
"""Those that take more than a moment, each run by itself."""
