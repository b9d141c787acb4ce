"""What the page asks of Python: plain values and bytes in, a JSON document and bytes out.

Nothing is kept between two questions, so the page can stop Python at any time and go on with a new one. What a check
found goes to the page as bytes, and comes back when a report is asked for.
"""

from __future__ import annotations

import csv
import json
import pickle
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

from validators.messages import command_line as messages

if find_spec("ssl") is None:
    # python-stdnum imports it for services that it could ask on the net. A page has none, and asks nobody.
    sys.modules["ssl"] = ModuleType("ssl")

from addin.browser.new_record import form_fields, icbs_offered, judged_record, places_offered
from addin.browser.pasting import pasted, plain
from addin.browser.workbooks import Made, desk, imported, new_template, upgraded
from addin.command_line.asked import asked_month
from addin.command_line.check_told import beside_the_findings, crash_lines, file_document
from addin.command_line.checklist_settings import settings_files, settings_texts
from addin.command_line.console import FaultSaid, json_text, own_fault
from addin.command_line.files import GivenFile, given_files, holds_pid
from addin.command_line.phrase_files import phrases_for
from addin.command_line.sources import sources_of
from addin.listed_findings import listed
from reports.check_report import CheckedReturn, check_return
from reports.check_report.findings import showable_suggestion
from reports.check_report.fixes import rows_in_short
from reports.check_report.places import cell_shown
from reports.check_report.wording import in_percent, tally
from validators.findings import Finding, Severity
from validators.grouping import EqualFindings, grouped
from validators.pid import Span, find_pid, how_many_of, in_words, say_instead, withhold
from validators.pid_in_cells import find_pid_under
from validators.rules import standard_rules
from validators.your_icb import month_end
from workbook_templates.faults import FileFault, OurFault
from workbook_templates.layout import FINDINGS_COLUMNS, RECORD_NO, TEMPLATE_VERSION, Tables, where_formula

__all__ = ["Answer", "answer"]

_REPORT = Path("report.xlsx")
MOST_READY_ROWS = 20_000
"""As on the command line."""


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


def _about(asked: Mapping[str, Any], _: Sequence[bytes]) -> Answer:
    return Answer(
        {
            "version": version("scrt"),
            "template": TEMPLATE_VERSION,
            "rules": len(standard_rules()),
            "icbs": icbs_offered(_day_of(asked)),
            "form": form_fields(month_end(_day_of(asked))),
        }
    )


