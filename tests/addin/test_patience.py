"""An application that does not answer: one sentence in time, and the workbook as it was whenever it answers again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from addin import failure_log, macros, patience
from addin.libreoffice import ranges
from tests.addin.faulty_return import faulty_return
from tests.addin.open_in_libreoffice import calc
from validators.messages import buttons
from workbook_templates.layout import FIRST_RECORD_ROW

_NOT_ANSWERING = buttons.NOT_ANSWERING.form


@pytest.fixture(autouse=True)
def _a_log_of_its_own_and_little_patience(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_STATE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "log"))
    monkeypatch.setattr(patience, "_LONGEST_SILENCE", 1.0)
    monkeypatch.setattr(patience, "_LOOK_EVERY", 0.2)


# LibreOffice, held by a signal as an open dialog or a long calculation would hold it


class Held:
    """The LibreOffice of a test, and a workbook in it."""

    def __init__(self, book: xw.Book, profile: Path) -> None:
        self.book = book
        own = profile.absolute().as_uri().encode()
        self.processes = [
            int(found.parent.name) for found in Path("/proc").glob("[0-9]*/cmdline") if own in read(found)
        ]
        assert self.processes

    def hold(self) -> None:
        """Keep it from answering."""
        for process in self.processes:
            os.kill(process, signal.SIGSTOP)

    def let_go(self) -> None:
        """Let it answer again, and wait until the work that was given up has ended."""
        for process in self.processes:
            os.kill(process, signal.SIGCONT)
        for thread in threading.enumerate():
            if thread.name.startswith("macro"):
                thread.join(60)
                assert not thread.is_alive()

    def everything(self) -> Any:
        """All that a macro may change, for comparing."""
        areas = [self.book.sheets[name].used_range for name in ("Cases", "Checklist")]
        app = self.book.app
        return [area.value for area in areas], app.calculation, app.screen_updating, app.status_bar


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Held]:
    path = tmp_path / "return.xlsx"
    path.write_bytes(faulty_return())
    with calc(tmp_path) as app:
        book = app.books.open(str(path))
        book.sheets["Cases"].range((FIRST_RECORD_ROW, 1)).value = None
        office = Held(book, tmp_path / "profile")
        try:
            yield office
        finally:
            office.let_go()
            book.close()


@pytest.mark.slow
@pytest.mark.libreoffice
def test_each_macro_ends_with_a_sentence_and_leaves_the_workbook_as_it_was(
    held: Held, capsys: pytest.CaptureFixture[str]
) -> None:
    before = held.everything()
    held.hold()
    for name in ("check_quality", "new_record", "make_summary"):
        assert getattr(macros, name)(held.book) == _NOT_ANSWERING
        assert capsys.readouterr().err == f"{_NOT_ANSWERING}\n"
    held.let_go()
    assert held.everything() == before
    assert not failure_log.log_file().exists()
    assert macros.check_quality(held.book).startswith("Checked on")


@pytest.mark.slow
@pytest.mark.libreoffice
def test_whatever_was_half_written_is_taken_back(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    written = held_at = 0

    def write(*given: Any) -> None:
        nonlocal written
        written += 1
        if written == held_at:
            held.hold()
        write_values(*given)

    write_values = ranges.write_values
    before = held.everything()
    monkeypatch.setattr(ranges, "write_values", write)
    # A number, the findings, the status and the score: the last of them is all that is written when it stops answering.
    for held_at in (1, 2, 4):
        written = 0
        assert macros.check_quality(held.book) == _NOT_ANSWERING
        assert written == held_at
        held.let_go()
        assert held.everything() == before


# Excel on Windows, whose rejections xlwings would repeat for ever: its own code, over a COM that stands in

_EXCEL = """
import sys, types
from unittest.mock import MagicMock

class com_error(Exception):
    hresult = -2147418111
    def __init__(self):
        super().__init__(self.hresult, "Call was rejected by callee.", None, None)

class Win(MagicMock):
    pass

for name in ("pywintypes", "win32api", "win32con", "pythoncom", "win32com", "win32com.client", "win32gui",
             "win32process", "win32timezone", "xlwings._win32patch"):
    sys.modules[name] = Win()
sys.modules["pywintypes"].com_error = com_error
sys.modules["pythoncom"].__file__ = "pythoncom"
for name in ("CDispatch", "CoClassBaseClass", "DispatchBaseClass"):
    setattr(sys.modules["win32com.client"], name, type(name, (), {}))
sys.modules["xlwings._win32patch"].CoClassBaseClass = type("CoClassBaseClass", (), {})
import ctypes, time
ctypes.windll = ctypes.oledll = ctypes.PyDLL = MagicMock()
import xlwings._xlwindows as windows
from addin import macros, patience
patience._LONGEST_SILENCE = 0.5

class Busy:
    calls = 0
    def __getattr__(self, name):
        Busy.calls += 1
        raise com_error()

class Book:
    class app:
        impl = object()
        @staticmethod
        def alert(said, **_):
            print("alert:", said)
    @property
    def sheets(self):
        return windows.COMRetryObjectWrapper(Busy()).Worksheets

began = time.monotonic()
print(macros.check_quality(Book()))
print(0.4 < time.monotonic() - began < 20, Busy.calls > 2)
"""


def test_an_excel_that_rejects_every_call_is_not_asked_for_ever() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _EXCEL],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [f"alert: {_NOT_ANSWERING}", _NOT_ANSWERING, "True True"]


def test_work_beside_the_one_who_waits_fails_as_it_would_alone() -> None:
    class Application:
        class impl:  # noqa: N801
            @staticmethod
            def is_there() -> None:
                return

    def failing() -> None:
        raise KeyError("lost")

    with pytest.raises(KeyError, match="lost"):
        patience.patiently(failing, Application)  # type: ignore[arg-type]
    answer: Callable[[], int] = lambda: 7  # noqa: E731
    assert patience.patiently(answer, Application) == 7  # type: ignore[arg-type]
