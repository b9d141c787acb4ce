"""Inputs that lead to messages of the catalogue to which no other test leads."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings as xw

from addin import macros, summaries
from addin.browser import gathering
from addin.browser.questions import answer
from addin.command_line import cluster, passwords, receiving_files, workers
from addin.command_line.audiences import must_be_known
from addin.command_line.console import FaultSaid, say
from addin.command_line.cores import Lost, guarded, spread
from addin.command_line.texts_given import opened
from addin.libreoffice import office
from reports.disclosure import controlled
from reports.disclosure.controlling import ControlledTables
from reports.disclosure.rounding import Control
from reports.published import PublishedTable
from reports.published_summary import read_summary
from reports.receiving import receive
from reports.written_report.build import report_bytes
from reports.written_report.period import period_of
from reports.written_report.places import read_places
from tests.addin.faulty_return import FAULTY, faulty_return
from tests.addin.remote_workbook import RemoteWorkbook
from tests.command_line.running import TODAY, assert_refused, scrt
from tests.command_line.test_workers import work
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from tests.reports.report_reading import filled
from tests.reports.summary_workbook_example import OCTOBER, london, london_summary
from tests.workbook_templates.drifting import changed
from tests.workbook_templates.reading_workbook import edited
from validators.findings import Crash
from workbook_templates.faults import FileFault, OurFault
from workbook_templates.importing.mapping_file import read_mapping


@pytest.fixture
def one_return(tmp_path: Path) -> Path:
    path = tmp_path / "QMF.xlsx"
    path.write_bytes(return_bytes(OPEN_SAR))
    return path


# Options, files and passwords


def test_here_or_at_a_cluster(one_return: Path, tmp_path: Path) -> None:
    words = ("--month", "2024-10", "--out", tmp_path / "a.xlsx", *TODAY)
    assert_refused(
        scrt("consolidate", one_return, *words, "--jobs", "2", "--cluster", "tcp://127.0.0.1:1"), "leave one"
    )
    assert_refused(scrt("consolidate", one_return, *words, "--cluster", "nowhere"), "no Dask scheduler answers")


def test_no_standard_input_and_a_full_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(FaultSaid, match="which was closed"), opened(None):
        pass

    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    with pytest.raises(FaultSaid, match="cannot be printed"):
        say("396 reviews")


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("", encoding="utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = scrt("browser", "serve", "--folder", tmp_path, "--port", port, network=True)
    assert_refused(ran, f"Port {port}", "Please choose another --port")


def test_a_mapping_file_that_is_no_text_and_a_thousand_of_them(tmp_path: Path) -> None:
    old, out, mapping = tmp_path / "old.csv", tmp_path / "new.xlsx", tmp_path / "map.toml"
    old.write_text("Status,Type of review,Borough\nOpen,DHR,Hackney\n", encoding="utf-8")
    mapping.write_bytes(b"\xff\xfe\xfa")
    assert_refused(scrt("import", old, "--out", out, "--icb", "QMF", "--mapping", mapping), "save the mapping file as")
    for suffix in ("", *(f"-{number}" for number in range(2, 1_000))):
        (tmp_path / f"new.mapping{suffix}.toml").touch()
    assert_refused(scrt("import", old, "--out", out, "--icb", "QMF"), "too many mapping files")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("version = 99", "another version"),
        ("sheets = 3", "says nothing that can be read under sheets"),
        ('[fill]\n"Status" = "Nonsense"', "a line under [fill]"),
    ],
)
def test_a_mapping_file_that_says_what_nobody_can_do(text: str, said: str) -> None:
    with pytest.raises(FileFault) as refused:
        read_mapping(text)
    assert said in str(refused.value)


def test_a_password_file_that_is_none_and_two_passwords_that_differ(
    one_return: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / "passwords.toml"
    long.write_bytes(b"#" * (2 << 20))
    long.chmod(0o600)
    assert_refused(scrt("check", one_return, "--password-file", long, *TODAY), "too large for a password file")
    typed = iter(["one", "other"])
    monkeypatch.setattr(passwords, "_somebody_is_there", lambda: True)
    monkeypatch.setattr(passwords, "getpass", lambda *_, **__: next(typed))
    words = ("--month", "2024-10", "--out", tmp_path / "a.xlsx", "--protect")
    assert_refused(scrt("consolidate", one_return, *words, *TODAY), "the two differ")
    assert not (tmp_path / "a.xlsx").exists()


def test_a_line_of_a_text_that_never_ends(tmp_path: Path) -> None:
    text = tmp_path / "Notes.txt"
    text.write_bytes(b"a" * ((16 << 20) + 2))
    assert_refused(scrt("pid", "scan", text), "line 1 is longer than 16 MB")


def test_a_briefing_from_a_summary_without_records(one_return: Path, tmp_path: Path) -> None:
    summary = tmp_path / "Summary.xlsx"
    words = ("--month", "2024-10", "--out", summary, "--no-cases", *TODAY)
    assert scrt("consolidate", one_return, *words).status == 0
    ran = scrt("deck", summary, "--out", tmp_path / "a.pptx", "--since", "2024-09")
    assert_refused(ran, "Please make it again without --no-cases")


def test_a_template_of_no_rows_asked_for_on_the_page() -> None:
    told, content = answer("template", '{"rows": 0, "icb": "QMF", "month": "2024-10"}')
    assert ("Please" in json.loads(told)["refused"] or "please" in told, content) == (True, b"")


# Buttons


@pytest.mark.parametrize(
    ("table", "macro", "said"),
    [("findings", macros.check_quality, "ends in a row of totals"), ("cases", macros.new_record, "is full")],
)
def test_a_table_with_a_row_of_totals(table: str, macro: Callable[[xw.Book], str], said: str) -> None:
    book = RemoteWorkbook(faulty_return(ready_rows=len(FAULTY)))
    book.table(table)["show_totals"] = True
    assert said in book.run(macro)


def test_rules_that_failed_are_told_with_the_summary_of_a_button(
    one_return: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crashing(file: str, content: bytes, **given: Any) -> Any:
        return replace(receive(file, content, **given), crashed=(Crash("A01", 5, "1", "ValueError"),))

    monkeypatch.setattr(receiving_files, "receive", crashing)
    monkeypatch.setattr(workers, "in_workers", lambda work, items, **_: map(work, items))
    quiet: Mapping[str, Any] = {"today": date(2024, 11, 5), "tell": lambda _: None, "refuse": lambda _: None}
    made = summaries.summary_of_folder(one_return.parent, "2024-10", **quiet)
    assert "1 rule failed by our own fault. Please report it." in made.said
    made.path.write_bytes(return_bytes(OPEN_SAR, icb="QKK"))
    with pytest.raises(FileFault, match="it is no summary"):
        summaries.summary_of_folder(one_return.parent, "2024-10", **quiet)


def test_a_folder_of_which_nothing_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"nothing")
    quiet: Mapping[str, Any] = {"today": date(2024, 11, 5), "tell": lambda _: None, "refuse": lambda _: None}
    with pytest.raises(FileFault, match="none of its workbooks can be read"):
        summaries.summary_of_folder(tmp_path, "2024-10", **quiet)


# Other processes


def test_a_file_that_takes_too_long_or_ends_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    given: Mapping[str, Any] = {"seconds": lambda _: 1.0, "lost": lambda item, why: why}
    # A crowded machine may give a busy process its second of the processor only after a long time.
    monkeypatch.setattr(workers, "_PATIENCE", 600)
    assert "took more than 1 seconds" in next(iter(spread(work, ["is busy"], jobs=1, **given)))
    assert "ended without an answer" in next(iter(spread(work, ["exits"], jobs=1, **given)))
    monkeypatch.setattr(workers, "_PATIENCE", 1)
    assert "not read after 1 seconds" in next(iter(spread(work, ["sleeps"], jobs=1, **given)))


class Scheduler:
    """A cluster's client whose workers answer as they are told."""

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def run(self, _: object) -> dict[str, str]:
        """What each worker answers."""
        if isinstance(self.answer, Exception):
            raise self.answer
        return {"worker": self.answer} if isinstance(self.answer, str) else {}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "the scheduler has no workers"),
        ("0.0.0", f"Please install {version('scrt')} on each of them"),
        (ModuleNotFoundError("scrt"), "cannot run this program (ModuleNotFoundError)"),
    ],
)
def test_a_cluster_that_cannot_help(answer: object, said: str) -> None:
    with pytest.raises(FaultSaid) as refused:
        cluster._refuse_other_versions(Scheduler(answer))
    assert said in str(refused.value)


