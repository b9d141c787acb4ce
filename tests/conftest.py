"""Which tests run (those that are slow or start LibreOffice only with SCRT_CI=1), and on how many cores."""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests import laws, pace, reached_messages, whole_run

pace.keep_bytecode()
pace.prepare_formulas_once()
laws.never_time()

# xlwings looks for it when it is imported. Its engine for Excel on the web is free for non-commercial use and is a
# second engine in the tests; the product works without.
os.environ.setdefault("XLWINGS_LICENSE_KEY", "noncommercial")

# Run by LibreOffice's own Python, which alone has the module `uno`, or in environments of their own.
collect_ignore = ["libreoffice_calc.py", "fuzzing/guided.py", "mutation/mutants.py"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("SCRT_CI") == "1":
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="slow: runs with SCRT_CI=1"))
        elif item.get_closest_marker("libreoffice") and "libreoffice" not in config.option.markexpr:
            item.add_marker(pytest.mark.skip(reason="opens LibreOffice: runs with SCRT_CI=1 or -m libreoffice"))


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    # A run of a few tests is sooner done by one process.
    if not whole_run.is_chosen(config):
        pace.take_several_cores(config)


def pytest_collection_finish() -> None:
    pace.look_for_garbage_seldom()


def pytest_configure() -> None:
    reached_messages.watch()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    reached_messages.take_in(getattr(node, "workeroutput", {}).get("messages", ()))


def pytest_sessionfinish(session: pytest.Session) -> None:
    # A process that runs a part of the tests hands on what it saw; the whole run judges.
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["messages"] = reached_messages.reached()
    elif _ran_everything(session.config) and session.exitstatus == 0 and reached_messages.never_reached():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if _ran_everything(config):
        for name in reached_messages.never_reached():
            terminalreporter.write_line(f"No test reaches the message {name} (validators/messages).", red=True)


def _ran_everything(config: pytest.Config) -> bool:
    return os.environ.get("SCRT_CI") == "1" and not (whole_run.is_chosen(config) or config.option.collectonly)
