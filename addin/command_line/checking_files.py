"""Check many files, on several cores where that pays, and time the rules where somebody asks."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from addin.command_line.console import FaultSaid, watched
from addin.command_line.files import GivenFile, read_bytes
from reports.check_report import CheckedReturn, Source, check_return, refused_return
from validators.rulebook import Rule, RuleBook
from validators.rules import standard_rules

__all__ = ["FileToCheck", "check_files", "timed_rules"]

# Starting a second process costs about as much as checking this many bytes of returns does.
_WORTH_A_SECOND_PROCESS = 1_000_000


@dataclass(frozen=True, slots=True)
class FileToCheck:
    """A file, how a report shows and finds it, and the settings by which it is checked."""

    file: GivenFile
    source: Source
    settings: str = ""


def check_files(files: Sequence[FileToCheck], *, today: date, standard: RuleBook | None = None) -> list[CheckedReturn]:
    """Check files in their order; the answer does not depend on the number of processes.

    Args:
        files: the files to check.
        today: the day of the check.
        standard: the checklist, where it is not the one that ships; the files are then checked in this process.
    """
    jobs = _jobs_for(files) if standard is None else 1
    return list(watched(_checked_by(files, today, standard, jobs), doing="Checking", total=len(files)))


def _jobs_for(files: Sequence[FileToCheck]) -> int:
    size = sum(each.file.path.stat().st_size for each in files if each.file.path.is_file())
    return min(len(files), os.cpu_count() or 1) if size > _WORTH_A_SECOND_PROCESS else 1


def _checked_by(
    files: Sequence[FileToCheck], today: date, standard: RuleBook | None, jobs: int
) -> Iterator[CheckedReturn]:
    if jobs == 1:
        yield from (_checked(file, today=today, standard=standard) for file in files)
        return
    # Only where it pays for itself.
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(partial(_checked, today=today), files)


def _checked(file: FileToCheck, *, today: date, standard: RuleBook | None = None) -> CheckedReturn:
    try:
        content = read_bytes(file.file)
    except FaultSaid as fault:
        return refused_return(file.source, str(fault).removeprefix(f"{file.file.shown}: "))
    return check_return(file.source, content, today=today, settings=file.settings, standard=standard)


def timed_rules(spent: Counter[str]) -> RuleBook:
    """The checklist with a clock round each rule; seconds are added to `spent` under the rule's id."""
    return RuleBook(_timed(rule, spent) for rule in standard_rules())


def _timed(rule: Rule, spent: Counter[str]) -> Rule:
    def clocked(judge: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        def judged(*args: Any, **limits: int) -> Iterator[Any]:
            began = time.perf_counter()
            try:
                # A rule is a generator: it has run when all that it yields is there.
                return iter([*judge(*args, **limits)])
            finally:
                spent[rule.id] += time.perf_counter() - began  # type: ignore[assignment]

        return judged

    return replace(
        rule,
        judged_by=rule.judged_by and clocked(rule.judged_by),
        workbook_judged_by=rule.workbook_judged_by and clocked(rule.workbook_judged_by),
    )
