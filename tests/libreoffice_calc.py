"""Ask LibreOffice Calc about a workbook: run by the system's Python, which has the module `uno`.

Usage: python3 libreoffice_calc.py QUESTION.json ANSWER.json (see `libreoffice.py` beside this file).
"""

import contextlib
import json
import subprocess
import sys
import time
import uuid
from pathlib import Path

if __name__ == "__main__":
    # The project's own Python, which collects doctests from this file too, has none of these modules.
    import uno
    from com.sun.star.beans import PropertyValue
    from com.sun.star.connection import NoConnectException
    from com.sun.star.document.MacroExecMode import ALWAYS_EXECUTE_NO_WARN
    from com.sun.star.lang import DisposedException
    from com.sun.star.sheet.FormulaResult import ERROR, STRING
    from com.sun.star.sheet.ValidationType import LIST
    from com.sun.star.table import TableSortField
    from com.sun.star.table.CellContentType import EMPTY, FORMULA, TEXT

START_LIMIT = 90
ERROR_NAMES = {
    501: "#CHAR!",
    502: "#VALUE!",
    503: "#NUM!",
    519: "#VALUE!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}


def main():
    question = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    pipe = f"scrt-{uuid.uuid4().hex}"
    office = subprocess.Popen(
        [
            question["office"],
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            f"-env:UserInstallation={question['profile']}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        desktop = connect(office, pipe)
        asked = {"each": look_at_each, "edits": take_the_time, "macros": press_buttons}
        look = next((look for name, look in asked.items() if name in question), look_at)
        answer = look(desktop, question)
        Path(sys.argv[2]).write_text(json.dumps(answer), encoding="utf-8")
        finish(desktop)
        office.wait(timeout=20)
    finally:
        if office.poll() is None:
            office.terminate()


def connect(office, pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + START_LIMIT
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            if office.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)


def finish(desktop):
    # The bridge may close before the answer to this call arrives.
    with contextlib.suppress(DisposedException):
        desktop.terminate()


def look_at(desktop, question):
    known = {"Password": question["password"]} if question["password"] else {}
    document = loaded(desktop, question["path"], **known)
    cursor = cursor_of(document)
    type_in(document, question["typed"])
    for sheet, area, column in question["sorted"]:
        sort(document.Sheets.getByName(sheet).getCellRangeByName(area), column)
    document.calculateAll()
    answer = {
        "values": {sheet.Name: values_of(sheet) for sheet in document.Sheets},
        "lists": [[sheet, cell, offered(document, sheet, cell)] for sheet, cell in question["dropdowns"]],
        "answers": [worked_out(document, formula) for formula in question["formulas"]],
        "asked": [worked_out(document, formula, at=cell, on=sheet) for sheet, cell, formula in question["asked"]],
        "cursor": cursor,
    }
    document.close(True)
    return answer


def look_at_each(desktop, question):
    answers = []
    for typed in question["each"]:
        document = loaded(desktop, question["path"])
        type_in(document, typed)
        for sheet, what, row in question["moved"]:
            rows = document.Sheets.getByName(sheet).Rows
            (rows.insertByIndex if what == "insert" else rows.removeByIndex)(row - 1, 1)
        document.calculateAll()
        answers.append({name: values_of(document.Sheets.getByName(name)) for name in question["sheets"]})
        document.close(True)
    return answers


def take_the_time(desktop, question):
    rounds = []
    for _ in range(question["rounds"]):
        began = time.perf_counter()
        document = loaded(desktop, question["path"])
        took = [time.perf_counter() - began]
        for sheet, cell, value in question["edits"]:
            began = time.perf_counter()
            enter(document, sheet, cell, value)
            # Only what is asked for is worked out at once.
            for name in question["watched"]:
                document.Sheets.getByName(name).getCellRangeByName("A1:Z60").getDataArray()
            took.append(time.perf_counter() - began)
        rounds.append(took)
        document.close(True)
    best = [min(each) for each in zip(*rounds, strict=True)]
    return {"opened": best[0], "edits": best[1:]}


def press_buttons(desktop, question):
    document = loaded(desktop, question["path"], MacroExecutionMode=ALWAYS_EXECUTE_NO_WARN)
    libraries = document.BasicLibraries
    library = libraries.getByName(question["macros"])
    modules = {name: library.getByName(name) for name in library.ElementNames}
    for name, text in question["replaced"].items():
        library.replaceByName(name, text)
    pressed = {}
    for sheet in document.Sheets:
        for form in sheet.DrawPage.Forms:
            for number in range(form.Count):
                pressed[form.getByIndex(number).Label] = press(document, form, number, question["writes_to"])
    provider = document.getScriptProvider()
    called = {}
    for name in question["called"]:
        script = f"vnd.sun.star.script:{question['macros']}.{name}?language=Basic&location=document"
        called[name], _, _ = provider.getScript(script).invoke((), (), ())
    document.close(True)
    return {"modules": modules, "pressed": pressed, "called": called}


def press(document, form, number, writes_to):
    """Run what a button is tied to, and return what stands in the cell afterwards that it writes to."""
    cell = document.Sheets.getByName(writes_to[0]).getCellRangeByName(writes_to[1])
    cell.setString("")
    (event,) = form.getScriptEvents(number)
    document.getScriptProvider().getScript(event.ScriptCode).invoke((), (), ())
    return cell.getString()


def loaded(desktop, path, **settings):
    how = tuple(setting(name, value) for name, value in {"Hidden": True, **settings}.items())
    document = desktop.loadComponentFromURL(path, "_blank", 0, how)
    if document is None:
        raise SystemExit("LibreOffice could not load the file.")
    return document


def type_in(document, typed):
    # Worked out once at the end, and not after each cell.
    document.enableAutomaticCalculation(False)
    for sheet, cell, value in typed:
        enter(document, sheet, cell, value)
    document.enableAutomaticCalculation(True)
    document.calculateAll()


def enter(document, sheet, cell, value):
    place = document.Sheets.getByName(sheet).getCellRangeByName(cell)
    if isinstance(value, str):
        place.setString(value)
    else:
        place.setValue(value)


def sort(area, column):
    """Sort rows by one column, the greatest first, as a user does from the menu."""
    field = TableSortField()
    field.Field, field.IsAscending = column, False
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    area.sort((setting("SortFields", fields), setting("ContainsHeader", False)))


def setting(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def cursor_of(document):
    """The sheet in front and the selected cell, as the file asks for."""
    controller = document.CurrentController
    at = controller.getSelection().getCellByPosition(0, 0).getCellAddress()
    return [controller.ActiveSheet.Name, name_of(at.Column, at.Row)]


def values_of(sheet):
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress
    area = sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow)
    found = {
        name_of(column, row): value
        for row, line in enumerate(area.getDataArray())
        for column, value in enumerate(line)
        if value != ""
    }
    errors = area.queryFormulaCells(ERROR)
    for block in errors.RangeAddresses:
        for row in range(block.StartRow, block.EndRow + 1):
            for column in range(block.StartColumn, block.EndColumn + 1):
                found[name_of(column, row)] = content(sheet.getCellByPosition(column, row))
    return found


def name_of(column, row):
    letters, column = "", column + 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"


def content(cell):
    if cell.getError():
        return ERROR_NAMES.get(cell.getError(), f"error {cell.getError()}")
    if cell.Type == EMPTY:
        return None
    if cell.Type == TEXT or (cell.Type == FORMULA and cell.FormulaResultType2 == STRING):
        return cell.String
    return cell.Value


def offered(document, sheet, cell):
    """The items of a cell's dropdown; what its list formula refers to by name may hang on the cell's own row."""
    place = document.Sheets.getByName(sheet).getCellRangeByName(cell)
    validation = place.Validation
    if validation.Type != LIST:
        return None
    formula = validation.getFormula1()
    rows = worked_out(document, f"=ROWS({formula})", at=cell)
    if not isinstance(rows, float):
        return None
    return [
        str(worked_out(document, f'=INDEX({formula};{number};1)&""', at=cell)) for number in range(1, int(rows) + 1)
    ]


def worked_out(document, formula, at="A1", on="worked_out"):
    """A formula's value, worked out in the cell of this address; the document is never saved."""
    if not document.Sheets.hasByName(on):
        document.Sheets.insertNewByName(on, document.Sheets.Count)
    cell = document.Sheets.getByName(on).getCellRangeByName(at)
    cell.setFormula(formula)
    return content(cell)


if __name__ == "__main__":
    main()
