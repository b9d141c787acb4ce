"""What Excel is strict about besides the file format: each of these makes it "repair" a workbook or lose a part."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
LONGEST_RULE, LONGEST_MESSAGE, LONGEST_TITLE, LONGEST_FORMULA, LONGEST_TEXT = 255, 255, 32, 8_192, 32_767
_SHEET_NAME = re.compile(r"[^\\/?*\[\]:]{1,31}")
_NAME = re.compile(r"[A-Za-z_\\][A-Za-z0-9_.\\]{0,254}")
_RC = re.compile(r"(?i)r\d*(?:c\d*)?|c\d*")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_OTHER_SHEET = re.compile(r"!")


def strictness_faults(content: bytes) -> list[str]:
    """What Excel would object to in a workbook, one line each; empty for a good one."""
    book = _Book(zipfile.ZipFile(BytesIO(content)))
    checks = (
        _parts,
        _shared_strings,
        _sheet_names,
        _defined_names,
        _names_in_use,
        _tables,
        _entry_rules,
        _conditional,
        _cells,
        _merged,
    )
    return [fault for check in checks for fault in check(book)]


@dataclass(frozen=True)
class _Book:
    """The parts of a workbook, parsed."""

    package: zipfile.ZipFile

    def xml(self, part: str) -> ElementTree.Element:
        """A part without its namespaces."""
        root = ElementTree.fromstring(self.package.read(part))  # noqa: S314 - a file that this project wrote
        for element in root.iter():
            element.tag = element.tag.rpartition("}")[2]
        return root

    def targets(self, part: str) -> dict[str, str]:
        """Relationship id to part, for the relationships that stay inside the file."""
        rels = f"{dirname(part)}/_rels/{part.rpartition('/')[2]}.rels".lstrip("/")
        if rels not in self.package.namelist():
            return {}
        return {
            each.attrib["Id"]: normpath(join(dirname(part), each.attrib["Target"])).lstrip("/")
            if not each.attrib["Target"].startswith("/")
            else each.attrib["Target"].lstrip("/")
            for each in self.xml(rels)
            if each.attrib.get("TargetMode") != "External"
        }

    @cached_property
    def workbook(self) -> ElementTree.Element:
        return self.xml("xl/workbook.xml")

    @cached_property
    def sheets(self) -> dict[str, tuple[str, ElementTree.Element]]:
        """Sheet name to its part and content; chart sheets apart."""
        targets = self.targets("xl/workbook.xml")
        found = {}
        for sheet in self.workbook.iter("sheet"):
            part = targets[next(value for key, value in sheet.attrib.items() if key.endswith("}id"))]
            if "/worksheets/" in part:
                found[sheet.attrib["name"]] = (part, self.xml(part))
        return found

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings."""
        if "xl/sharedStrings.xml" not in self.package.namelist():
            return []
        return ["".join(text.text or "" for text in item.iter("t")) for item in self.xml("xl/sharedStrings.xml")]

    @cached_property
    def tables(self) -> list[tuple[str, ElementTree.Element]]:
        """Each table with the name of its sheet."""
        return [
            (name, self.xml(target))
            for name, (part, _) in self.sheets.items()
            for target in self.targets(part).values()
            if "/tables/" in target
        ]

    @cached_property
    def names(self) -> list[tuple[str, str]]:
        """Defined names and what they refer to; Excel's own (_xlnm.) apart."""
        every = [(name.attrib["name"], name.text or "") for name in self.workbook.iter("definedName")]
        return [(name, to) for name, to in every if not name.startswith("_xlnm.")]


def _parts(book: _Book) -> Iterator[str]:
    parts = book.package.namelist()
    for part, times in Counter(parts).items():
        if times > 1:
            yield f"{part} is in the file {times} times"
    for part in parts:
        if not part.endswith(".rels"):
            for target in book.targets(part).values():
                if target not in parts:
                    yield f"{part} refers to {target}, which is not in the file"
    types = book.xml("[Content_Types].xml")
    named = {each.attrib["PartName"].lstrip("/") for each in types.iter("Override")}
    endings = {each.attrib["Extension"] for each in types.iter("Default")}
    for part in parts:
        if part != "[Content_Types].xml" and part not in named and part.rpartition(".")[2] not in endings:
            yield f"{part} has no content type"
    for part in named - set(parts):
        yield f"a content type is given for {part}, which is not in the file"


