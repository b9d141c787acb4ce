"""Which lines and branches of ours a run of the tests never reaches: `pytest -p tests.missed_lines`.

SlipCover puts a probe at each line and branch when a module is imported, so only our own code is followed, and a run
takes little longer than without. A run of all tests fails if less than `FEWEST` percent are reached, or not everything
of `WHOLE`; a run of a few only tells. `--missed-to FILE` writes the lines and branches of every module as JSON:
`{"files": {"reports/published.py": {"executed_lines", "missing_lines", "executed_branches", "missing_branches"}}}`,
a branch as [from, to], where 0 is the function's end.

Not followed: what a test has done by another process.
"""

from __future__ import annotations

import ast
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from slipcover import FileMatcher, ImportManager, Slipcover, merge_coverage, print_coverage

from tests import whole_run

FLOORS = ("addin", "reports", "validators", "workbook_templates")
WHOLE = ("reports/", "validators/")
"""Where each line and branch has a test, or says why it has none (`# pragma: no cover - why`, `no branch - why`)."""
FEWEST = 95.0
"""Percent of the lines and branches of all floors."""
_NO_BRANCH = "# pragma: no branch"
_NOT_OURS_TO_REACH = [
    r"@overload",
    r"^\s*(((async )?def .*?)?\)(\s*->.*?)?:\s*)?\.\.\.\s*(#|$)",
    r"if __name__ == .__main__.:",
]
"""What only a type checker reaches, as `if TYPE_CHECKING:`, and a module that is run to write a page, whose text tests
compare with the page."""
_NEVER_TAKEN_OUT = 1_000_000
"""How often a probe is passed before those that were reached are taken out: that costs more than it saves."""

_probes = Slipcover(branch=True, d_miss_threshold=_NEVER_TAKEN_OUT, exclude_also=_NOT_OURS_TO_REACH)
_elsewhere: list[dict[str, Any]] = []
_FOUND = pytest.StashKey[dict[str, Any]]()
# From here on, which is before pytest imports any of it.
ImportManager(_probes, FileMatcher(sources=list(FLOORS))).__enter__()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--missed-to", type=Path, help="write which lines and branches were reached and missed, as JSON")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take in what a process that ran a part of the tests reached."""
    if lines := getattr(node, "workeroutput", {}).get("lines"):
        _elsewhere.append(json.loads(lines))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand on what was reached or, in the process that has all of it, judge."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["lines"] = json.dumps(_probes.get_coverage())
        return
    found = session.config.stash[_FOUND] = _found()
    if session.config.option.missed_to:
        session.config.option.missed_to.write_text(json.dumps(found), encoding="utf-8")
    if session.exitstatus == 0 and not whole_run.is_chosen(session.config) and _too_few(found):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the modules that are not reached whole."""
    found = config.stash[_FOUND]
    table = StringIO()
    print_coverage(found, outfile=table, skip_covered=True, missing_width=80)
    terminalreporter.write_line(table.getvalue())
    percent = found["summary"]["percent_covered"]
    terminalreporter.write_line(f"Lines and branches reached: {percent:.2f} %, of at least {FEWEST:.0f} %.")
    for module in _not_whole(found):
        terminalreporter.write_line(f"Each line of {module} needs a test, or says why it has none.", red=True)


def _found() -> dict[str, Any]:
    """Lines and branches of every module, those too that no test imports."""
    _probes.source = list(FLOORS)
    found: dict[str, Any] = _probes.get_coverage()
    for elsewhere in _elsewhere:
        merge_coverage(found, elsewhere)
    for module, lines in found["files"].items():
        text = Path(module).read_text(encoding="utf-8")
        marked = text.splitlines()
        lines["missing_branches"] = [one for one in lines["missing_branches"] if _NO_BRANCH not in marked[one[0] - 1]]
        first = _first_lines(text)
        reached = {first.get(line, line) for line in lines["executed_lines"]}
        lines["executed_lines"] = sorted(reached)
        lines["missing_lines"] = sorted({first.get(line, line) for line in lines["missing_lines"]} - reached)
    # Merging with nothing adds up anew.
    return merge_coverage(found, {"files": {}, "meta": found["meta"]})


def _first_lines(text: str) -> dict[int, int]:
    """The first line of each further line of a statement or of a block's heading, because statements are counted."""
    found: dict[int, int] = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.stmt):
            inner = node.cases[0].pattern if isinstance(node, ast.Match) else [*getattr(node, "body", ()), None][0]
            last = inner.lineno - 1 if inner else node.end_lineno or node.lineno
            found |= dict.fromkeys(range(node.lineno + 1, last + 1), node.lineno)
    return found


def _too_few(found: dict[str, Any]) -> bool:
    return bool(found["summary"]["percent_covered"] < FEWEST or _not_whole(found))


def _not_whole(found: dict[str, Any]) -> list[str]:
    files = found["files"].items()
    return [
        module
        for module, lines in files
        if module.startswith(WHOLE) and (lines["missing_lines"] or lines["missing_branches"])
    ]
