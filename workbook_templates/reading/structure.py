"""How a workbook is put together: its sheets, defined names, tables, versions and when it was saved."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from workbook_templates.reading import refusals
from workbook_templates.reading.addresses import Area, parse_area
from workbook_templates.reading.package import Package
from workbook_templates.reading.small_parts import Element, elements

__all__ = [
    "Relation",
    "SheetPart",
    "Structure",
    "Table",
    "external_targets",
    "read_structure",
    "related_parts",
    "relations_in",
]

_WORKBOOK = "xl/workbook.xml"
_OF_THE_PACKAGE = "_rels/.rels"
_SHARED = {"sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}


@dataclass(frozen=True, slots=True)
class Table:
    """An Excel Table: its name, where it lies, and whether it ends in a row of totals or is filtered."""

    name: str
    area: Area
    totals: bool
    filtered: bool

    @property
    def last_record_row(self) -> int:
        """The last row of its body."""
        return self.area.last_row - self.totals


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its name, where its cells stand in the zip, its tables, and whether it is hidden."""

    name: str
    part: str
    tables: tuple[Table, ...]
    hidden: bool = False

    def table(self, name: str) -> Table | None:
        """The table of that name, whatever the letter case."""
        return next((table for table in self.tables if table.name.casefold() == name.casefold()), None)