def _shared_strings(book: _Book) -> Iterator[str]:
    if not book.strings:
        return
    head = book.xml("xl/sharedStrings.xml").attrib
    used = [cell.findtext("v") for _, sheet in book.sheets.values() for cell in sheet.iter("c") if cell.get("t") == "s"]
    if int(head["uniqueCount"]) != len(book.strings):
        yield "the number of shared strings is not what the part says"
    if int(head["count"]) != len(used):
        yield f"shared strings are used {len(used)} times, and the part says {head['count']}"
    if any(int(each or -1) not in range(len(book.strings)) for each in used):
        yield "a cell names a shared string that does not exist"
    if any(len(text) > LONGEST_TEXT for text in book.strings):
        yield "a text is longer than a cell holds"


def _sheet_names(book: _Book) -> Iterator[str]:
    names = [sheet.attrib["name"] for sheet in book.workbook.iter("sheet")]
    for name in names:
        if (
            not _SHEET_NAME.fullmatch(name)
            or name.startswith("'")
            or name.endswith("'")
            or name.casefold() == "history"
        ):
            yield f"{name} is no name for a sheet"
    if len({name.casefold() for name in names}) < len(names):
        yield "two sheets have one name"
    if (
        len([1 for _, sheet in book.sheets.values() for view in sheet.iter("sheetView") if view.get("tabSelected")])
        != 1
    ):
        yield "not exactly one sheet is selected: typing would go into several"


def _defined_names(book: _Book) -> Iterator[str]:
    own = [name.attrib for name in book.workbook.iter("definedName")]
    scopes = Counter((each["name"].casefold(), each.get("localSheetId")) for each in own)
    for (name, _), times in scopes.items():
        if times > 1:
            yield f"the name {name} is defined {times} times"
    sheets = {name.casefold() for name in book.sheets}
    for name, refers_to in book.names:
        if not _NAME.fullmatch(name):
            yield f"{name} is no valid name"
        if _looks_like_a_cell(name) or _RC.fullmatch(name):
            yield f"the name {name} is the address of a cell"
        for sheet in re.findall(r"(?:'((?:[^']|'')+)'|([A-Za-z_][\w.]*))!", refers_to):
            if (sheet[0].replace("''", "'") or sheet[1]).casefold() not in sheets:
                yield f"the name {name} refers to a sheet that does not exist"
        if "#REF!" in refers_to:
            yield f"the name {name} refers to nothing"
        yield from (f"the name {name}: {fault}" for fault in _outside(refers_to))


def _names_in_use(book: _Book) -> Iterator[str]:
    """Names in formulas that nothing defines: such a dropdown is empty, and such a format never shows."""
    known = {name.casefold() for name, _ in book.names} | {"true", "false"}
    known |= {table.attrib["displayName"].casefold() for _, table in book.tables}
    for where, formula in _formulas(book):
        bare = _NO_NAME.sub(" ", formula)
        for word in _WORD.findall(bare):
            if word.casefold() not in known and not _looks_like_a_cell(word) and not _RC.fullmatch(word):
                yield f"{where}: a formula that speaks of {word}, which nothing defines"


_NO_NAME = re.compile(
    r"\"[^\"]*\"|'[^']*'!|\[[^\]]*\](?:[,:]\[[^\]]*\])*\]?|[A-Za-z_][\w.]*(?=[!(])"
    r"|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}\b|(?<![\w.])\$?[A-Z]{1,3}\$?\d{1,7}(?![\w.(])"
)
"""Texts, sheets, columns of tables, functions, whole columns and cells."""
_WORD = re.compile(r"(?<![\w$.])[A-Za-z_][\w.]*")


