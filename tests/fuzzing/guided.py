"""Fuzzing led by what the code does, with atheris: `python tests/fuzzing/guided.py [CORPUS] -max_total_time=300`.

Three doors where bytes of others come in: a workbook (its parts spoilt, and put together again), a part of its XML, and
a text searched for PID. Whatever comes in, a sentence comes out, or spans that lie in the text; anything else ends the
run and leaves the input beside it. atheris needs an environment of its own (it has no build for every Python):
`pip install atheris . openpyxl`, then this command in the clone.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
with atheris.instrument_imports(include=["workbook_templates.reading", "validators.pid", "validators.cells"]):
    from validators.pid import find_pid
    from workbook_templates.reading import read_return
    from workbook_templates.reading.sheet_marks import read_marks
    from workbook_templates.reading.small_parts import elements

from workbook_templates.faults import FileFault
from workbook_templates.template import template_bytes

MOST = 4096


def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(template_bytes(ready_rows=2))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PARTS = _parts()
NAMES = sorted(PARTS)


def workbook(chance: atheris.FuzzedDataProvider) -> None:
    """A template of which one part is spoilt at one place, read as a return."""
    name = NAMES[chance.ConsumeIntInRange(0, len(NAMES) - 1)]
    part = PARTS[name]
    start = chance.ConsumeIntInRange(0, len(part))
    end = min(len(part), start + chance.ConsumeIntInRange(0, 64))
    spoilt = part[:start] + chance.ConsumeBytes(MOST) + part[end:]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for one, content in PARTS.items():
            archive.writestr(one, spoilt if one == name else content)
    try:
        read = read_return(made.getvalue())
    except FileFault:
        return
    assert read.rows_read == len(read.rows)


def xml(chance: atheris.FuzzedDataProvider) -> None:
    """Bytes that stand where a sheet or a small part of a workbook stands."""
    content = chance.ConsumeBytes(MOST)
    for read in (lambda: read_marks(content, sheet="Cases"), lambda: list(elements(content))):
        try:
            read()
        except FileFault:
            continue


def text(chance: atheris.FuzzedDataProvider) -> None:
    """A text of any characters, lone surrogates among them."""
    given = chance.ConsumeUnicode(MOST)
    before = 0
    for span in find_pid(given):
        assert before <= span.start < span.end <= len(given)
        before = span.end


# A whole workbook takes a hundred times as long as a text.
DOORS = (*(text,) * 10, *(xml,) * 10, workbook)


def tried(content: bytes) -> None:
    """The input's first byte chooses the door."""
    chance = atheris.FuzzedDataProvider(content)
    DOORS[chance.ConsumeIntInRange(0, len(DOORS) - 1)](chance)


if __name__ == "__main__":
    atheris.Setup(sys.argv, tried)
    atheris.Fuzz()