@dataclass(frozen=True, slots=True)
class Structure:
    """What the small parts of a workbook say.

    Attributes:
        sheets: the worksheets in order; charts and dialogs are none.
        names: defined name in lower case to what it refers to.
        formulas: what every defined name refers to, those of single sheets too.
        properties: custom document properties as text.
        saved_at: when it was last saved, as the program that saved it says; None when it does not.
        shared: parts that all sheets share (texts, formats): the name that they usually have to the one that they have.
    """

    sheets: tuple[SheetPart, ...]
    names: Mapping[str, str]
    formulas: tuple[str, ...]
    properties: Mapping[str, str]
    saved_at: datetime | None
    shared: Mapping[str, str]

    def sheet(self, name: str) -> SheetPart | None:
        """The sheet of that name, whatever the letter case."""
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold()), None)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to.

    Attributes:
        kind: the last word of its type.
        part: the name of a part, or the target as it is written when that lies outside the workbook.
        is_outside: whether it does.
        owner: the part that refers to it, in lower case; empty for the workbook file itself.
    """

    kind: str
    part: str
    is_outside: bool = False
    owner: str = ""


def read_structure(package: Package) -> Structure:
    """Read the small parts.

    Raises:
        FileFault: a part that has to be there is missing or broken, or it is another workbook than Excel would open.
    """
    if _OF_THE_PACKAGE in package:
        named = {one.part.casefold() for one in relations_in(package, _OF_THE_PACKAGE) if one.kind == "officeDocument"}
        if named - {_WORKBOOK}:
            # Excel goes by this list, and what it shows must be what is checked.
            raise refusals.strange_parts()
    workbook = elements(package.part(_WORKBOOK))
    if workbook[0].name != "workbook":
        raise refusals.damaged()
    relations = _relations(package, _WORKBOOK)
    sheets = tuple(_sheets(package, workbook, relations))
    if len({sheet.name.casefold() for sheet in sheets}) < len(sheets):
        # Excel takes it for damaged; of two sheets of one name each reader would read another.
        raise refusals.damaged()
    return Structure(
        sheets=sheets,
        names=_defined_names(workbook),
        formulas=tuple(one.text for one in workbook if one.name == "definedName"),
        properties=_custom_properties(package),
        saved_at=_saved_at(package),
        shared={_SHARED[one.kind]: one.part for one in relations.values() if one.kind in _SHARED},
    )


def _relations(package: Package, part: str) -> dict[str, Relation]:
    folder = posixpath.dirname(part)
    found = {one.attributes.get("Id", ""): _relation(one, folder, part) for one in _listed(package, part)}
    return {name: relation for name, relation in found.items() if not relation.is_outside}


def _relation(one: Element, folder: str, owner: str) -> Relation:
    says = one.attributes.get
    kind, target = says("Type", "").rpartition("/")[2], says("Target", "")
    if says("TargetMode") == "External":
        return Relation(kind, target, is_outside=True, owner=owner.casefold())
    part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(kind, part, owner=owner.casefold())


def relations_in(package: Package, listed: str) -> list[Relation]:
    """The relations that one list of them holds.

    Args:
        package: the workbook.
        listed: the name of the list: a part in a folder `_rels`, its name ending in `.rels`.

    Raises:
        FileFault: the list is broken.
    """
    folder = posixpath.dirname(posixpath.dirname(listed))
    owner = posixpath.join(folder, posixpath.basename(listed).removesuffix(".rels"))
    return [_relation(one, folder, owner) for one in elements(package.part(listed)) if one.name == "Relationship"]


def _listed(package: Package, part: str) -> list[Element]:
    folder, name = posixpath.split(part)
    listed = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    return [one for one in elements(package.part(listed)) if one.name == "Relationship"] if listed in package else []


def related_parts(package: Package, part: str) -> list[str]:
    """The parts that a part refers to, as they are named.

    Raises:
        FileFault: the list of them is broken.
    """
    return [relation.part for relation in _relations(package, part).values()]


def external_targets(package: Package, part: str) -> dict[str, str]:
    """What a part refers to outside the workbook, by the id of the relation: web pages, e-mail addresses, files.

    Raises:
        FileFault: the list of them is broken.
    """
    return {
        one.attributes.get("Id", ""): one.attributes.get("Target", "")
        for one in _listed(package, part)
        if one.attributes.get("TargetMode") == "External"
    }


def _sheets(package: Package, workbook: list[Element], relations: Mapping[str, Relation]) -> Iterator[SheetPart]:
    for one in workbook:
        relation = relations.get(one.attributes.get("id", "")) if one.name == "sheet" else None
        if relation and relation.kind == "worksheet" and relation.part in package:
            says = one.attributes
            hidden = says.get("state", "visible") != "visible"
            yield SheetPart(says.get("name", ""), relation.part, tuple(_tables(package, relation.part)), hidden)


def _tables(package: Package, sheet_part: str) -> Iterator[Table]:
    for relation in _relations(package, sheet_part).values():
        if relation.kind != "table" or relation.part not in package:
            continue
        inside = elements(package.part(relation.part))
        says = inside[0].attributes
        area = parse_area(says.get("ref", ""))
        if area is not None:
            yield Table(
                name=says.get("displayName", ""),
                area=area,
                totals=says.get("totalsRowCount", "0") != "0",
                # A filter button alone leaves its filterColumn empty.
                filtered=any(one.parent == "filterColumn" for one in inside),
            )


def _defined_names(workbook: list[Element]) -> dict[str, str]:
    """A copied sheet brings names of its own along: the workbook's come first."""
    names: dict[str, str] = {}
    for one in workbook:
        if one.name == "definedName":
            name = one.attributes.get("name", "").casefold()
            if "localSheetId" not in one.attributes:
                names[name] = one.text
            else:
                names.setdefault(name, one.text)
    return names


def _custom_properties(package: Package) -> dict[str, str]:
    part = "docProps/custom.xml"
    properties: dict[str, str] = {}
    name = ""
    for one in elements(package.part(part)) if part in package else ():
        if one.name == "property":
            name = one.attributes.get("name", "")
        elif one.parent == "property":
            properties[name] = one.text.strip()
    return properties


def _saved_at(package: Package) -> datetime | None:
    part = "docProps/core.xml"
    texts = [one.text for one in elements(package.part(part)) if one.name == "modified"] if part in package else []
    try:
        saved = datetime.fromisoformat(texts[0].strip())
    except (IndexError, ValueError):
        return None
    return saved.replace(tzinfo=UTC) if saved.tzinfo is None else saved.astimezone(UTC)
