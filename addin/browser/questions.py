"""What the page asks of Python: plain values and bytes in, a JSON document and bytes out.

Nothing is kept between two questions, so the page can stop Python at any time and go on with a new one. What a check
found goes to the page as bytes, and comes back when a report is asked for.
"""

from __future__ import annotations

import csv
import json
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

if find_spec("ssl") is None:
    # python-stdnum imports it for services that it could ask on the net. A page has none, and asks nobody.
    sys.modules["ssl"] = ModuleType("ssl")

from addin.browser.pasting import pasted
from addin.command_line.check_told import crash_lines, file_document
from addin.command_line.checklist_settings import settings_files, settings_texts
from addin.command_line.console import FaultSaid, json_text, own_fault
from addin.command_line.files import GivenFile, given_files
from addin.command_line.phrase_files import phrases_for
from addin.command_line.sources import sources_of
from addin.listed_findings import listed
from reports.cell_texts import begins_a_formula
from reports.check_report import CheckedReturn, check_return
from reports.check_report.findings import showable_suggestion
from reports.check_report.fixes import rows_in_short
from reports.check_report.places import cell_shown
from reports.check_report.wording import in_percent, tally
from validators.findings import Finding, Severity
from validators.grouping import EqualFindings, grouped
from validators.rules import standard_rules
from workbook_templates.faults import FileFault, OurFault
from workbook_templates.layout import FINDINGS_COLUMNS, RECORD_NO, TEMPLATE_VERSION, Tables, where_formula

__all__ = ["Answer", "answer"]

_REPORT = Path("report.xlsx")


@dataclass(frozen=True, slots=True)
class Answer:
    """What Python answers: a document, and the content of a file where one was asked for."""

    document: Mapping[str, Any] = field(default_factory=dict)
    content: bytes = b""


def answer(question: str, asked: str, contents: Sequence[Any] = ()) -> tuple[str, bytes]:
    """Answer a question of the page.

    Args:
        question: its name.
        asked: what it asks with, a JSON object.
        contents: files that belong to it.

    Returns:
        A JSON object and the content of a file, empty where none was asked for. An object with `refused` says in one
        sentence why there is no answer.
    """
    try:
        told = _QUESTIONS[question](json.loads(asked), [bytes(content) for content in contents])
    except (FaultSaid, FileFault, OurFault) as fault:
        told = Answer({"refused": str(fault)})
    except Exception as crash:
        told = Answer({"refused": own_fault(crash)})
    return json.dumps(told.document), told.content


def _about(_: Mapping[str, Any], __: Sequence[bytes]) -> Answer:
    return Answer({"version": version("scrt"), "template": TEMPLATE_VERSION, "rules": len(standard_rules())})


def _check(asked: Mapping[str, Any], contents: Sequence[bytes]) -> Answer:
    """One of the files that were chosen: its bytes, then the ICB's own settings and phrases where they were chosen."""
    content, *own = contents
    paths = [Path(name) for name in asked["names"]]
    beside = dict(zip(asked["own"], own, strict=True))
    with _desk(beside):
        files = given_files(paths)
        file = files[asked["at"]]
        settings = settings_texts(settings_files([file], None)).get(file.path, "")
        one = check_return(
            sources_of(files, _REPORT)[asked["at"]],
            content,
            today=date.fromisoformat(asked["today"]),
            settings=settings,
            harmless=phrases_for([file], None)[file.path],
            file_name=file.path.name,
        )
    return Answer(_told(file, one), pickle.dumps((file.shown, one)))


def _shown_names(asked: Mapping[str, Any], _: Sequence[bytes]) -> Answer:
    """How the files that were chosen are named, before any is checked."""
    return Answer({"shown": [file.shown for file in given_files([Path(name) for name in asked["names"]])]})


def _told(file: GivenFile, one: CheckedReturn) -> dict[str, Any]:
    """All that the page shows of a file."""
    return {
        "file": file.shown,
        "refusal": one.refusal,
        "icb": one.icb or "",
        "month": f"{one.month:%Y-%m}" if one.month else "",
        "records": one.score.records,
        "tally": tally(one.open_findings),
        "open": {severity.value: one.open_findings[severity] for severity in Severity},
        "score": in_percent(one.score.workbook.rate),
        "passed": one.score.workbook.passed,
        "judged": one.score.workbook.passed + one.score.workbook.failed,
        "without_error": one.score.records_without_error,
        "not_checked": one.score.not_checked,
        "accepted": one.score.accepted,
        "silenced": one.silenced,
        "crashed": list(crash_lines(file.shown, one)),
        "rules": {rule.id: rule.title for rule in one.rules},
        "findings": [_finding(one, finding) for finding in one.findings],
        "groups": [_group(group) for group in grouped(one.findings)],
    }


