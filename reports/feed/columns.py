"""What each column of the feed holds: its type, what it means, and the values that it may have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from reports.feed.tidy import ALL, LONG_FORM
from reports.published import PublishedTable
from validators.case_review import COLUMN_BY_HEADER, Column
from validators.findings import Severity
from validators.messages import feed as messages
from validators.vocabularies import vocabulary
from validators.when import NOT_STATED
from workbook_templates.faults import FileFault

__all__ = ["HIDDEN", "FeedColumn", "columns_of", "refuse_other_values"]

HIDDEN = ("[c]", "[x]", "[z]")
"""Marks that stand for a figure in a release: hidden to protect people, not available, not applicable."""

_RECORD_TABLES = ("cases", "after_month")
_LOCAL_LISTS = ("local_authorities", "boards")
_DATES = frozenset({"Month", "Saved on", "Carried from", "period"})
_RATES = frozenset({"Score", "value"})
_BELOW_ZERO = ("Difference", "bridge", "restated")
_TEXTS: Mapping[str, str] = {
    "ICB code": "Code of the ICB in the Organisation Data Service; empty where the figure is of all of them.",
    "ICB": "Name of the ICB.",
    "Review type": "Type of review.",
    "Reviews": "The group of reviews that a figure is counted over.",
    "Theme": "Theme, one of the 34.",
    "Learning": "Learning term; All is all of them together.",
    "Return": "What became of the return.",
    "Missing": "Codes of the ICBs of which no return counts.",
    "Step": "Step of the bridge from the earlier month to this one.",
    "Meaning": "What the step means.",
    "Reason": "Why, in words.",
    "Quarter": "Quarter of a financial year, such as 2024/25 Q3; All is all of them, Earlier all before.",
    "Stage": "Stage of the review.",
    "Media interest": "Expected media interest.",
    "Theme group": "Group of near-duplicate themes, or a theme that stands alone.",
    "Themes in it": "The themes of the group.",
    "Same as last month": "Whether the records are those of the month before.",
    "Score from": "What the score was worked out from: the returns checked here, or the summary of their region.",
    "Rule": "Identifier of a rule of the checklist.",
    "Rule in words": "The rule.",
    "Part of return": "Part of the ICB's records that the return holds; Whole for all.",
    "File": "Name of the return's file.",
    "Template version": "Version of the template.",
    "What happened": "What became of the returns of this place, in words.",
    "Record no.": "Number of the record in its return.",
    "Origin": "ICB and number under which the record was first kept.",
    "Status at month end": "How the record stood on the last day of the month.",
    "Change": "What changed.",
    "From": "What it was.",
    "To": "What it is.",
    "Status": "What became of the file.",
    "SHA-256": "Digest of the file.",
    "Records mark": "Digest of the records, by which the next month sees that nothing was updated.",
    "Active content": "What the file holds that could run or lead out of it.",
    "Saved at": "When the file says that it was saved.",
    "Sheet": "Sheet of the return.",
    "Column": "Column of the return.",
    "Severity": "How much the finding matters.",
    "Message": "What was found; never the text of a cell.",
    "Fix": "What to do.",
    "Accepted": "Why the ICB lets the finding stand, and the initials of who decided.",
    "ICS": "Name of the integrated care system.",
    "ICB counted": "Code of the ICB that the record counts for.",
    "Source file": "Name of the return's file.",
    "organisation_code": "Code of the ICB, region or country in the Organisation Data Service.",
    "organisation_name": "Name of the ICB, region or country.",
    "table": "The summary's table that the figure stands in.",
    "measure": "What is counted or measured.",
    "breakdown": "What the figure is broken down by; two things with / between them; All is none.",
    "breakdown_value": "The value of that; All is all together.",
}
_FIGURES: Mapping[str, str] = {
    "Month": "Last day of the month.",
    "Saved on": "Day on which the return says that it was saved.",
    "Carried from": "Last day of the month that the record is carried forward from; empty for one of this month.",
    "period": "Last day of the month that the figure is of.",
    "value": "The figure.",
    "Score": "Share of the checked items that passed, from 0 to 1.",
    "Rank": "Dense rank; equal counts share a rank.",
    "Mentions": "How often it is mentioned; a record has up to three.",
    "Difference": "Total declared minus total counted.",
    "Row": "Row of the return as Excel shows it.",
    "Source row": "Row of the return as Excel shows it.",
    "Group": "Number of the group of linked records.",
}
_TABLES_WITH_FEW_VALUES: Mapping[str, str] = {
    "Review type": "review_types",
    "Theme": "themes",
    "Learning": "learning",
    "ICB code": "icbs",
    "ICB counted": "icbs",
    "Stage": "stages",
    "Media interest": "media_interest",
}


@dataclass(frozen=True, slots=True)
class FeedColumn:
    """A column as a data package describes it.

    Attributes:
        name: its header.
        kind: string, integer, number or date.
        about: what it holds, in a sentence.
        values: the only values that it has, if these are few.
        least: the least number that it has, if there is one.
    """

    name: str
    kind: str
    about: str
    values: tuple[str, ...] = ()
    least: int | None = None

    def takes(self, value: object) -> bool:
        """Whether a value is one that the column may have; an empty cell is, and so is a hidden figure."""
        if value is None or (value in HIDDEN and self.kind in ("integer", "number")):
            return True
        if self.kind == "date":
            return isinstance(value, date)
        if self.kind == "string":
            return not self.values or str(value) in self.values
        numeric = int if self.kind == "integer" else (int, float)
        is_number = isinstance(value, numeric) and not isinstance(value, bool)
        return is_number and (self.least is None or value >= self.least)  # type: ignore[operator]


def columns_of(table: PublishedTable) -> tuple[FeedColumn, ...]:
    """Each column of a table, in order; a column that an ICB added is text."""
    return tuple(_column(table.name, header) for header in table.headers)


def _column(table: str, header: str) -> FeedColumn:
    if table in _RECORD_TABLES and (of_model := COLUMN_BY_HEADER.get(header)):
        return _of_model(of_model)
    if header in _TEXTS:
        # Tied terms share a line of the ranks.
        few = () if table.endswith("_ranks") else _few_values(header)
        return FeedColumn(header, "string", _TEXTS[header], few)
    if table in _RECORD_TABLES and header not in _FIGURES:
        return FeedColumn(header, "string", "A column that an ICB added.")
    about = _FIGURES.get(header, f"{header}: how many.")
    if header in _DATES:
        return FeedColumn(header, "date", about)
    if header.endswith(" rate") or header.startswith("Median ") or header in _RATES:
        rated = f"{header}: a share from 0 to 1." if header.endswith(" rate") else about
        return FeedColumn(header, "number", rated, least=None if table == LONG_FORM else 0)
    may_fall = header.startswith(_BELOW_ZERO) or table.startswith(_BELOW_ZERO)
    return FeedColumn(header, "integer", about, least=None if may_fall else 0)


def _of_model(column: Column) -> FeedColumn:
    kind = {"date": "date", "number": "integer"}.get(column.kind, "string")
    few = column.vocabulary is not None and column.vocabulary not in _LOCAL_LISTS
    values = tuple(term.code for term in vocabulary(str(column.vocabulary))) if few else ()
    return FeedColumn(column.header, kind, column.enter, values, 0 if kind == "integer" else None)


def _few_values(header: str) -> tuple[str, ...]:
    if header == "Severity":
        return tuple(severity.value for severity in Severity)
    if (name := _TABLES_WITH_FEW_VALUES.get(header)) is None:
        return ()
    codes = [term.code for term in vocabulary(name)]
    others = {"Learning": [ALL]}.get(header, [] if name == "icbs" else [NOT_STATED])
    return tuple(dict.fromkeys([*codes, *others]))


def refuse_other_values(table: PublishedTable, columns: Iterable[FeedColumn]) -> None:
    """Refuse a table that holds what its columns never do: somebody typed into the summary.

    Raises:
        FileFault: it does.
    """
    for place, column in enumerate(columns):
        if not all(column.takes(row[place]) for row in table.rows):
            raise FileFault(messages.OTHER_VALUES(table=table.name))
