"""Every place where a file of others is read, held against what the command line itself asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

from addin.command_line.commands import COMMANDS, what_follows
from tests.command_line.running import TODAY
from tests.hostile.kinds import HOSTILE, OF_WORKBOOKS, OTHERS
from tests.hostile.sound import MONTH, PERIOD, Sound, a_check, a_deck, a_report, a_return, a_summary

__all__ = ["ALONE", "BESIDE", "HERE", "PACK", "PLACES", "SUMMARY", "TEXT", "Place", "files_asked_for"]

HERE, BESIDE, SUMMARY, TEXT, PACK = "hostile.xlsx", "beside.xlsx", "summary.xlsx", "text.txt", "pack"
"""The hostile file, whose ending may be another, and sound ones: a return, a summary, a text, a region's pack."""
Making = Callable[[], Sound]


@dataclass(frozen=True, slots=True)
class Place:
    """What is typed to give a hostile file to one command in one place.

    Attributes:
        words: what is typed; what is written goes to the folder `out`.
        sound: of what hostile files are made; None where a text is read.
        called: where the hostile file lies.
        is_own: whether what is written is the ICB's own, in which its own words may stand.
    """

    words: tuple[str, ...]
    sound: Making | None
    called: str = HERE
    is_own: bool = False

    @property
    def kinds(self) -> Iterator[str]:
        """Which hostile files are given here."""
        if self.sound is None:
            yield from OTHERS
        else:
            is_workbook = self.sound not in (a_deck, a_report)
            yield from (kind for kind in HOSTILE if is_workbook or kind not in OF_WORKBOOKS)


_LINES: Mapping[str, tuple[str, ...]] = {
    "check": ("check", BESIDE, "--out", "out/a.xlsx", "--json", *TODAY),
    "consolidate": ("consolidate", BESIDE, "--out", "out/a.xlsx", "--json", *MONTH),
    "merge": ("merge", BESIDE, "--out", "out/a.xlsx", *TODAY),
    "import": ("import", BESIDE, "--out", "out/a.xlsx"),
    "deck": ("deck", SUMMARY, "--out", "out/a.pptx", *TODAY),
    "report": ("report", SUMMARY, *PERIOD, "--out", "out/a.docx"),
    "export": ("export", SUMMARY, "--out", "out/feed", "--audience", "internal"),
    "reconcile": ("reconcile", SUMMARY, BESIDE, "--out", "out/a.xlsx", "--json", *TODAY),
    "verify-figures": ("verify-figures", SUMMARY),
    "template new": ("template", "new", "out/a.xlsm", "--icb", "QMF", "--rows", "3"),
    "template inspect": ("template", "inspect", BESIDE),
    "template upgrade": ("template", "upgrade", BESIDE, "--out", "out/a.xlsx", *TODAY),
    "pid scan": ("pid", "scan", BESIDE),
    "pid redact": ("pid", "redact", TEXT, "--out", "out/a.txt"),
    "excel build": ("excel", "build", "--out", "out"),
}
"""Each command that reads files, with sound ones."""
ALONE = {command: _LINES[command] for command in ("check", "consolidate", "reconcile")}
"""What is typed where nothing hostile is given; each tells of the sound return in a document."""
_OWN = ("merge", "import", "template upgrade")

_ARGUMENTS: Mapping[str, tuple[str, tuple[str, ...], Making | None]] = {
    "check FILE...": (BESIDE, (HERE, BESIDE), a_return),
    "consolidate PATH...": (BESIDE, (HERE, BESIDE), a_return),
    "merge PART.xlsx...": (BESIDE, (HERE, BESIDE), a_return),
    "import FILE": (BESIDE, (HERE,), a_return),
    "deck SUMMARY.xlsx|RETURN.xlsx": (SUMMARY, (HERE,), a_summary),
    "report SUMMARY...": (SUMMARY, (HERE,), a_summary),
    "export SUMMARY.xlsx": (SUMMARY, (HERE,), a_summary),
    "reconcile EXTRACT": (SUMMARY, (HERE,), a_return),
    "reconcile RETURN...": (BESIDE, (HERE, BESIDE), a_return),
    "verify-figures FILE": (SUMMARY, (HERE,), a_summary),
    "template inspect FILE": (BESIDE, (HERE,), a_return),
    "template upgrade OLD...": (BESIDE, (HERE,), a_return),
    "pid scan [FILE|-]": (BESIDE, (HERE,), a_return),
    "pid redact FILE|-": (TEXT, (HERE,), None),
}
"""Each argument that names files: what is given in the place of which sound file, and of what hostile ones are made."""