def _finding(one: CheckedReturn, finding: Finding) -> dict[str, Any]:
    return {
        "place": cell_shown(one.places, finding),
        "row": finding.row,
        "record": finding.record,
        "column": finding.column,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "fix": finding.fix,
        "suggestion": showable_suggestion(finding.column, finding.suggestion),
        "accepted": finding.accepted,
    }


def _group(group: EqualFindings) -> dict[str, Any]:
    return {
        "cells": len(group.findings),
        "columns": group.columns,
        "rule": group.rule,
        "severity": group.severity.value,
        "what": group.what,
        "fix": group.fix,
        "suggestion": showable_suggestion(group.findings[0].column, group.suggestion),
        "rows": rows_in_short(finding.row for finding in group.findings if finding.row is not None),
    }


def _checked(contents: Sequence[bytes]) -> list[tuple[str, CheckedReturn]]:
    """What checks found, as it was handed to the page."""
    return [pickle.loads(content) for content in contents]  # noqa: S301  # our own bytes, out of this page's memory


def _report(asked: Mapping[str, Any], contents: Sequence[bytes]) -> Answer:
    from reports.check_report.build import report_bytes

    checked = [one for _, one in _checked(contents)]
    return Answer(content=report_bytes(checked, previous=None, today=date.fromisoformat(asked["today"])))


def _findings_json(_: Mapping[str, Any], contents: Sequence[bytes]) -> Answer:
    files = [file_document(shown, one) for shown, one in _checked(contents)]
    return Answer(content=json_text({"files": files}).encode())


_CSV_HEADERS = ("File", "Sheet", "Row", "Record no.", "Column", "Rule", "Severity", "Message", "Fix", "Suggestion")


def _findings_csv(_: Mapping[str, Any], contents: Sequence[bytes]) -> Answer:
    written = StringIO()
    table = csv.writer(written)
    table.writerow((*_CSV_HEADERS, "Accepted"))
    for shown, one in _checked(contents):
        for each in one.findings:
            suggestion = showable_suggestion(each.column, each.suggestion)
            place = (shown, each.sheet, each.row, each.record, each.column, each.rule, each.severity.value)
            table.writerow(map(_as_text, (*place, each.message, each.fix, suggestion, each.accepted)))
    # Excel reads a CSV file as UTF-8 only where it begins with this mark.
    return Answer(content=written.getvalue().encode("utf-8-sig"))


def _as_text(value: object) -> str:
    """A value as a spreadsheet takes it for text, whatever it begins with."""
    text = "" if value is None else str(value)
    return f"'{text}" if begins_a_formula(text) else text


def _rows_to_paste(asked: Mapping[str, Any], contents: Sequence[bytes]) -> Answer:
    """The findings of one return as rows for the table `findings` of its own workbook."""
    ((_, one),) = _checked(contents)
    findings = listed(one.findings)
    lines: list[Mapping[str, str]] = [
        {
            RECORD_NO: finding.record or "",
            "Column": finding.column,
            "Rule": finding.rule,
            "Severity": finding.severity.value,
            "Where": where_formula(Tables().findings),
            "Message": finding.message,
            "Fix": finding.fix,
            "Suggestion": finding.suggestion,
        }
        for finding in findings
    ]
    text = pasted([line.get(header, "") for header in FINDINGS_COLUMNS] for line in lines)
    left_out = sum(one.open_findings.values()) - len(findings)
    return Answer({"text": text, "rows": len(findings), "left_out": left_out})


@contextmanager
def _desk(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder in the page's memory with these files in it, for what works on files; gone afterwards."""
    with TemporaryDirectory() as folder, chdir(folder):
        for name, content in files.items():
            Path(name).write_bytes(content)
        yield Path(folder)


_QUESTIONS: Mapping[str, Callable[[Mapping[str, Any], Sequence[bytes]], Answer]] = {
    "about": _about,
    "shown_names": _shown_names,
    "check": _check,
    "rows_to_paste": _rows_to_paste,
    "report": _report,
    "findings_json": _findings_json,
    "findings_csv": _findings_csv,
}
