"""A button of the workbook pressed for real in LibreOffice: its own Basic macro runs, Python starts, findings arrive.

Only RunPython, of which LibreOffice cannot compile xlwings' version, is another: it starts Python and does not wait for
it, because LibreOffice would wait for a Python that waits for LibreOffice. The dialogs are answered as somebody would.
"""

from __future__ import annotations

import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from addin.excel.buttons import return_macros
from addin.libreoffice.office import uno_bridge
from tests.addin.excel.test_return_with_buttons import ANSWERED, asking
from tests.addin.faulty_return import FAULTY, command_line_says, table_says
from tests.addin.open_in_libreoffice import calc
from tests.workbook_templates.template_example import FILLED
from workbook_templates.layout import CHECK_STATUS, FIRST_RECORD_ROW, NOT_CHECKED
from workbook_templates.template import FilledReturn, template_bytes

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]
_ROOT = Path(__file__).parents[2]
_LONGEST = 120.0
_ALWAYS_RUN_MACROS = 4

RUN_PYTHON = """Option VBASupport 1
Public Function RunPython(PythonCommand As String)
    Dim handed As Integer
    handed = FreeFile
    Open "{command}" For Output As #handed
    Print #handed, PythonCommand
    Close #handed
    Shell "{python}", 0, "{script}", False
End Function
"""
STARTED = """
import sys
sys.path.insert(0, {root!r})
import xlwings
from addin.libreoffice.engine import connected
from addin.libreoffice.office import desktop_at
app = connected(desktop_at({connection!r}))
xlwings.Book.set_mock_caller(app.books[{workbook!r}])
exec(open({command!r}, encoding="utf-8").read())
"""
"""In the place of the line that xlwings' RunPython hands to Python: which workbook called, and then the command."""


class Pressed:
    """The workbook with its buttons."""

    def __init__(self, app: xw.App, document: Any) -> None:
        self.app = app
        self.document = document
        self.book = app.books["return.xlsm"]
        form = document.Sheets.getByName("Checklist").DrawPage.Forms.getByIndex(0)
        self.buttons = {form.getByIndex(at).Label: form.getScriptEvents(at)[0].ScriptCode for at in range(form.Count)}

    def press(self, caption: str, *, until: Callable[[], bool]) -> None:
        """Run what the button is tied to, and wait for what Python does."""
        self.document.getScriptProvider().getScript(self.buttons[caption]).invoke((), (), ())
        end = time.monotonic() + _LONGEST
        while not until():
            assert time.monotonic() < end, f"{caption} did nothing."
            time.sleep(0.3)

    @property
    def status(self) -> str:
        """What the status cell says."""
        return str(self.book.names[CHECK_STATUS].refers_to_range.value)


@pytest.fixture
def pressed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pressed]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "log"))
    connection, command, script = f"pipe,name=scrt-{uuid.uuid4().hex}", tmp_path / "command.txt", tmp_path / "start.py"
    path = tmp_path / "return.xlsm"
    filled = FilledReturn(your_icb=FILLED.your_icb, rows=FAULTY)
    path.write_bytes(template_bytes(ready_rows=30, filled=filled, macros=return_macros()))
    script.write_text(
        STARTED.format(root=str(_ROOT), connection=connection, workbook=path.name, command=str(command)),
        encoding="utf-8",
    )
    with calc(tmp_path, connection=connection) as app:
        made = []
        for name, value in (("Hidden", True), ("MacroExecutionMode", _ALWAYS_RUN_MACROS)):
            setting = uno_bridge().createUnoStruct("com.sun.star.beans.PropertyValue")
            setting.Name, setting.Value = name, value
            made.append(setting)
        document = app.impl.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, tuple(made))
        library = document.BasicLibraries.getByName("ScrtReturn")
        run_python = RUN_PYTHON.format(command=command, python=sys.executable, script=script)
        for module, text in (
            ("xlwings", run_python),
            ("Dictionary", "Option VBASupport 1\n"),
            ("ScrtAsking", asking(ANSWERED)),
        ):
            library.replaceByName(module, text)
        yield Pressed(app, document)
        for book in list(app.books):
            book.close()


def test_each_press_does_in_the_open_workbook_what_the_button_says(pressed: Pressed, tmp_path: Path) -> None:
    pressed.press("Check quality", until=lambda: pressed.status.startswith("Checked on"))
    headers, *rows = pressed.book.sheets["Checklist"].tables["findings"].range.value
    listed = table_says([dict(zip(headers, row, strict=True)) for row in rows])
    assert len(listed) > 40
    assert listed == command_line_says(tmp_path / "return.xlsm")

    ready = f"Cases B{FIRST_RECORD_ROW + len(FAULTY)}"
    pressed.press("New record", until=lambda: selected(pressed) == ready)

    pressed.press("Clear findings", until=lambda: pressed.status == NOT_CHECKED)
    assert pressed.book.sheets["Checklist"].tables["findings"].range.shape[0] == 2

    made = tmp_path / "return summary 2024-10.xlsx"
    pressed.press("Make summary", until=made.is_file)
    assert openpyxl.load_workbook(made)["Cases"].max_row > len(FAULTY)


def selected(pressed: Pressed) -> str:
    selection = pressed.book.selection
    return "" if selection is None else f"{selection.sheet.name} {selection.get_address(False, False)}"
