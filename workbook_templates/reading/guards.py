"""What guides and guards the cells of a sheet, as saved: its entry rules (data validations) and conditional formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook_templates.reading.addresses import Area, parse_area
from workbook_templates.reading.formulas import Around, same_words
from workbook_templates.reading.small_parts import Element, elements

__all__ = ["EntryRule", "Guards", "SavedFormat", "SavedRule", "read_guards"]

_LIMITED = frozenset({"whole", "decimal", "date", "time", "textLength"})
_TWO_LIMITS = frozenset({"between", "notBetween"})
_WITH_TEXT = frozenset({"containsText", "notContainsText", "beginsWith", "endsWith"})
_YES = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class EntryRule:
    """What a cell offers, refuses and says: the same for two rules that do the same, however they were saved.

    Attributes:
        kind: `list`, `date`, `whole`, `decimal`, `time`, `textLength`, `custom`, or `none` for a message alone.
        allows: operator and formulas, and whether an empty cell is allowed.
        refuses: how strictly, with title and text; empty for a rule that only suggests.
        says: title and text that the cell shows when it is chosen.
    """

    kind: str
    allows: tuple[str, ...]
    refuses: tuple[str, ...]
    says: tuple[str, ...]

    @property
    def noun(self) -> str:
        """What people call it."""
        return {"list": "dropdown", "none": "input message"}.get(self.kind, "entry rule")


@dataclass(frozen=True, slots=True)
class SavedRule:
    """An entry rule as it stands in the file.

    Attributes:
        areas: the cells that it is laid on.
        attributes: as saved.
        formulas: as saved, relative to the first cell.
    """

    areas: tuple[Area, ...]
    attributes: Mapping[str, str]
    formulas: tuple[str, ...]

    def as_laid(self, around: Around, *, base: tuple[int, int], column: int) -> EntryRule:
        """The rule as the cells of one column have it, if its formulas were written for the cell `base`."""
        says = self.attributes.get
        kind = says("type", "none")
        operator = says("operator", "between") if kind in _LIMITED else ""
        wanted = 0 if kind == "none" else 2 if operator in _TWO_LIMITS else 1
        formulas = [around.formula(text, base=base, column=column) for text in self.formulas[:wanted]]
        allows: list[str] = []
        if kind != "none":
            allows = [operator, *formulas, "" if _is_on(says("allowBlank")) else "not empty"]
            # The attribute means the opposite of its name: with it the arrow is gone.
            allows += ["no arrow"] if kind == "list" and _is_on(says("showDropDown")) else []
        refuses = [says("errorStyle", "stop"), says("errorTitle", ""), says("error", "")]
        message = [says("promptTitle", ""), says("prompt", "")]
        return EntryRule(
            kind=kind,
            allows=tuple(allows),
            refuses=_words(refuses) if kind != "none" and _is_on(says("showErrorMessage")) else (),
            says=_words(message) if any(message) and _is_on(says("showInputMessage")) else (),
        )


@dataclass(frozen=True, slots=True)
class SavedFormat:
    """A conditional format as it stands in the file; how it looks is not read."""

    areas: tuple[Area, ...]
    attributes: Mapping[str, str]
    formulas: tuple[str, ...]

    def as_laid(self, around: Around, *, base: tuple[int, int], column: int) -> str:
        """When the cells of one column are shown otherwise, if its formulas were written for the cell `base`."""
        kind = self.attributes.get("type", "")
        text = self.attributes.get("text", "") if kind in _WITH_TEXT else ""
        operator = self.attributes.get("operator", "") if kind == "cellIs" else ""
        formulas = [around.formula(one, base=base, column=column) for one in self.formulas]
        return " ".join(filter(None, (kind, operator, text, *formulas)))


@dataclass(frozen=True, slots=True)
class Guards:
    """All of one sheet."""

    rules: tuple[SavedRule, ...] = ()
    formats: tuple[SavedFormat, ...] = ()


def read_guards(around_cells: bytes) -> Guards:
    """Read them from a sheet's XML without its cells.

    Excel keeps a rule that refers to another sheet in an extension; both are read.

    Raises:
        FileFault: the XML is broken.
    """
    found = elements(around_cells)
    return Guards(tuple(_rules(found)), tuple(_formats(found)))


def _rules(found: Sequence[Element]) -> Iterator[SavedRule]:
    for start, end in _stretches(found, "dataValidation"):
        inside = found[start + 1 : end]
        areas = found[start].attributes.get("sqref") or _text_of(inside, "sqref")
        formulas = tuple(_limit(inside, name) for name in ("formula1", "formula2"))
        yield SavedRule(_areas(areas), found[start].attributes, formulas)


def _limit(inside: Sequence[Element], name: str) -> str:
    """A formula, which stands in the element itself or, in the extension, in an element below it."""
    return next((one.text for one in inside if name in (one.name, one.parent) and one.text.strip()), "")


def _formats(found: Sequence[Element]) -> Iterator[SavedFormat]:
    for start, end in _stretches(found, "conditionalFormatting"):
        inside = found[start + 1 : end]
        areas = _areas(found[start].attributes.get("sqref") or _text_of(inside, "sqref"))
        for first, last in _stretches(inside, "cfRule"):
            formulas = [
                one.text for one in inside[first + 1 : last] if one.parent == "cfRule" and one.name in ("formula", "f")
            ]
            yield SavedFormat(areas, inside[first].attributes, tuple(formulas))


def _stretches(found: Sequence[Element], name: str) -> list[tuple[int, int]]:
    """Where each element of that name begins, and where the next one or what follows them begins."""
    starts = [place for place, one in enumerate(found) if one.name == name]
    return list(zip(starts, [*starts, len(found)][1:], strict=True))


def _text_of(inside: Sequence[Element], name: str) -> str:
    return next((one.text for one in inside if one.name == name), "")


def _areas(text: str) -> tuple[Area, ...]:
    return tuple(area for one in text.split() if (area := parse_area(one)))


def _is_on(text: str | None) -> bool:
    return text in _YES


def _words(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(same_words(text) for text in texts)
