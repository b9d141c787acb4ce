"""The commands that make a workbook out of another, or out of nothing, run on files in the page's memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from addin.command_line import import_spreadsheet, template_new, template_upgrade

__all__ = ["Made", "desk", "imported", "new_template", "upgraded"]


@dataclass(frozen=True, slots=True)
class Made:
    """What a command wrote and said.

    Attributes:
        workbook: the content of the workbook.
        said: what the command said, in paragraphs of lines.
        mapping: the mapping file of an import, where there is something to decide.
    """

    workbook: bytes
    said: list[list[str]]
    mapping: str = ""


@contextmanager
def desk(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder in the page's memory with these files in it; gone afterwards."""
    with TemporaryDirectory() as folder, chdir(folder):
        for name, content in files.items():
            Path(name).write_bytes(content)
        yield Path(folder)


def new_template(out: str, *, icb: str, month: str, rows: int) -> Made:
    """`scrt template new`."""
    with desk({}), redirect_stdout(StringIO()) as said:
        template_new.run(Path(out), icb=icb or None, ready_rows=rows, month=month or None, signed_vba=None)
        return Made(Path(out).read_bytes(), _paragraphs(said))


def upgraded(name: str, content: bytes, *, out: str, icb: str, month: str, today: date) -> Made:
    """`scrt template upgrade`."""
    with desk({name: content}), redirect_stdout(StringIO()) as said:
        template_upgrade.run(
            Path(name), out=Path(out), icb=icb or None, month=month or None, as_json=False, today=today
        )
        return Made(Path(out).read_bytes(), _paragraphs(said))


def imported(name: str, content: bytes, *, out: str, icb: str, month: str, mapping: bytes | None) -> Made:
    """`scrt import`."""
    given = Path("mapping given.toml")
    with desk({name: content, **({given.name: mapping} if mapping else {})}), redirect_stdout(StringIO()) as said:
        import_spreadsheet.run(
            Path(name),
            out=Path(out),
            mapping=given if mapping else None,
            icb=icb or None,
            month=month or None,
            sheets=[],
            as_json=False,
        )
        written = [path for path in Path().glob("*.toml") if path != given]
        text = written[0].read_text(encoding="utf-8") if written else ""
        # The last paragraph says which command comes next; the page has buttons for that.
        return Made(Path(out).read_bytes(), _paragraphs(said)[:-1], text)


def _paragraphs(said: StringIO) -> list[list[str]]:
    return [paragraph.splitlines() for paragraph in said.getvalue().split("\n\n") if paragraph.strip()]
