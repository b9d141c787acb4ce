"""How complete the rows of `Cases` are: for each field, in how many records it is needed and filled in, by formulas.

Which records need a field is said once, in the model; here it becomes a formula and, for the value beside the formula,
a count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from validators.case_review import COLUMNS, Column
from validators.required_cells import REQUIRED_COLUMNS
from validators.when import EVERY_RECORD, NOT_STATED, When
from workbook_templates.template.counted_rows import CountedRow, entered
from workbook_templates.template.plan import RECORD_NO

__all__ = ["NEEDED", "ROWS_BEGUN", "Needed", "rows_to_do", "rows_to_do_formula"]

ROWS_BEGUN = "rows_begun"
"""The defined name of the count of rows that hold anything beside their record number."""

_FIELDS = ("status", "review_type", "publication_status")


def _conditions(when: When) -> Mapping[str, Sequence[str]]:
    """Field to the terms that put a record among those that need a field.

    A type of Not Stated is not known, so nobody can say that such a record needs what only some types need.

    Raises:
        ValueError: a condition that no formula here expresses.
    """
    if when.filled:
        raise ValueError("A field that is needed only where another is filled in has no formula yet.")
    codes = zip(_FIELDS, (when.statuses, when.types, when.publications), strict=True)
    return {field: sorted(terms - {NOT_STATED}) for field, terms in codes if terms is not None}


@dataclass(frozen=True, slots=True)
class Needed:
    """One field that some or all records need."""

    column: Column

    @property
    def conditions(self) -> Mapping[str, Sequence[str]]:
        """Field to the terms that put a record among those that need this one."""
        return _conditions(self.column.required)

    def needs(self, row: CountedRow) -> bool:
        """Whether a begun row needs the field."""
        return _holds(self.conditions, row)

    def needed_formula(self) -> str:
        """How many records need the field, without the equals sign."""
        return _counting(self.conditions) if self.conditions else ROWS_BEGUN

    def filled_formula(self) -> str:
        """In how many of them it is filled in, without the equals sign."""
        if self.column.header == RECORD_NO:
            # Ready rows have a number too, so the rows that are begun without one are taken from all that are begun.
            others = ",".join(f'{entered(column.field)},"="' for column in COLUMNS[1:])
            number = f'{entered(self.column.field)},"="'
            return f"{ROWS_BEGUN}-COUNTIFS({number})+COUNTIFS({number},{others})"
        formula = self._any_filled_formula()
        if self.column.field == "review_type":
            formula += "-" + _counting(self.conditions, f'{entered(self.column.field)},"{NOT_STATED}"')
        return formula

    def _any_filled_formula(self) -> str:
        """Records in which this cell or one that serves in its stead is filled in.

        Each is counted, what two have in common is taken away, what three have in common is added again: LibreOffice
        miscounts a criterion for empty cells beside others, so none asks for emptiness.
        """
        fields = (self.column.field, *self.column.instead)
        formula = ""
        for size in range(1, len(fields) + 1):
            sign = "+" if size % 2 else "-"
            for chosen in combinations(fields, size):
                filled = [f'{entered(field)},"<>"' for field in chosen]
                formula += sign + _counting(self.conditions, *filled)
        return formula.removeprefix("+")

    def is_filled(self, row: CountedRow) -> bool:
        """Whether the field is filled in, or one that serves in its stead; a type of Not Stated is still to come."""
        if self.column.field == "review_type" and row.says("review_type", NOT_STATED):
            return False
        return not all(row.is_empty(field) for field in (self.column.field, *self.column.instead))

    def filled_condition(self) -> str:
        """The same for each row, as part of an array formula."""
        fields = (self.column.field, *self.column.instead)
        filled = "+".join(f'({entered(field)}<>"")' for field in fields)
        condition = f"(({filled})>0)" if self.column.instead else filled
        stated = f'*({entered("review_type")}<>"{NOT_STATED}")' if self.column.field == "review_type" else ""
        return condition + stated

    def counts(self, rows: Sequence[CountedRow]) -> tuple[int, int]:
        """In how many begun rows it is filled in, of how many that need it."""
        needing = [row for row in rows if row.is_begun and self.needs(row)]
        return sum(map(self.is_filled, needing)), len(needing)


NEEDED = tuple(Needed(column) for column in REQUIRED_COLUMNS)
"""Every field that any record needs, in the order of the columns."""


def _holds(conditions: Mapping[str, Sequence[str]], row: CountedRow) -> bool:
    return all(any(row.says(field, term) for term in terms) for field, terms in conditions.items())


def _counting(conditions: Mapping[str, Sequence[str]], *criteria: str) -> str:
    """COUNTIFS over the conditions; several terms become an array, the first across and the next down.

    >>> _counting({"status": ["Closed"], "review_type": ["SAR Adult", "DHR Adult"]})
    'SUMPRODUCT(COUNTIFS(case_status,"Closed",case_review_type,{"SAR Adult","DHR Adult"}))'
    """
    separators = iter((",", ";"))
    parts = []
    for field, terms in conditions.items():
        quoted = [f'"{term}"' for term in terms]
        wanted = quoted[0] if len(quoted) == 1 else f"{{{next(separators).join(quoted)}}}"
        parts.append(f"{entered(field)},{wanted}")
    counting = f"COUNTIFS({','.join([*parts, *criteria])})"
    return f"SUMPRODUCT({counting})" if "{" in counting else counting


def rows_to_do_formula() -> str:
    """How many begun rows lack something that they need: an array formula, without the equals sign.

    A row is complete when whatever applies to it is filled in. There is no IF, over which LibreOffice is slow.
    """
    complete = []
    for when in dict.fromkeys(needed.column.required for needed in NEEDED):
        filled = "*".join(one.filled_condition() for one in NEEDED if one.column.required is when)
        applies = "*".join(_applies(field, terms) for field, terms in _conditions(when).items())
        complete.append(f"(1-{applies}*(1-{filled}))" if when is not EVERY_RECORD else filled)
    return f"{ROWS_BEGUN}-SUM(IFERROR({'*'.join(complete)},0))"


def _applies(field: str, terms: Sequence[str]) -> str:
    if len(terms) == 1:
        return f'({entered(field)}="{terms[0]}")'
    listed = ",".join(f'"{term}"' for term in terms)
    return f"ISNUMBER(MATCH({entered(field)},{{{listed}}},0))"


def rows_to_do(rows: Sequence[CountedRow]) -> int:
    """What the formula shows."""
    return sum(
        any(needed.needs(row) and not needed.is_filled(row) for needed in NEEDED) for row in rows if row.is_begun
    )
