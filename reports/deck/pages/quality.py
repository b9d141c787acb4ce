"""The pages of data quality: what is missing, what does not add up, and what the check found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reports.check_report.wording import in_percent
from reports.deck.charts import Drawing, Kind, Look, Series
from reports.deck.edition import DeckEdition
from reports.deck.page import Cell, Table
from reports.deck.pages.tiles import shown
from reports.deck.slides import Slides
from reports.published_summary import PublishedSummary
from reports.summary_workbook.wording import listed, returned_in_words
from validators.findings import Severity
from validators.quoting import how_many

__all__ = ["found_by_severity", "quality_in_words", "write_quality"]

_TITLE = "Data quality"
_MOST_COLUMNS = 10
_SEVERITIES = (Severity.ERROR, Severity.WARNING)
_DIFFERENCES = ("Difference", "Difference open", "Difference closed")


def write_quality(slides: Slides, edition: DeckEdition) -> None:
    """Sentences beside the columns in which most was found, then each ICB in a table."""
    summary = edition.summary
    page = slides.page("data_quality", _TITLE)
    found = _by_column(summary)
    box = page.body
    if found:
        box, beside = box.left_part(0.46, gap=page.emu(14))
        page.chart(_drawing(found), beside, size=12, name="Findings by column, chart")
    page.say(list(quality_in_words(summary)), box, name="Data quality", sizes=(16, 14, 13, 12, 11, 10))
    _write_by_icb(slides, summary)


def quality_in_words(summary: PublishedSummary) -> Iterator[str]:
    """What a reader of the figures must know of the data."""
    yield from _returns(summary)
    latest = summary.rows("monthly_totals")[-1]
    neither = latest.get("Status not stated")
    if neither:
        yield f"{shown(neither)} of {shown(latest['Total'])} reviews have no status: they count in the total alone."
    not_stated = [row["Total"] for row in summary.rows("review_types") if row["Review type"] == "Not Stated"]
    if any(not_stated):
        yield f"{shown(not_stated[0])} of {shown(latest['Total'])} reviews have no type, or another statutory one."
    yield from _found(summary)
    yield from _reconciled(summary)
    yield from _withheld(summary)


def _returns(summary: PublishedSummary) -> Iterator[str]:
    became = {str(row["ICB code"]): str(row["Return"]) for row in summary.rows("icb_totals", "ICB code", "Return")}
    if became:
        returned, others = returned_in_words(became)
        yield f"Returns are counted from {returned}. {others}".rstrip()
    aside = [row for row in summary.rows("sources", "Status") if row["Status"] == "set aside"]
    if aside:
        yield f"{how_many(len(aside), 'file was', 'files were')} set aside and not counted."


def _found(summary: PublishedSummary) -> Iterator[str]:
    rows = _open_findings(summary)
    if summary.table("findings", "Severity"):
        by = Counter(str(row["Severity"]) for row in rows)
        records = {(row["ICB code"], row["Record no."]) for row in rows if row["Severity"] == Severity.ERROR.value}
        errors = how_many(by[Severity.ERROR.value], "error")
        in_records = f" in {how_many(len(records), 'record')}" if records else ""
        yield f"The check finds {errors}{in_records} and {how_many(by[Severity.WARNING.value], 'warning')}."


def found_by_severity(summary: PublishedSummary) -> dict[str, int]:
    """How many findings are open, by severity."""
    by = Counter(str(row["Severity"]) for row in _open_findings(summary))
    return {f"{severity.value}s".replace("advices", "advice"): by[severity.value] for severity in Severity}


def _open_findings(summary: PublishedSummary) -> list[Mapping[str, object]]:
    rows = summary.rows("findings", "ICB code", "Record no.", "Column", "Severity")
    return [row for row in rows if not row.get("Accepted")]


def _reconciled(summary: PublishedSummary) -> Iterator[str]:
    rows = summary.rows("reconciliation", "ICB code", "Declared total", *_DIFFERENCES)
    differing = [str(row["ICB code"]) for row in rows if any(row[header] for header in _DIFFERENCES)]
    silent = [str(row["ICB code"]) for row in rows if row["Declared total"] is None]
    if differing:
        yield f"The ICB's own count differs from its records for {listed(differing)}."
    elif rows and len(silent) < len(rows):
        yield "No ICB's own count differs from its records."
    if silent:
        yield f"No own count to compare with: {listed(silent)}."


def _withheld(summary: PublishedSummary) -> Iterator[str]:
    rows = summary.rows("withheld", "Certain withheld", "Possible withheld")
    number = sum(int(str(row[header] or 0)) for row in rows for header in ("Certain withheld", "Possible withheld"))
    if number:
        yield f"{how_many(number, 'personal detail is', 'personal details are')} withheld from the records' texts."


def _by_column(summary: PublishedSummary) -> list[tuple[str, list[int]]]:
    """The columns in which most errors and warnings stand, most first."""
    tally: dict[str, Counter[str]] = {}
    for row in _open_findings(summary):
        if row["Severity"] in _SEVERITIES:
            tally.setdefault(str(row["Column"] or "The workbook"), Counter())[str(row["Severity"])] += 1
    counted = [(column, [by[severity.value] for severity in _SEVERITIES]) for column, by in tally.items()]
    return sorted(counted, key=lambda one: (-sum(one[1]), one[0]))[:_MOST_COLUMNS]


def _drawing(found: Sequence[tuple[str, list[int]]]) -> Drawing:
    names = tuple(column for column, _ in found)
    said = "; ".join(f"{column} {errors} and {warnings}" for column, (errors, warnings) in found)
    return Drawing(
        kind=Kind.BARS,
        categories=names,
        series=(
            Series("Errors", tuple(errors for _, (errors, _) in found)),
            Series("Warnings", tuple(warnings for _, (_, warnings) in found), Look.STRIPED),
        ),
        alt_text=f"Bars of errors and warnings by column, the most first: {said}.",
    )


def _write_by_icb(slides: Slides, summary: PublishedSummary) -> None:
    headers = ("ICB code", "ICB", "Declared total", "Counted total", *_DIFFERENCES)
    rows = summary.rows("reconciliation", *headers)
    if not rows:
        return
    found = Counter((row["ICB code"], str(row["Severity"])) for row in _open_findings(summary))
    scores = {row["ICB code"]: row["Score"] for row in summary.rows("quality", "ICB code", "Score")}
    written: list[tuple[Cell, ...]] = []
    for row in rows:
        code = row["ICB code"]
        figures = [row[header] for header in headers[2:4]]
        differences = [signed(row[header]) for header in _DIFFERENCES]
        by = [found[code, severity.value] for severity in _SEVERITIES]
        score = [_per_cent(scores.get(code))] if scores else []
        written.append((f"{_short(str(row['ICB']))} ({code})", *map(_cell, figures), *differences, *by, *score))
    last = ["Score"] if scores else []
    table = Table(
        headers=(
            "ICB",
            "Own count",
            "Records",
            "Differs",
            "Differs, open",
            "Differs, closed",
            "Errors",
            "Warnings",
            *last,
        ),
        rows=tuple(written),
        shares=(4.2, 1.0, 1.1, 1.0, 1.0, 1.0, 0.9, 1.2, *(1.0 for _ in last)),
        alt_text="Each ICB's own count against the records counted, and what the check found in its return.",
    )
    slides.table_pages("quality_by_icb", f"{_TITLE} by ICB", table)


def _per_cent(score: object) -> Cell:
    return in_percent(score) if isinstance(score, int | float) else None


def signed(value: object) -> Cell:
    """A difference with its sign.

    >>> signed(2), signed(-1), signed(0), signed(None)
    ('+2', '-1', 0, None)
    """
    return _cell(value) if not isinstance(value, int) or value == 0 else f"{value:+,}"


def _cell(value: object) -> Cell:
    return value if value is None or isinstance(value, int) else str(value)


def _short(name: str) -> str:
    """An ICB's name without what all of them share."""
    return name.removeprefix("NHS ").removesuffix(" Integrated Care Board")
