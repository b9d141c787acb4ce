"""Check many files, on several cores where that pays, and time the rules where somebody asks."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, TypeVar

from addin.command_line.console import FaultSaid, watched
from addin.command_line.cores import jobs_for, seconds_for, spread
from addin.command_line.files import GivenFile
from addin.command_line.passwords import read_unlocked
from reports.check_report import CheckedReturn, MuchText, Source, check_return, refused_return
from validators.earlier_returns import EarlierReturns
from validators.harmless_phrases import NO_PHRASES, HarmlessPhrases
from validators.rulebook import Rule, RuleBook
from validators.rules import standard_rules
from workbook_templates.faults import FileFault

__all__ = ["FileToCheck", "check_files", "timed_rules"]

_Answer = TypeVar("_Answer", CheckedReturn, CheckedReturn | None)
_MOST_TEXT_HERE = 800_000
"""Characters that take fifteen seconds at worst, where they were made to keep the search for personal details busy."""


@dataclass(frozen=True, slots=True)
class FileToCheck:
    """A file, how a report shows and finds it, the settings by which it is checked, and what is harmless in it."""

    file: GivenFile
    source: Source
    settings: str = ""
    harmless: HarmlessPhrases = NO_PHRASES


def check_files(
    files: Sequence[FileToCheck],
    *,
    today: date,
    earlier: EarlierReturns,
    standard: RuleBook | None = None,
) -> list[CheckedReturn]:
    """Check files in their order; the answer does not depend on the number of processes.

    Args:
        files: the files to check.
        today: the day of the check.
        earlier: what earlier months' returns held.
        standard: the checklist, where it is not the one that ships; the files are then checked in this process.
    """
    work = partial(_checked, today=today, earlier=earlier, standard=standard)
    jobs = jobs_for([each.file.path for each in files])
    if standard is not None:
        checked = _spread(work, files, jobs=0)
    elif jobs:
        checked = _spread(work, files, jobs=jobs)
    else:
        checked = _here_or_apart(work, files)
    return list(watched(checked, doing="Checking", total=len(files)))


def _spread(
    work: Callable[..., _Answer], files: Sequence[FileToCheck], *, jobs: int
) -> Iterator[_Answer | CheckedReturn]:
    return spread(
        work,
        files,
        jobs=jobs,
        seconds=lambda each: seconds_for(each.file.path),
        lost=lambda each, reason: refused_return(each.source, reason),
    )


def _here_or_apart(work: Callable[..., CheckedReturn], files: Sequence[FileToCheck]) -> Iterator[CheckedReturn]:
    """Small files in this process; one of little size and very much text goes to one that can be ended."""
    for file in files:
        (checked,) = _spread(partial(_if_short, work), [file], jobs=0)
        yield from [checked] if checked else _spread(work, [file], jobs=1)


def _if_short(work: Callable[..., CheckedReturn], file: FileToCheck) -> CheckedReturn | None:
    try:
        return work(file, most_text=_MOST_TEXT_HERE)
    except MuchText:
        return None


def _checked(
    file: FileToCheck,
    *,
    today: date,
    earlier: EarlierReturns,
    standard: RuleBook | None,
    most_text: int | None = None,
) -> CheckedReturn:
    try:
        content = read_unlocked(file.file)
    except (FaultSaid, FileFault) as fault:
        return refused_return(file.source, str(fault).removeprefix(f"{file.file.shown}: "))
    return check_return(
        file.source,
        content,
        today=today,
        settings=file.settings,
        harmless=file.harmless,
        standard=standard,
        earlier=earlier,
        file_name=file.file.path.name,
        most_text=most_text,
    )


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
        beyond_records=rule.beyond_records and clocked(rule.beyond_records),
    )