def test_a_file_that_fills_the_memory_here_and_one_whose_workers_are_gone() -> None:
    def fills(_: str) -> str:
        raise MemoryError

    class Future:
        def result(self, *, timeout: float) -> object:
            """A worker's end."""
            raise CancelledError

    lost = (guarded(fills, "a"), cluster._answer(Future()))  # type: ignore[arg-type]
    assert [one.reason.partition(".")[0] for one in lost if isinstance(one, Lost)] == [
        "Reading it took more memory than a return may take and was stopped",
        "The workers that read it ended without an answer",
    ]


def test_a_cluster_that_is_silent_or_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")

    class Future:
        def result(self, *, timeout: float) -> object:
            """Never anything."""
            raise TookTooLong

        def cancel(self) -> None:
            """It goes on."""

    lost = cluster._answer(Future())  # type: ignore[arg-type]
    assert isinstance(lost, Lost)
    assert "gave no answer" in lost.reason
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(FaultSaid, match="needs Dask"):
        cluster._connected("tcp://127.0.0.1:1")


def test_a_page_whose_parts_do_not_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = gathering.Pinned("a-1.whl", hashlib.sha256(b"a").hexdigest())
    with pytest.raises(FileFault, match="did not come"):
        list(gathering._checked(tmp_path, [part]))
    with pytest.raises(FileFault, match=r"could not bring.*It said: no"):
        gathering._run([sys.executable, "-c", "raise SystemExit('no')"], "npm", folder=tmp_path)
    monkeypatch.setattr(gathering, "_TIME_LIMIT", 0.2)
    with pytest.raises(FileFault, match="did not come to an end"):
        gathering._run([sys.executable, "-c", "import time; time.sleep(9)"], "npm", folder=tmp_path)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1))
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(FileFault, match="pip is not installed"):
        gathering._pip()


