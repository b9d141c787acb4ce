"""What is said of a consolidation: the month in a few lines, what was set aside, and the JSON document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from addin.command_line.console import print_json, say, say_error
from addin.command_line.files import ending_line, shown_output
from reports.choosing import Decision, SourceStatus
from reports.months import in_words
from reports.unheard import COUNTED
from validators.messages import command_line as messages
from validators.quoting import how_many

if TYPE_CHECKING:
    from reports.consolidation import Consolidation

__all__ = ["headline", "tell_consolidation"]

_BROKEN_SUMS_NAMED = 20


def tell_consolidation(
    consolidation: Consolidation,
    out: Path | None,
    beside: Sequence[Path],
    feedback: Sequence[Path],
    *,
    as_json: bool,
    then: str,
) -> None:
    """Say what came of it; beside a JSON document only faults, on standard error.

    Args:
        consolidation: the region's month.
        out: the summary, if one was written.
        beside: the files beside it.
        feedback: the files of the feedback.
        as_json: whether one JSON document is asked for.
        then: what is to be done with the summary next.
    """
    if as_json:
        files = {"beside": beside, "feedback": feedback}
        lists = {name: [shown_output(path) for path in paths] for name, paths in files.items()}
        print_json({**_document(consolidation, out), **lists})
    elif out is not None:
        say(*headline(consolidation), *(f"Beside it: {shown_output(path)}" for path in beside))
        if feedback:
            number = how_many(sum(path.suffix == ".xlsx" for path in feedback), "ICB")
            say(f"Feedback for {number}: {shown_output(feedback[0].parent)}")
        say(ending_line("Summary", out, then=then))
    for one in consolidation.set_aside:
        say_error(f"{one.received.file}: set aside. {one.reason}")
    for broken in consolidation.broken_sums[:_BROKEN_SUMS_NAMED]:
        say_error(
            f"Self-check: {broken.check} ({broken.of}): it should be {broken.should_be:,} and is {broken.gives:,}."
        )
    if consolidation.broken_sums:
        number = how_many(len(consolidation.broken_sums), "sum")
        say_error(messages.DOES_NOT_ADD_UP(sums=number))
    for file, crash in consolidation.crashed:
        say_error(messages.RULE_CRASHED_AT_ROW(file=file, rule=crash.rule, error=crash.error, row=crash.row))


def headline(consolidation: Consolidation) -> list[str]:
    """The month in a few lines."""
    total, opened, closed = consolidation.headline
    carried = sum(since is not None for since in consolidation.tables["cases"].column("Carried from"))
    lines = [
        f"{consolidation.region}, data up to {in_words(consolidation.month)}",
        f"{total:,} reviews: {opened:,} open, {closed:,} closed{_without_status(total - opened - closed)}",
        *([f"{carried:,} of them are carried forward from an earlier month"] if carried else []),
        *_returned(consolidation),
    ]
    told = (SourceStatus.SUPERSEDED, SourceStatus.IDENTICAL, SourceStatus.CARRIED)
    other = [one for one in consolidation.decisions if one.status in told]
    lines += [f"{one.received.file}: {one.status}. {one.reason}" for one in other]
    return lines


def _returned(consolidation: Consolidation) -> Iterator[str]:
    """How many ICBs have returned, and of each other what became of it."""
    table = consolidation.tables["icb_totals"]
    became = dict(zip(table.column("ICB code"), map(str, table.column("Return")), strict=True))
    counts = list(became.values()).count(COUNTED)
    yield f"{counts} of {len(became)} ICBs {'has' if counts == 1 else 'have'} returned"
    for state in dict.fromkeys(became.values()):
        codes = [str(code) for code, its in became.items() if its == state]
        if state != COUNTED:
            yield f"  {state}: {', '.join(codes)}"


def _without_status(number: int) -> str:
    return f", {number:,} without a status" if number else ""


def _document(consolidation: Consolidation, out: Path | None) -> dict[str, object]:
    """The consolidation as JSON; where no summary was written there are no figures either."""
    total, opened, closed = consolidation.headline
    figures = {"total": total, "open": opened, "closed": closed, "status_not_stated": total - opened - closed}
    return {
        "month": f"{consolidation.month:%Y-%m}",
        "region": consolidation.region,
        "summary": None if out is None else shown_output(out),
        **(dict.fromkeys(figures) if out is None else figures),
        "files": [_source(one, row) for one, row in zip(consolidation.decisions, _rows(consolidation), strict=True)],
        "self_check": _self_check(consolidation),
        "crashed": [
            {"file": file, "rule": crash.rule, "row": crash.row, "record": crash.record, "error": crash.error}
            for file, crash in consolidation.crashed
        ],
    }


def _self_check(consolidation: Consolidation) -> dict[str, object]:
    broken = [
        {"check": one.check, "of": one.of, "should_be": one.should_be, "gives": one.gives}
        for one in consolidation.broken_sums
    ]
    return {"sums": len(consolidation.tables["self_check"].rows), "broken": broken}


def _rows(consolidation: Consolidation) -> list[dict[str, object]]:
    table = consolidation.tables["sources"]
    return [dict(zip(table.headers, row, strict=True)) for row in table.rows]


def _source(one: Decision, row: dict[str, object]) -> dict[str, object]:
    return {
        "file": one.received.file,
        "icb": one.icb or None,
        "status": one.status.value,
        "reason": one.reason,
        "rows_read": row["Rows read"],
        "rows_counted": row["Rows counted"],
        "rows_after_month": row["Rows after the month"],
        "rows_set_aside": row["Rows set aside"],
        "sha256": one.received.sha256,
        "active_content": list(one.received.active),
    }