def _formulas(book: _Book) -> Iterator[tuple[str, str]]:
    """Every formula of the workbook with its place: names, entry rules, conditional formats, and cells once each."""
    for name, refers_to in book.names:
        yield f"the name {name}", refers_to
    for sheet, (_, content) in book.sheets.items():
        seen = set()
        for element in content.iter():
            if element.tag in ("f", "formula", "formula1", "formula2") and element.text and element.text not in seen:
                seen.add(element.text)
                yield sheet, element.text


def _looks_like_a_cell(name: str) -> bool:
    match = re.fullmatch(r"([A-Za-z]{1,3})(\d{1,7})", name)
    return bool(match) and _column(match[1].upper()) <= LAST_COLUMN and 1 <= int(match[2]) <= LAST_ROW


def _tables(book: _Book) -> Iterator[str]:
    taken = Counter(table.attrib["displayName"].casefold() for _, table in book.tables)
    taken.update(name.casefold() for name, _ in book.names)
    ids = Counter(table.attrib["id"] for _, table in book.tables)
    for name, times in taken.items():
        if times > 1:
            yield f"the name {name} is given to {times} tables or cells"
    if any(times > 1 for times in ids.values()):
        yield "two tables have one id"
    for sheet, table in book.tables:
        name = table.attrib["displayName"]
        if _looks_like_a_cell(name) or not _NAME.fullmatch(name):
            yield f"{name} is no name for a table"
        yield from (f"table {name}: {fault}" for fault in _table_faults(book, sheet, table))
    for sheet in book.sheets:
        areas = [_area(table.attrib["ref"]) for where, table in book.tables if where == sheet]
        if any(_overlap(one, two) for place, one in enumerate(areas) for two in areas[:place]):
            yield f"two tables overlap on {sheet}"


def _table_faults(book: _Book, sheet: str, table: ElementTree.Element) -> Iterator[str]:
    left, top, right, bottom = _area(table.attrib["ref"])
    columns = [column.attrib["name"] for column in table.iter("tableColumn")]
    if len(columns) != right - left + 1:
        yield "it has not as many columns as its area"
    if len({column.casefold() for column in columns}) < len(columns):
        yield "two columns have one name"
    if bottom <= top:
        yield "it has no row for data"
    heads = [_text_of(book, sheet, _address(column, top)) for column in range(left, right + 1)]
    for column, head in zip(columns, heads, strict=False):
        if column != head:
            yield f"the column {column} stands under another header cell"
    auto_filter = table.find("autoFilter")
    if auto_filter is not None and auto_filter.attrib["ref"] != table.attrib["ref"]:
        yield "its filter does not cover it"


def _entry_rules(book: _Book) -> Iterator[str]:
    for name, (_, sheet) in book.sheets.items():
        seen: list[tuple[int, int, int, int]] = []
        rules = list(sheet.iter("dataValidation"))
        holder = sheet.find("dataValidations")
        if holder is not None and int(holder.get("count", len(rules))) != len(rules):
            yield f"{name}: the number of entry rules is not what the sheet says"
        for rule in rules:
            where = f"{name} {rule.attrib['sqref']}"
            for key, most in _LONGEST.items():
                if len(rule.get(key, "")) > most:
                    yield f"{where}: its {key} is longer than {most}"
            for formula in (rule.findtext("formula1") or "", rule.findtext("formula2") or ""):
                yield from _rule_formula_faults(where, formula)
            areas = [_area(each) for each in rule.attrib["sqref"].split()]
            if any(_overlap(area, other) for area in areas for other in seen):
                yield f"{where}: two entry rules cover one cell"
            seen += areas
            yield from (f"{where}: {fault}" for fault in _outside(rule.attrib["sqref"]))


_LONGEST = {
    "promptTitle": LONGEST_TITLE, "errorTitle": LONGEST_TITLE, "prompt": LONGEST_MESSAGE, "error": LONGEST_MESSAGE,
}  # fmt: skip


