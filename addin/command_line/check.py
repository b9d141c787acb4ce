"""`scrt check`: returns against the quality checklist."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from addin.command_line.check_told import crash_lines, file_document, file_lines, timing_lines
from addin.command_line.checking_files import FileToCheck, check_files, timed_rules
from addin.command_line.checklist_settings import settings_files, settings_texts
from addin.command_line.console import FaultSaid, print_json, say, say_error
from addin.command_line.files import GivenFile, given_files, read_bytes, refuse_overwriting, save
from reports.check_report import (
    CheckedReturn,
    PreviousReport,
    SinceLastReport,
    Source,
    read_previous_report,
    since_last_report,
)
from validators.pid import find_pid_in_identifier
from workbook_templates.faults import FileFault

__all__ = ["run"]


def run(
    paths: Sequence[Path],
    *,
    out: Path | None,
    previous: Path | None,
    settings: Path | None,
    timings: bool,
    as_json: bool,
    today: date,
) -> int:
    """Check each file; exit status 1 when any has errors, 2 when none could be read."""
    if out is not None and out.suffix.lower() != ".xlsx":
        raise FaultSaid(f"{out}: the report is an Excel workbook. Please give it a name that ends in .xlsx.")
    files = given_files(paths)
    earlier = given_files([previous] if previous else [])
    own_settings = settings_texts(settings_files(files, settings))
    if out is not None:
        refuse_overwriting(out, [*files, *earlier, *given_files([settings] if settings else [])])
    last_report = _last_report(earlier[0]) if earlier else None
    spent: Counter[str] = Counter()
    to_check = [
        FileToCheck(file, source, own_settings.get(file.path, ""))
        for file, source in zip(files, _sources(files, out), strict=True)
    ]
    checked = check_files(to_check, today=today, standard=timed_rules(spent) if timings else None)
    since = since_last_report(checked, last_report) if last_report else None
    is_readable = not all(one.refusal for one in checked)
    if out is not None and is_readable:
        _write_report(out, checked, last_report, today)
    if as_json:
        print_json(_document(files, checked, out if is_readable else None, since, spent))
    _tell(files, checked, as_json=as_json)
    if not as_json and is_readable:
        say(*_ending(out, since), *(timing_lines(spent) if timings else ()))
    if not is_readable:
        return 2
    return 1 if any(one.has_errors for one in checked) else 0


def _last_report(file: GivenFile) -> PreviousReport:
    try:
        return read_previous_report(read_bytes(file))
    except FileFault as fault:
        raise FaultSaid(f"{file.shown}: {fault}") from None


def _sources(files: Sequence[GivenFile], out: Path | None) -> list[Source]:
    """How a report shows and finds each file: by its name, or as it was given where two have the same."""
    names = Counter(file.path.name for file in files)
    return [
        Source(
            file=file.path.name if _is_shown(file) and names[file.path.name] == 1 else file.shown,
            path=_way_to(file, out) if out is not None and _is_shown(file) else "",
        )
        for file in files
    ]


def _is_shown(file: GivenFile) -> bool:
    return file.shown == str(file.path)


def _way_to(file: GivenFile, out: Path) -> str:
    """The way from the report to a file, or empty where a folder's name on the way may hold PID."""
    target = file.path.resolve()
    try:
        way = Path(os.path.relpath(target, out.parent.resolve())).as_posix()
    except ValueError:
        # Windows: on another drive there is no way but the whole one.
        way = target.as_posix()
    return "" if find_pid_in_identifier(way) else way


def _write_report(out: Path, checked: Sequence[CheckedReturn], previous: PreviousReport | None, today: date) -> None:
    # A check without a report does without a spreadsheet writer.
    from reports.check_report.build import report_bytes

    save(out, report_bytes(checked, previous=previous, today=today))


def _tell(files: Sequence[GivenFile], checked: Sequence[CheckedReturn], *, as_json: bool) -> None:
    for file, one in zip(files, checked, strict=True):
        if one.refusal:
            say_error(f"{file.shown}: {one.refusal}")
            continue
        if not as_json:
            say(*file_lines(file.shown, one))
        for line in crash_lines(file.shown, one):
            say_error(line)


def _ending(out: Path | None, since: SinceLastReport | None) -> list[str]:
    told = [f"since last report: {since.in_words}"] if since else []
    if out is None:
        return [*told, "Every finding, with a link to its cell: scrt check FILE... --out REPORT.xlsx"]
    return [*told, f"Report: {out}"]


def _document(
    files: Sequence[GivenFile],
    checked: Sequence[CheckedReturn],
    out: Path | None,
    since: SinceLastReport | None,
    spent: Counter[str],
) -> dict[str, object]:
    document: dict[str, object] = {
        "files": [file_document(file.shown, one) for file, one in zip(files, checked, strict=True)]
    }
    if out is not None:
        document["report"] = str(out)
    if since is not None:
        document["since_last_report"] = {change.name.lower(): number for change, number in since.totals.items()}
    if spent:
        slowest_first = sorted(spent.items(), key=lambda timed: -timed[1])
        document["milliseconds"] = {rule: round(1000 * seconds, 3) for rule, seconds in slowest_first}
    return document
