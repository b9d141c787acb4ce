"""`scrt check`: returns against the quality checklist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from addin.command_line.check_told import crash_lines, file_document, file_lines, timing_lines
from addin.command_line.checking_files import FileToCheck, check_files, timed_rules
from addin.command_line.checklist_settings import settings_files, settings_texts
from addin.command_line.console import FaultSaid, faults_of, print_json, say, say_error, working
from addin.command_line.files import (
    GivenFile,
    ending_line,
    given_files,
    given_returns,
    read_bytes,
    refuse_overwriting,
    save,
    shown_output,
)
from addin.command_line.passwords import ask_for_missing
from addin.command_line.phrase_files import phrases_for
from addin.command_line.searching import is_thorough
from addin.command_line.sources import sources_of
from reports.check_report import CheckedReturn
from validators.earlier_returns import NO_EARLIER_RETURNS
from validators.messages import command_line as messages
from validators.messages import sharing

if TYPE_CHECKING:
    from reports.check_report.previous import PreviousReport
    from reports.check_report.since import SinceLastReport

__all__ = ["run"]

# The report's writer and the comparison with an earlier report are imported only by who asks for them.


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A check that is done.

    Attributes:
        files: the files as they were given.
        checked: each of them as checked, or why it was refused.
        report: the report that was written, if any.
        since: what changed since an earlier report, if one was given.
        spent: seconds by rule, if they were asked for.
        thorough: whether the model of the thorough mode was asked too.
    """

    files: Sequence[GivenFile]
    checked: Sequence[CheckedReturn]
    report: Path | None
    since: SinceLastReport | None
    spent: Mapping[str, float]
    thorough: bool

    @property
    def is_readable(self) -> bool:
        """Whether any file could be read."""
        return not all(one.refusal for one in self.checked)

    @property
    def status(self) -> int:
        """The exit status: 1 when any file has errors, 2 when none could be read."""
        return int(any(one.has_errors for one in self.checked)) if self.is_readable else 2


def run(
    paths: Sequence[Path],
    *,
    out: Path | None,
    previous: Path | None,
    settings: Path | None,
    exceptions: Path | None,
    timings: bool,
    by_initials: bool,
    as_json: bool,
    today: date,
) -> int:
    """Check each file, write the report that was asked for, and say what was found; the exit status comes back."""
    if out is not None and out.suffix.lower() != ".xlsx":
        raise FaultSaid(messages.NOT_XLSX(file=shown_output(out), what="the report"))
    if by_initials and out is None:
        raise FaultSaid(sharing.BY_INITIALS_WHERE())
    files, named, earlier = given_returns(paths), *(given_files(_those(each)) for each in (settings, previous))
    named += given_files(_those(exceptions))
    ask_for_missing(files)
    own_settings = settings_texts(settings_files(files, settings))
    harmless = phrases_for(files, exceptions)
    if out is not None:
        refuse_overwriting(out, [*files, *named, *earlier])
    last_report = _last_report(earlier[0]) if earlier else None
    spent: Counter[str] = Counter()
    checked = check_files(
        [
            FileToCheck(file, source, own_settings.get(file.path, ""), harmless[file.path])
            for file, source in zip(files, sources_of(files, out), strict=True)
        ],
        today=today,
        earlier=last_report.earlier if last_report else NO_EARLIER_RETURNS,
        standard=timed_rules(spent) if timings else None,
    )
    report = None if all(one.refusal for one in checked) else out
    if report is not None:
        _write_report(report, checked, last_report, today, by_initials=by_initials)
    since = _since(checked, last_report) if last_report else None
    outcome = _Outcome(files, checked, report, since, spent, is_thorough())
    if as_json:
        print_json(_document(outcome))
    _tell(outcome, as_json=as_json)
    return outcome.status


def _those(path: Path | None) -> list[Path]:
    return [] if path is None else [path]


def _last_report(file: GivenFile) -> PreviousReport:
    from reports.check_report.previous import read_previous_report

    with faults_of(file.shown):
        return read_previous_report(read_bytes(file))


def _since(checked: Sequence[CheckedReturn], last_report: PreviousReport) -> SinceLastReport:
    from reports.check_report.since import since_last_report

    return since_last_report(checked, last_report)


def _write_report(
    out: Path, checked: Sequence[CheckedReturn], previous: PreviousReport | None, today: date, *, by_initials: bool
) -> None:
    from reports.check_report.build import report_bytes

    with faults_of(), working("Writing the report"):
        content = report_bytes(checked, previous=previous, today=today, by_initials=by_initials)
    save(out, content)


def _tell(outcome: _Outcome, *, as_json: bool) -> None:
    """Say what was found; beside a JSON document only faults, on standard error."""
    for file, one in zip(outcome.files, outcome.checked, strict=True):
        if one.refusal:
            say_error(f"{file.shown}: {one.refusal}")
            continue
        if not as_json:
            say(*file_lines(file.shown, one))
        for line in crash_lines(file.shown, one):
            say_error(line)
    if not as_json and outcome.is_readable:
        say(*_ending(outcome))


def _ending(outcome: _Outcome) -> Iterator[str]:
    if outcome.since is not None:
        yield f"since last report: {outcome.since.in_words}"
    if outcome.spent:
        yield from timing_lines(outcome.spent)
    if outcome.report is not None:
        yield ending_line("Report", outcome.report, then="open it; each finding leads to its cell")
    else:
        yield "Every finding, with a link to its cell: scrt check FILE... --out REPORT.xlsx"


def _document(outcome: _Outcome) -> dict[str, object]:
    files = zip(outcome.files, outcome.checked, strict=True)
    document: dict[str, object] = {
        "thorough": outcome.thorough,
        "files": [file_document(file.shown, one) for file, one in files],
    }
    if outcome.report is not None:
        document["report"] = shown_output(outcome.report)
    if outcome.since is not None:
        document["since_last_report"] = {change.name.lower(): count for change, count in outcome.since.totals.items()}
    if outcome.spent:
        slowest_first = sorted(outcome.spent.items(), key=lambda timed: -timed[1])
        document["milliseconds"] = {rule: round(1000 * seconds, 3) for rule, seconds in slowest_first}
    return document
