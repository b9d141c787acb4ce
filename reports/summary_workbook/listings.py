"""The sheets that list: what changed, the files, the findings, and the case reviews themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from reports.choosing import SourceStatus
from reports.published import PublishedTable
from reports.release import NO, RELEASE, YES
from reports.summary_workbook.column_kinds import UNDERLINE
from reports.summary_workbook.edition import Edition, begin_sheet
from reports.summary_workbook.sheet import SummarySheet
from reports.summary_workbook.wording import figures, listed, month_name
from validators.case_review import COLUMN_BY_HEADER
from validators.findings import Severity
from validators.messages import summaries as messages
from validators.quoting import how_many
from workbook_templates.template.looks import DARK_RED, FLAG

__all__ = ["LISTINGS", "Listing", "write_listing"]

_WIDTHS: Mapping[str, float] = {
    "Reason": 60,
    "Accepted": 34,
    "Records mark": 36,
    "Active content": 40,
    "SHA-256": 36,
    "Message": 64,
    "Fix": 56,
    "Column": 22,
    "Severity": 11,
    "ICS": 22,
    "Record numbers": 110,
    "Check": 62,
    "Of": 62,
}
_NARROWEST, _WIDEST = 9, 34
# Enough rows to know how wide a column is, few enough to be quick.
_MEASURED_ROWS = 300


@dataclass(frozen=True, slots=True)
class Listing:
    """One sheet with one long table.

    Attributes:
        sheet: its name.
        table: the table's name.
        sentences: what is said above it.
        row_height: in points: a few lines, so that many rows stay in sight.
        pages_wide: over how many pages side by side it is printed.
    """

    sheet: str
    table: str
    sentences: Callable[[Edition], Iterable[str]]
    row_height: float
    pages_wide: int = 1


def write_listing(sheet: SummarySheet, edition: Edition, listing: Listing) -> None:
    """Write the sentences and the table, as wide as its content asks."""
    table = edition.table(listing.table)
    sentences = listing.sentences(edition)
    if listing.table in edition.beside:
        sentences, table = [edition.beside[listing.table]], PublishedTable(table.name, table.headers, ())
    row = begin_sheet(sheet, edition, listing.sheet, sentences)
    placed = sheet.listing(table, row=row, widths=_widths(table), row_height=listing.row_height)
    if "Severity" in table.headers:
        area = placed.area("Severity")
        first = area.partition(":")[0]
        sheet.flag_where(
            area, f'={first}="{Severity.ERROR.value}"', {**UNDERLINE, "bold": True, "font_color": DARK_RED}
        )
    if "Result" in table.headers:
        area = placed.area("Result")
        sheet.flag_where(area, f'={area.partition(":")[0]}="does not hold"', FLAG)
    if RELEASE in table.headers:
        sheet.choose_from(placed.area(RELEASE), (YES, NO))
    sheet.underline(placed)
    if listing.pages_wide > 1:
        sheet.print_pages_wide(listing.pages_wide, repeated_columns=1)


def _widths(table: PublishedTable) -> list[float]:
    measured = table.rows[:_MEASURED_ROWS]
    return [_width(header, (row[place] for row in measured)) for place, header in enumerate(table.headers)]


def _width(header: str, values: Iterable[object]) -> float:
    """The model's width for its columns, a fixed one for long texts, else that of the content."""
    if header in _WIDTHS:
        return _WIDTHS[header]
    if header in COLUMN_BY_HEADER:
        return max(COLUMN_BY_HEADER[header].width, _NARROWEST)
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    word = max((len(part) for part in header.split()), default=0)
    return min(max(longest + 2, word + 5, _NARROWEST), _WIDEST)


def _of_changes(edition: Edition) -> Iterator[str]:
    yield "What differs from the summary of the month before, record by record."
    kinds = Counter(str(kind) for kind in edition.table("changes").column("Change"))
    if kinds:
        yield f"{listed([f'{number:,} {kind}' for kind, number in kinds.items()])}."
    else:
        yield "Nothing is listed: either no earlier summary was given to compare with, or nothing changed."


def _of_sources(edition: Edition) -> Iterator[str]:
    table = edition.table("sources")
    statuses = Counter(str(status) for status in table.column("Status"))
    said = [f"{statuses[status.value]} {status.value}" for status in SourceStatus if statuses[status.value]]
    yield f"{how_many(len(table.rows), 'file')}: {listed(said)}." if said else "No file was read."
    read, *placed = (
        sum(figures(table, header))
        for header in ("Rows read", "Rows counted", "Rows after the month", "Rows set aside")
    )
    yield f"{read:,} rows read = {placed[0]:,} counted + {placed[1]:,} after the month + {placed[2]:,} set aside."
    active = sum(map(bool, table.column("Active content")))
    if active:
        yield f"{how_many(active, 'file')} with active content: never run or followed, and nothing of it is here."