def _check(asked: Mapping[str, Any], contents: Sequence[bytes]) -> Answer:
    """One of the files that were chosen: its bytes, then the ICB's own settings and phrases where they were chosen."""
    content, *own = contents
    paths = [Path(name) for name in asked["names"]]
    beside = dict(zip(asked["own"], own, strict=True))
    with desk(beside):
        files = given_files(paths)
        file = files[asked["at"]]
        settings = settings_texts(settings_files([file], None)).get(file.path, "")
        one = check_return(
            sources_of(files, _REPORT)[asked["at"]],
            content,
            today=_day_of(asked),
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
        "beside": list(beside_the_findings(one)),
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
    return Answer(content=report_bytes(checked, previous=None, today=_day_of(asked)))


def _findings_json(_: Mapping[str, Any], contents: Sequence[bytes]) -> Answer:
    files = [file_document(shown, one) for shown, one in _checked(contents)]
    return Answer(content=json_text({"thorough": False, "files": files}).encode())


_CSV_HEADERS = ("File", "Sheet", "Row", "Record no.", "Column", "Rule", "Severity", "Message", "Fix", "Suggestion")


def _findings_csv(_: Mapping[str, Any], contents: Sequence[bytes]) -> Answer:
    written = StringIO()
    table = csv.writer(written)
    table.writerow((*_CSV_HEADERS, "Accepted"))
    for shown, one in _checked(contents):
        for each in one.findings:
            suggestion = showable_suggestion(each.column, each.suggestion)
            place = (shown, each.sheet, each.row, each.record, each.column, each.rule, each.severity.value)
            values = (*place, each.message, each.fix, suggestion, each.accepted)
            table.writerow(["" if value is None else plain(str(value)) for value in values])
    # Excel reads a CSV file as UTF-8 only where it begins with this mark.
    return Answer(content=written.getvalue().encode("utf-8-sig"))


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


def _icbs(asked: Mapping[str, Any], _: Sequence[bytes]) -> Answer:
    month = asked_month(asked["month"]) if asked["month"] else _day_of(asked)
    return Answer({"icbs": icbs_offered(month)})


def _template(asked: Mapping[str, Any], _: Sequence[bytes]) -> Answer:
    rows = asked["rows"]
    if not 1 <= rows <= MOST_READY_ROWS:
        raise FaultSaid(messages.READY_ROWS(most=MOST_READY_ROWS))
    out = " ".join(["S-CRT template", *filter(None, (asked["icb"], asked["month"]))]) + ".xlsx"
    return _made(out, new_template(out, icb=asked["icb"], month=asked["month"], rows=rows))


def _upgrade(asked: Mapping[str, Any], contents: Sequence[bytes]) -> Answer:
    out = _new_name(asked["name"])
    (content,) = contents
    icb, month = asked["icb"], asked["month"]
    return _made(out, upgraded(asked["name"], content, out=out, icb=icb, month=month, today=_day_of(asked)))


def _import(asked: Mapping[str, Any], contents: Sequence[bytes]) -> Answer:
    out = _new_name(asked["name"])
    content, *mapping = contents
    icb, month = asked["icb"], asked["month"]
    given = mapping[0] if mapping else None
    return _made(out, imported(asked["name"], content, out=out, icb=icb, month=month, mapping=given))


def _new_name(name: str) -> str:
    """What the new workbook is called: as the old one, and told apart from it; a name that holds PID is not kept."""
    return "Workbook (new).xlsx" if holds_pid(name) else f"{Path(name).stem} (new).xlsx"


def _made(out: str, made: Made) -> Answer:
    return Answer({"name": out, "said": made.said, "mapping": made.mapping}, made.workbook)


def _text(asked: Mapping[str, Any], _: Sequence[bytes]) -> Answer:
    text = asked["text"]
    spans = find_pid(text)
    counted = Counter((span.kind, span.confidence) for span in spans)
    return Answer(
        {
            "spans": _spans(text, spans),
            "counts": [how_many_of(kind, confidence, number) for (kind, confidence), number in counted.items()],
            "withheld": withhold(text, spans),
        }
    )


def _spans(text: str, spans: Sequence[Span]) -> list[dict[str, Any]]:
    """Spans as the page marks them: a browser counts in UTF-16 units, in which an emoji is two."""
    return [
        {
            "start": _units(text[: span.start]),
            "end": _units(text[: span.end]),
            "confidence": span.confidence.value,
            "what": in_words(span),
            "instead": say_instead(span.kind),
        }
        for span in sorted(spans, key=lambda span: span.start)
    ]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _record(asked: Mapping[str, Any], _: Sequence[bytes]) -> Answer:
    values, today = asked["values"], _day_of(asked)
    month = month_end(today)
    texts = {header: text for header, text in values.items() if text.strip()}
    found = {header: _spans(text, find_pid_under(header, text)) for header, text in texts.items()}
    return Answer(
        {
            **judged_record(values, month=month, today=today),
            "offered": places_offered(values, month),
            "spans": found,
        }
    )


def _day_of(asked: Mapping[str, Any]) -> date:
    return date.fromisoformat(asked["today"])


_QUESTIONS: Mapping[str, Callable[[Mapping[str, Any], Sequence[bytes]], Answer]] = {
    "about": _about,
    "shown_names": _shown_names,
    "check": _check,
    "rows_to_paste": _rows_to_paste,
    "report": _report,
    "findings_json": _findings_json,
    "findings_csv": _findings_csv,
    "icbs": _icbs,
    "template": _template,
    "upgrade": _upgrade,
    "import": _import,
    "text": _text,
    "record": _record,
}