def test_no_bridge_to_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uno", None)
    monkeypatch.setattr(office, "_PLACES", ())
    with pytest.raises(OurFault, match="bridge to Python"):
        office.uno_bridge()


# Workbooks that somebody changed


def test_columns_that_drifted(tmp_path: Path) -> None:
    def spoil(book: Any) -> None:
        cases = book["Cases"]
        cases["C4"], cases["D4"] = cases["D4"].value, cases["C4"].value
        cases["F4"] = "Stages"
        cases["G4"] = "Ms Zebedee Quillfeather, 999 000 0018"  # made up
        cases["H4"] = cases["I4"].value
        cases.title = "My cases"

    path = tmp_path / "a.xlsx"
    path.write_bytes(changed(spoil))
    ran = scrt("template", "inspect", path)
    for said in ("did you mean Stage?", "header is withheld", "was moved", "stands twice", "Please rename it back"):
        assert said in ran.out
    assert "Quillfeather" not in ran.out


def test_a_sheet_without_a_single_column_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"

    def spoil(book: Any) -> None:
        for cell in book["Cases"][4]:
            cell.value = f"Own {cell.column}"

    path.write_bytes(changed(spoil))
    assert "Please go back to a copy that has them" in scrt("template", "inspect", path).out


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        ("docProps/custom.xml", "2024-10", "October", "for which month"),
        ("xl/tables/table1.xml", 'name="', 'name="x', "is not as S-CRT wrote it"),
    ],
)
def test_a_summary_that_somebody_changed(part: str, old: str, new: str, said: str) -> None:
    with pytest.raises(FileFault) as refused:
        read_summary(edited(london_summary(), part, lambda text: text.replace(old, new)))
    assert said in str(refused.value)


def test_a_summary_with_a_table_that_cannot_be_read() -> None:
    with pytest.raises(FileFault, match="tables cannot be read"):
        read_summary(
            edited(london_summary(), "xl/tables/table1.xml", lambda text: re.sub(' ref="[^"]*"', ' ref="?"', text))
        )


def test_a_report_with_words_in_a_place_that_is_no_more() -> None:
    period = period_of([read_summary(london_summary())], begin=OCTOBER, end=OCTOBER)
    written = filled(report_bytes(period), "data", "Our own words, made up.")
    renamed = edited(written, "word/document.xml", lambda text: text.replace("scrt-lead:data", "scrt-lead:others"))
    with pytest.raises(FileFault, match="words in places that this one does not have"):
        report_bytes(period, kept=read_places(renamed))


def test_tables_that_do_not_add_up_and_some_that_cannot_be_released() -> None:
    types = london().tables["review_types"]
    first, *others = types.rows
    raised = (first[0], int(str(first[1])) + 1, *first[2:])
    changed_types = PublishedTable("review_types", types.headers, (raised, *others))
    with pytest.raises(FileFault, match="The summary does not add up"):
        controlled({**london().tables, "review_types": changed_types}, month=OCTOBER)
    released = ControlledTables(tables={}, control=Control(), hidden=0, left_out=("icb_trend",), known=0)
    (line,) = must_be_known(released, "Out.xlsx")
    assert line.startswith("Left out of Out.xlsx, because hiding figures cannot protect it: icb_trend.")
