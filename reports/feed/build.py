"""Build the feed: every CSV file of a summary, or those of a dashboard's own layout, and their description."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO

from reports.csv_texts import plain_value
from reports.described import DESCRIBED
from reports.feed.columns import columns_of, refuse_other_values
from reports.feed.layout import Layout, laid_out
from reports.feed.package import DESCRIPTOR, FeedFile, descriptor, key_of, leads_to_icbs
from reports.feed.tidy import LISTS, LONG_FORM, long_form, tidy_tables
from reports.published import PublishedTable
from reports.published_summary import PublishedSummary, without_certain_pid

__all__ = ["feed_files", "feed_tables"]

_WITHHELD = "[withheld: "
_ABOUT_LONG = "Every figure of every table, one row each."


def feed_files(
    summary: PublishedSummary, *, audience: str, layout: Layout | None = None
) -> tuple[list[FeedFile], dict[str, bytes]]:
    """Every file of the feed.

    Args:
        summary: the month, as the audience may see it.
        audience: external, icb or internal.
        layout: a dashboard's own layout, whose files then stand in the place of ours.

    Returns:
        The CSV files, and the content of each file in the folder by its name, the description last.

    Raises:
        FileFault: a table of the summary holds what it never does, or the layout names what there is not.
    """
    tables = feed_tables(summary, audience=audience)
    made = [_file_of(table) for table in tables] if layout is None else list(_of_layout(tables, layout))
    title = f"Safeguarding case reviews: {summary.region}, data up to {summary.up_to}"
    told = descriptor(
        made, month=summary.month, region=summary.region, audience=audience, note=summary.note, title=title
    )
    return made, {**{file.path: file.content for file in made}, DESCRIPTOR: told}


def feed_tables(summary: PublishedSummary, *, audience: str) -> list[PublishedTable]:
    """The tables that an audience gets, texts without what is certainly a personal detail; the long form last."""
    figures_only = audience == "external"
    tables = [table for table in tidy_tables(summary) if not (figures_only and table.name in LISTS)]
    tables = [_without_withheld_numbers(table) if table.name in LISTS else table for table in tables]
    tables.append(long_form(summary))
    for table in tables:
        refuse_other_values(table, columns_of(table))
    return [_without_pid(table) for table in tables]


def _without_withheld_numbers(table: PublishedTable) -> PublishedTable:
    """Where a number was withheld, because it is somebody's NHS number, a column of numbers has an empty cell."""
    counts = [place for place, column in enumerate(columns_of(table)) if column.kind == "integer"]

    def kept(place: int, value: object) -> object:
        return None if place in counts and isinstance(value, str) and value.startswith(_WITHHELD) else value

    rows = tuple(tuple(kept(place, value) for place, value in enumerate(row)) for row in table.rows)
    return PublishedTable(table.name, table.headers, rows)


def _without_pid(table: PublishedTable) -> PublishedTable:
    """Somebody who typed into the summary can have brought in what the consolidation withheld."""
    free = [place for place, column in enumerate(columns_of(table)) if column.kind == "string" and not column.values]
    known: dict[str, str] = {}

    def clean(value: object) -> object:
        if not isinstance(value, str):
            return value
        if value not in known:
            known[value] = without_certain_pid(value)
        return known[value]

    rows = tuple(
        tuple(clean(value) if place in free else value for place, value in enumerate(row)) for row in table.rows
    )
    return PublishedTable(table.name, tuple(without_certain_pid(header) for header in table.headers), rows)


def _file_of(table: PublishedTable) -> FeedFile:
    about = _ABOUT_LONG if table.name == LONG_FORM else DESCRIBED[table.name]
    return FeedFile(
        table.name,
        about,
        columns_of(table),
        len(table.rows),
        csv_bytes(table.headers, table.rows),
        key_of(table.name, table.headers),
        leads_to_icbs(table.name, table.headers),
    )


def _of_layout(tables: Sequence[PublishedTable], layout: Layout) -> Iterator[FeedFile]:
    by_name = {table.name: (table, columns_of(table)) for table in tables}
    for one in layout.files:
        columns, rows = laid_out(one, by_name, layout)
        content = csv_bytes([column.name for column in columns], rows)
        yield FeedFile(one.name, one.about or f"Laid out from {one.table}.", tuple(columns), len(rows), content)


def csv_bytes(headers: Iterable[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file as RFC 4180 has it: UTF-8, commas, CR and LF, quotes where they are needed, no text a formula."""
    lines = StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(map(plain_value, headers))
    writer.writerows([_shown(value) for value in row] for row in rows)
    return lines.getvalue().encode("utf-8", "replace")


def _shown(value: object) -> object:
    """A value as it is written: a date as ISO 8601 has it, a text that is no formula, a figure as it is."""
    return value.isoformat() if isinstance(value, date) else plain_value(value)
