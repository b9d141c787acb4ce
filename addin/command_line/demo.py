"""`scrt demo`: the whole job on the London example, in one go."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from addin.command_line.console import FaultSaid, aligned, is_web_address, said_plainly, say, working
from addin.command_line.consolidation_told import headline
from addin.command_line.files import save, shown_output
from reports.check_report.wording import tally
from reports.choosing import Choice
from reports.consolidation import Consolidation, consolidate
from reports.london_example import INVENTED, LondonReturn, london_returns
from reports.receiving import Received, receive
from reports.summary_workbook import summary_bytes
from validators.messages import command_line as messages
from validators.quoting import how_many
from workbook_templates.template import FilledReturn, template_bytes

__all__ = ["run", "summary_in"]

CHECKED_ON = date(2024, 11, 5)
"""The example's own day: the day on which the returns for October 2024 are checked."""

_MONTH = date(2024, 10, 31)


@dataclass
class _Clock:
    """How long each of a number of steps took."""

    number: int
    steps: list[tuple[str, str]] = field(default_factory=list)

    @contextmanager
    def timing(self, step: str) -> Iterator[None]:
        began = time.perf_counter()
        with working(f"Step {len(self.steps) + 1} of {self.number}: {step}"):
            yield
        self.steps.append((step, f"{time.perf_counter() - began:5.2f} s"))


def summary_in(out: Path) -> Path:
    """Where the summary lies among what the demonstration writes."""
    return out / f"S-CRT summary London {_MONTH:%Y-%m}.xlsx"


def run(out: Path) -> int:
    """Make the template, five returns and the summary under `out`, and say where each lies."""
    clock = _Clock(number=5)
    returns_folder = out / "returns"
    if is_web_address(out):
        raise FaultSaid(messages.WEB_OUTPUT())
    if out.exists() and not out.is_dir():
        raise FaultSaid(messages.NO_FOLDER(file=shown_output(out)))
    with said_plainly(out, "written"):
        returns_folder.mkdir(parents=True, exist_ok=True)
    template, summary = out / "S-CRT template.xlsx", summary_in(out)

    with clock.timing("make the template"):
        save(template, template_bytes())
    with clock.timing("make five filled-in returns"):
        returns = london_returns()
        paths = [_save_return(one, returns_folder) for one in returns]
    with clock.timing("check the returns"):
        received = [receive(path.name, path.read_bytes(), today=CHECKED_ON) for path in paths]
    with clock.timing("consolidate them"):
        consolidation = consolidate(received, choice=Choice(month=_MONTH, region="London"))
    with clock.timing("write the summary"):
        save(summary, summary_bytes(consolidation, note=INVENTED))

    say("The London example: made-up case reviews with the figures that London published for October 2024.", "")
    say("Template", f"  {template}", "Returns, each with a few of the faults that real returns have")
    say(*aligned([(f"  {path}", *_tally(one)) for path, one in zip(paths, received, strict=True)]))
    say("Summary", f"  {summary}", "")
    say(*headline(consolidation), *_months(consolidation), "")
    say(*aligned([(f"  {step}", took) for step, took in clock.steps]))
    say("", f"Open first: {summary}")
    return 0


def _save_return(one: LondonReturn, folder: Path) -> Path:
    path = folder / f"{one.icb_code} {one.reporting_month:%Y-%m}.xlsx"
    save(path, template_bytes(filled=FilledReturn(your_icb=one.heading, rows=one.rows, note=INVENTED)))
    return path


def _tally(one: Received) -> tuple[str, str]:
    found = Counter(finding.severity for finding in one.findings)
    return how_many(len(one.records), "record"), tally(found)


def _months(consolidation: Consolidation) -> list[str]:
    """The six months as the summary's table has them."""
    rows = consolidation.tables["monthly_totals"].rows
    shown: list[tuple[object, ...]] = [("  Month", "Total", "Open", "Closed")]
    shown += [(f"  {day:%B %Y}", total, opened, closed) for day, total, opened, closed, *_ in rows]
    return aligned(shown)
