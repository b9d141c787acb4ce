"""Every text of a workbook that is no part of a record, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from validators.pid import find_pid
from validators.pid_elsewhere import WORKBOOK, Nature, PlacedText
from workbook_templates.faults import FileFault
from workbook_templates.layout import ALL_SHEETS
from workbook_templates.reading.active_content import active_content
from workbook_templates.reading.own_texts import is_own_text
from workbook_templates.reading.package import Package
from workbook_templates.reading.part_texts import CHART_LABEL, COLUMN_NAME, texts_of_part, texts_of_workbook_part
from workbook_templates.reading.sheet_texts import Records, cell_texts, texts_around_cells
from workbook_templates.reading.sheets import Sheet, read_sheets
from workbook_templates.reading.spelt_characters import in_text
from workbook_templates.reading.structure import SheetPart, Structure, external_targets, related_parts

__all__ = ["Elsewhere", "read_elsewhere"]

_WORKBOOK_PART = "xl/workbook.xml"
_OURS = {name.casefold(): name for name in ALL_SHEETS}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The texts outside the records.

    Attributes:
        texts: each with its place; the template's own are left out.
        unread: what could not be read and so was not searched, as it may be shown.
        sheets: the names that may be shown of the sheets that were read.
        active: what the workbook holds that could run, fetch or lead out of it, in plain words.
    """

    texts: tuple[PlacedText, ...] = field(default=(), repr=False)
    unread: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    active: tuple[str, ...] = ()


def read_elsewhere(
    package: Package,
    structure: Structure,
    read: Mapping[str, Sheet],
    records: Mapping[str, Records],
    *,
    is_ours: Callable[[str], bool] = is_own_text,
) -> Elsewhere:
    """Read every text that is no part of a record. A part that is broken is named and stops nothing.

    Args:
        package: the workbook.
        structure: how it is put together.
        read: the sheets that are read already, by name.
        records: by the name of a sheet the records on it, which are searched by themselves.
        is_ours: whether a text is the template's own.
    """
    reading = _Reading(package, is_ours)
    known = frozenset(chain.from_iterable(one.texts for one in records.values()))
    sheets = {**read, **reading.sheets([one for one in structure.sheets if one.name not in read], structure)}
    for number, source in enumerate(structure.sheets, start=1):
        reading.take([PlacedText(WORKBOOK, f"name of sheet {number}", source.name, Nature.LABEL)])
        shown = shown_sheet(source.name, number)
        if source.name in sheets:
            reading.take_sheet(sheets[source.name], shown, records.get(source.name) or Records(texts=known))
        else:
            reading.unread.append(f"the sheet {shown}")
    reading.take_workbook_part()
    reading.take_other_parts()
    shown_as_they_are = tuple(
        one.name for number, one in enumerate(structure.sheets, start=1) if shown_sheet(one.name, number) == one.name
    )
    return Elsewhere(
        tuple(reading.texts),
        tuple(dict.fromkeys(reading.unread)),
        shown_as_they_are,
        active_content(package, structure, sheets.values()),
    )


def shown_sheet(name: str, number: int) -> str:
    """A sheet's name as it may be shown.

    >>> shown_sheet("guide", 1), shown_sheet("Notes", 10), shown_sheet("of 07700 900123", 11)  # made up
    ('Guide', 'Notes', 'sheet 11 (name withheld)')
    """
    if name.casefold() in _OURS:
        return _OURS[name.casefold()]
    return f"sheet {number} (name withheld)" if find_pid(name) else name


def _as_shown(texts: Iterable[PlacedText]) -> Iterator[PlacedText]:
    """The texts with the characters that Excel shows where the XML spells them out; cells have them already."""
    return (replace(one, text=in_text(one.text)) if "_x" in one.text else one for one in texts)


class _Reading:
    """A reading under way."""

    def __init__(self, package: Package, is_ours: Callable[[str], bool]) -> None:
        self._package = package
        self._is_ours = is_ours
        self._in_cells: set[tuple[str, str]] = set()
        self._sheet_of_part: dict[str, str] = {}
        self.texts: list[PlacedText] = []
        self.unread: list[str] = []

    def take(self, texts: Iterable[PlacedText]) -> None:
        """Keep what is not blank and not the template's own."""
        self.texts += (one for one in texts if one.text and not one.text.isspace() and not self._is_ours(one.text))

    def sheets(self, sources: Sequence[SheetPart], structure: Structure) -> Mapping[str, Sheet]:
        """Read sheets that nobody has read yet; one that cannot be read is left out."""
        try:
            return read_sheets(self._package, structure, sources) if sources else {}
        except FileFault:
            halves = (sources[: len(sources) // 2], sources[len(sources) // 2 :]) if len(sources) > 1 else ()
            return {name: sheet for half in halves for name, sheet in self.sheets(half, structure).items()}

    def take_sheet(self, sheet: Sheet, shown: str, records: Records) -> None:
        """Take a sheet's cells and what stands around them, and remember which other parts are its own."""
        cells = list(cell_texts(sheet, shown, records))
        self._in_cells.update((shown, one.text) for one in cells)
        self.take(cells)
        try:
            self.take(_as_shown(texts_around_cells(sheet, shown, external_targets(self._package, sheet.source.part))))
            self._own_parts(sheet.source.part, shown)
        except FileFault:
            self.unread.append(f"what stands around the cells of {shown}")

    def _own_parts(self, part: str, shown: str) -> None:
        for related in related_parts(self._package, part):
            if related.casefold() not in self._sheet_of_part:
                self._sheet_of_part[related.casefold()] = shown
                self._own_parts(related, shown)

    def _is_copy(self, one: PlacedText) -> bool:
        """Whether a text only repeats a cell of its sheet, as the columns of a table and the labels of a chart do."""
        return one.where in (CHART_LABEL, COLUMN_NAME) and (one.sheet, one.text) in self._in_cells

    def take_workbook_part(self) -> None:
        """Take the defined names."""
        self.take(_as_shown(texts_of_workbook_part(self._package.part(_WORKBOOK_PART))))

    def take_other_parts(self) -> None:
        """Take notes, drawings, properties and whatever else holds texts."""
        for name in self._package.names:
            shown = self._sheet_of_part.get(name, WORKBOOK)
            try:
                texts = _as_shown(texts_of_part(name, partial(self._package.part, name), shown))
                self.take(one for one in texts if not self._is_copy(one))
                if not name.startswith("xl/worksheets/"):
                    targets = external_targets(self._package, name).values()
                    self.take([PlacedText(shown, "target of a link", one, Nature.REFERENCE) for one in targets])
            except FileFault:
                self.unread.append("a part of the workbook beside its sheets")
