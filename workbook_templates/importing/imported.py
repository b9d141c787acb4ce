"""What comes of an import: records for a fresh template, what each column became, what is left to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbook_templates.importing.accounts import Account, Told
from workbook_templates.importing.choosing import THE_TEXT
from workbook_templates.importing.columns import Match
from workbook_templates.importing.drafts import RecordValue
from workbook_templates.importing.questions import Question

__all__ = ["ColumnMatch", "Imported", "SheetMatch"]


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What a column became, as it may be shown.

    Attributes:
        place: for example Open!C, or C in a text file.
        header: the header, or '' where it may hold personal detail or there is none.
        is_withheld: whether there is a header that is not shown.
        match: what it becomes.
        cells: how many filled cells stand beneath the header, in records.
        certain_pid: how many of them hold a certain personal detail.
    """

    place: str
    header: str
    is_withheld: bool
    match: Match
    cells: int
    certain_pid: int

    @property
    def becomes(self) -> str:
        """The name of what it becomes, as in the mapping file."""
        if self.match.left_out:
            return "leave out"
        return self.match.target.name if self.match.target else "carry"

    @property
    def is_asked(self) -> bool:
        """Whether it is left to decide."""
        if self.match.why == "you" or not self.cells:
            return False
        return self.match.proposed is not None or self.holds_personal_detail

    @property
    def holds_personal_detail(self) -> bool:
        """Whether certain personal details would be carried along; in our own columns the check finds them."""
        return self.becomes == "carry" and self.certain_pid > 0

    @property
    def proposal(self) -> str:
        """What it may become, as in the mapping file; '' when it is not asked for."""
        if not self.is_asked:
            return ""
        name = self.match.proposed.name if self.match.proposed else "leave out"
        return f"{name}, month first" if self.match.month_first else name


@dataclass(frozen=True, slots=True)
class SheetMatch:
    """A sheet and whether it is taken.

    Attributes:
        name: as it may be shown.
        taken: whether its records are in the result.
        is_asked: whether it looks like case reviews and is not taken, for the user to decide.
        is_hidden: whether it is hidden in the source.
        header_rows: the rows of its headers.
        recognised: how many columns were surely recognised.
        records: how many records it gave.
        cells: its filled cells.
        hidden_rows, hidden_columns: hidden ones with content, which are taken all the same.
    """

    name: str
    taken: bool
    is_asked: bool
    is_hidden: bool
    header_rows: tuple[int, ...]
    recognised: int
    records: int
    cells: int
    hidden_rows: int = 0
    hidden_columns: int = 0

    @property
    def called(self) -> str:
        """As a sentence calls it."""
        plain = self.name == THE_TEXT or self.name.startswith("sheet ")
        return self.name if plain else f"sheet {self.name}"


@dataclass(frozen=True, slots=True)
class Imported:
    """An older spreadsheet as understood.

    Attributes:
        records: a mapping for each record, header to value; added columns among them.
        places: for each record its sheet as it may be shown, and its row.
        added: headers of the added columns, in order.
        sheets: every sheet of the source.
        columns: every column of the sheets that are taken.
        questions: the values that are left to decide.
        told: cells that are in no record, by sheet and reason.
        account: all filled cells, counted.
        unused: keys of decisions that apply to nothing.
        times_left_out: how many dates lost a time of day.
        how: how a text file was read; else ''.
        tells_hidden: whether the format tells hidden rows and columns.
        sha256: of the source.
    """

    records: tuple[Mapping[str, RecordValue], ...]
    places: tuple[tuple[str, int], ...]
    added: tuple[str, ...]
    sheets: tuple[SheetMatch, ...]
    columns: tuple[ColumnMatch, ...]
    questions: tuple[Question, ...]
    told: tuple[Told, ...]
    account: Account
    unused: tuple[str, ...]
    times_left_out: int
    how: str
    tells_hidden: bool
    sha256: str

    @property
    def columns_to_decide(self) -> tuple[ColumnMatch, ...]:
        """The columns that are left to decide."""
        return tuple(column for column in self.columns if column.is_asked)

    @property
    def sheets_to_decide(self) -> tuple[SheetMatch, ...]:
        """The sheets that are left to decide."""
        return tuple(sheet for sheet in self.sheets if sheet.is_asked)

    @property
    def is_sure(self) -> bool:
        """Whether nothing is left to decide."""
        return not (self.questions or self.columns_to_decide or self.sheets_to_decide)