def _of_findings(edition: Edition) -> Iterator[str]:
    table = edition.table("findings")
    told = [*zip(table.column("Severity"), table.column("Accepted"), strict=True)]
    found = Counter(str(severity) for severity, accepted in told if not accepted)
    accepted = sum(bool(reason) for _, reason in told)
    nouns = {
        Severity.ERROR: ("error", ""),
        Severity.WARNING: ("warning", ""),
        Severity.ADVICE: ("piece of advice", "pieces of advice"),
    }
    said = [how_many(found[severity.value], *noun) for severity, noun in nouns.items()]
    yield f"{listed(said)} in the returns that count. No finding repeats personal detail."
    if accepted:
        yield f"{how_many(accepted, 'further finding')} that an ICB lets stand, with the reason in the column Accepted."
    crashed = sorted({f"{crash.rule} on {file}" for file, crash in edition.consolidation.crashed})
    if crashed:
        yield f"Not judged, by a fault of this program and not of the return: {listed(crashed)}."


def _of_cases(edition: Edition) -> Iterator[str]:
    number = how_many(len(edition.table("cases").rows), "case review")
    yield f"{number} counted at {edition.up_to}, each as it was understood."
    yield "Personal detail that was found is replaced by its kind, for example [withheld: NHS number]."


def _of_after_month(edition: Edition) -> Iterator[str]:
    number = how_many(len(edition.table("after_month").rows), "case review")
    yield f"{number} added after {edition.up_to}: listed here and counted nowhere."


def _of_history(edition: Edition) -> Iterator[str]:
    months = sorted({month for month in edition.table("history").column("Month") if isinstance(month, date)})
    yield (
        "What each month's summary changed in the one before it, record by record: first the record as that month "
        "counted it, then as the month before did; blank where it was not counted."
    )
    if months:
        yield f"It holds {listed([month_name(month) for month in months])}. The next summary reads it: do not edit it."
    else:
        yield "It begins with the next summary, which is given this one with --previous."


def _of_drill(edition: Edition) -> Iterator[str]:
    yield (
        "The records behind each figure, a line for each return: find the table and its row, or come here from a blue "
        "figure. Record numbers are those of the return; a record without a number of its own is named by its row."
    )
    yield "Themes and learning are mentions: a record that names a term twice counts twice, and its number says so."
    yield (
        "How: counted is one for each; added up, what each record says; a median, a rate or a score is worked out over "
        "those that are listed. Findings stand under their records, and what is said of a return under it as a whole."
    )


def _of_self_check(edition: Edition) -> Iterator[str]:
    results = edition.table("self_check").column("Result")
    failing = sum(result != "holds" for result in results)
    yield f"{how_many(len(results), 'sum')} must hold, each counted again from the tables of this workbook."
    if failing:
        verb = "does" if failing == 1 else "do"
        yield messages.SUMS_FAIL(sums=how_many(failing, "sum"), verb=verb)
    else:
        yield "All of them hold."


def _of_release(edition: Edition) -> Iterator[str]:
    table = edition.table("release")
    released = sum(answer == YES for answer in table.column(RELEASE))
    yield (
        f"{how_many(len(table.rows), 'place')} where the records of this summary may hold a personal detail, "
        f"{released:,} of them released. Each is replaced in every output until somebody has looked."
    )
    yield (
        "Look each place up in the return (Start is its first character). Where it identifies nobody, choose yes, "
        "save, and consolidate again with --release and this file. The list holds for these very files, and never "
        "for what is certain."
    )


LISTINGS = (
    Listing("Self-check", "self_check", _of_self_check, row_height=18),
    Listing("Changes", "changes", _of_changes, row_height=18),
    Listing("Sources", "sources", _of_sources, row_height=42),
    Listing("Findings", "findings", _of_findings, row_height=54),
    Listing("Cases", "cases", _of_cases, row_height=39, pages_wide=6),
    Listing("After month", "after_month", _of_after_month, row_height=39, pages_wide=6),
    Listing("Month log", "history", _of_history, row_height=18),
    Listing("Drill", "drill", _of_drill, row_height=18),
    Listing("Release", "release", _of_release, row_height=30),
)