_OPTIONS: Mapping[str, Making | None] = {
    "--previous": a_summary,
    "--previous-external": a_summary,
    "--release": a_summary,
    "--label-from": a_summary,
    "--signed-vba": a_return,
    "--template": a_deck,
    "--exceptions": None,
    "--settings": None,
    "--password-file": None,
    "--mapping": None,
    "--notes": None,
    "--layout": None,
}
"""Each option that names a file, whichever command has it, and of what hostile ones are made."""
_WITH_IT = {"--previous-external": ("--audience", "external")}

_SINGLE: Mapping[str, Place] = {
    "check --previous": Place((*_LINES["check"], "--previous", HERE), a_check),
    "report --out": Place((*_LINES["report"][:-1], "hostile.docx"), a_report, called="hostile.docx"),
    "consolidate --feedback": Place(
        (*_LINES["consolidate"], "--feedback", "feedback"), a_return, called="feedback/QKK feedback 2024-10.xlsx"
    ),
    **{
        f"{command} --region": Place((*_LINES[command], "--region", PACK), None, called=f"{PACK}/region.toml")
        for command in ("check", "consolidate", "template new")
    },
    "beside a return: checklist.toml": Place(_LINES["check"], None, called="checklist.toml"),
    "beside a return: pid-exceptions.txt": Place(_LINES["check"], None, called="pid-exceptions.txt"),
}
"""What is like no other."""
_ONLY_WRITTEN = ("--out", "OUT.xlsx", "--folder")
"""What names a file or folder that is written, or in which a page of ours lies."""


def _places() -> Iterator[tuple[str, Place]]:
    yield from _SINGLE.items()
    for name, (instead_of, given, sound) in _ARGUMENTS.items():
        command = name.rpartition(" ")[0]
        line = _LINES[command]
        place = line.index(instead_of)
        yield name, Place((*line[:place], *given, *line[place + 1 :]), sound, is_own=command in _OWN)
    for name in sorted(files_asked_for()):
        command, _, option = name.rpartition(" ")
        if option in _OPTIONS and name not in _SINGLE:
            words = (*_LINES[command], *_WITH_IT.get(option, ()), option, HERE)
            called = "hostile.pptx" if option == "--template" else HERE
            words = tuple(word if word != HERE else called for word in words)
            yield name, Place(words, _OPTIONS[option], called=called, is_own=command in _OWN)


def files_asked_for() -> set[str]:
    """Each argument and option of each command that names a file or a folder to be read, as `deck --template`."""
    found = set()
    for word in COMMANDS:
        door = what_follows(word)
        for one in door.registered_commands:
            command = f"{word} {one.name}" if door.registered_callback else word
            hints = get_type_hints(one.callback, include_extras=True)
            asked = (get_args(hint) for name, hint in hints.items() if name != "return")
            found |= {f"{command} {_typed(info)}" for kind, info in asked if _names_a_file(kind, info)}
    return {name for name in found if not name.endswith(_ONLY_WRITTEN)} | {"report --out"}


def _names_a_file(kind: object, info: Any) -> bool:
    return "Path" in str(kind) or "PATH" in str(info.metavar)


def _typed(info: Any) -> str:
    """An option as it is typed, an argument as help shows it."""
    return str(info.default if str(info.default).startswith("--") else info.metavar)


PLACES: Mapping[str, Place] = dict(_places())