def _rule_formula_faults(where: str, formula: str) -> Iterator[str]:
    if len(formula) > LONGEST_RULE:
        yield f"{where}: a formula of {len(formula)} characters in an entry rule"
    if _OTHER_SHEET.search(formula):
        yield f"{where}: an entry rule that names another sheet"
    if "{" in formula:
        yield f"{where}: an array in an entry rule"
    if re.search(r"\w\[", formula):
        yield f"{where}: an entry rule that names a table's column"


def _conditional(book: _Book) -> Iterator[str]:
    dxfs = book.xml("xl/styles.xml").find("dxfs")
    formats = 0 if dxfs is None else len(dxfs)
    for name, (_, sheet) in book.sheets.items():
        for block in sheet.iter("conditionalFormatting"):
            where = f"{name} {block.attrib['sqref']}"
            yield from (f"{where}: {fault}" for fault in _outside(block.attrib["sqref"]))
            for rule in block.iter("cfRule"):
                formulas = [each.text or "" for each in rule.iter("formula")]
                if any(_OTHER_SHEET.search(each) or re.search(r"\w\[", each) for each in formulas):
                    yield f"{where}: a conditional format that names another sheet or a table"
                if "dxfId" in rule.attrib and int(rule.attrib["dxfId"]) >= formats:
                    yield f"{where}: a conditional format without its look"


def _cells(book: _Book) -> Iterator[str]:
    for name, (_, sheet) in book.sheets.items():
        rows = [int(row.attrib["r"]) for row in sheet.iter("row")]
        if rows != sorted(set(rows)) or any(row > LAST_ROW for row in rows):
            yield f"{name}: rows out of order or beyond the last"
        for cell in sheet.iter("c"):
            formula = cell.findtext("f")
            if formula is not None and len(formula) > LONGEST_FORMULA:
                yield f"{name} {cell.attrib['r']}: a formula longer than {LONGEST_FORMULA}"
            if formula is not None and cell.find("v") is None:
                yield f"{name} {cell.attrib['r']}: a formula without its computed value"
            if cell.get("t") in (None, "n") and cell.find("v") is not None and not _is_number(cell.findtext("v")):
                yield f"{name} {cell.attrib['r']}: a number that is none"


def _merged(book: _Book) -> Iterator[str]:
    for name, (_, sheet) in book.sheets.items():
        areas = [_area(each.attrib["ref"]) for each in sheet.iter("mergeCell")]
        tables = [_area(table.attrib["ref"]) for where, table in book.tables if where == name]
        for place, area in enumerate(areas):
            if any(_overlap(area, other) for other in (*areas[:place], *tables)):
                yield f"{name}: merged cells overlap each other or a table"


def _is_number(text: str | None) -> bool:
    try:
        float(text or "")
    except ValueError:
        return False
    return True


def _text_of(book: _Book, sheet: str, address: str) -> str | None:
    cell = next((cell for cell in book.sheets[sheet][1].iter("c") if cell.attrib["r"] == address), None)
    if cell is not None and cell.get("t") == "inlineStr":
        return "".join(text.text or "" for text in cell.iter("t"))
    if cell is None or cell.get("t") != "s":
        return None
    return book.strings[int(cell.findtext("v") or 0)]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _address(column: int, row: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


def _area(reference: str) -> tuple[int, int, int, int]:
    """Left, top, right, bottom."""
    cells = _CELL.findall(reference)
    (left, top), (right, bottom) = cells[0], cells[-1]
    return _column(left), int(top), _column(right), int(bottom)


def _overlap(one: tuple[int, int, int, int], two: tuple[int, int, int, int]) -> bool:
    return one[0] <= two[2] and two[0] <= one[2] and one[1] <= two[3] and two[1] <= one[3]


def _outside(references: str) -> Iterator[str]:
    for letters, row in _CELL.findall(references):
        if _column(letters) > LAST_COLUMN or not 1 <= int(row) <= LAST_ROW:
            yield f"{letters}{row} lies outside the sheet"
