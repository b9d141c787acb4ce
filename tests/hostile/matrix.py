"""Gives hostile files to commands and says what is wrong with how a command took one."""

from __future__ import annotations

import json
import random
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from pathlib import Path
from threading import Lock
from unicodedata import category

from tests.command_line.running import scrt
from tests.hostile.kinds import CALLED, HOSTILE
from tests.hostile.measuring import MOST_MEGABYTES, MOST_SECONDS, Measured, measured
from tests.hostile.places import ALONE, BESIDE, HERE, PACK, PLACES, SUMMARY, TEXT, Place
from tests.hostile.sound import a_summary, beside
from tests.unpacked import whole

__all__ = ["Matrix", "Tried", "chosen", "every"]

STATUSES = (0, 1, 2)
NEVER_SAID = ("zebedee", "quillfeather", "999 000 0018", "9990000018")
"""Of the person in the files; what nobody sees between the figures is taken out before they are looked for."""
NEVER_FOLLOWED = ("never-asked", "example.invalid", "ms-msdt", "/etc/passwd", "\\\\server", "root:x:0")
"""Of formulas, of addresses elsewhere, and of the files that they lead to."""
_OUTPUTS = ("out/", "feedback/")
_PLAIN = ("\n", "\t")


@dataclass(frozen=True, slots=True)
class Tried:
    """One kind given in one place: what it took, how it ended, and what is wrong with that."""

    place: str
    kind: str
    seconds: float
    megabytes: float
    status: int
    faults: Sequence[str]


def every() -> list[tuple[str, str]]:
    """Every place with every kind that is given there."""
    return [(name, kind) for name, place in PLACES.items() for kind in place.kinds]


def chosen(number: int, *, seed: int) -> list[tuple[str, str]]:
    """So many of the matrix by chance, as far as can be each of another place and of another kind.

    Args:
        number: how many.
        seed: the same one chooses the same.
    """
    chance = random.Random(seed)  # noqa: S311 - accidents, not secrets
    places = chance.sample(sorted(PLACES), len(PLACES))
    kinds = chance.sample(sorted(HOSTILE), len(HOSTILE))
    found: list[tuple[str, str]] = []
    for turn in range(number):
        name = places[turn % len(places)]
        given = [kind for kind in PLACES[name].kinds if (name, kind) not in found]
        if not given:
            continue
        kind = min(given, key=kinds.index)
        kinds.append(kinds.pop(kinds.index(kind)))
        found.append((name, kind))
    return found


@dataclass(slots=True)
class Matrix:
    """Runs parts of it below a folder, which keeps the sound files and the hostile ones once made."""

    folder: Path
    _alone: dict[str, object] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)
    _one_at_a_time: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        """Write the sound files."""
        made = self.folder / "sound"
        made.mkdir(parents=True)
        (made / BESIDE).write_bytes(beside())
        (made / SUMMARY).write_bytes(a_summary().content)
        (made / TEXT).write_text("Seen by the panel. Made up.\n", encoding="utf-8")
        assert scrt("region", "new", "London", "--out", made / PACK).status == 0
        (self.folder / "hostile").mkdir()

    def tried(self, name: str, kind: str) -> Tried:
        """Give the kind in the place of this name, in a folder of its own."""
        place = PLACES[name]
        # A short name: a path to a socket below it may have a hundred characters.
        folder = self.folder / str(next(self._numbers))
        called = place.called.replace(".xlsx", CALLED.get(kind, ".xlsx")) if place.called == HERE else place.called
        words = [called if word == place.called else word for word in place.words]
        shutil.copytree(self.folder / "sound", folder)
        (folder / called).parent.mkdir(exist_ok=True)
        shutil.copyfile(self._hostile(place, kind), folder / called)
        if "--password-file" in words:
            (folder / called).chmod(0o600)
        before = _contents(folder)
        ran = _run(words, folder)
        faults = [*_of_the_run(ran), *_of_the_files(folder, before, called, ran), *_of_words(folder, place, ran)]
        if self._not_as_alone(place, ran):
            faults.append("the sound file beside it is told otherwise than alone")
        if not faults:
            shutil.rmtree(folder)
        return Tried(name, kind, round(ran.seconds, 2), round(ran.megabytes), ran.status, faults)

    def _hostile(self, place: Place, kind: str) -> Path:
        path = self.folder / "hostile" / f"{place.sound.__name__ if place.sound else 'text'} {kind}"
        with self._one_at_a_time:
            if not path.exists():
                path.write_bytes(HOSTILE[kind](place.sound() if place.sound else a_summary()))
        return path

    def _not_as_alone(self, place: Place, ran: Measured) -> bool:
        """Whether of the sound file something else is told than where nothing hostile is given."""
        command = place.words[0]
        if ran.status == 2 or command not in ALONE:
            return False
        with self._one_at_a_time:
            if command not in self._alone:
                folder = self.folder / f"{command} alone"
                shutil.copytree(self.folder / "sound", folder)
                self._alone[command] = _told_of_beside(_run(ALONE[command], folder))
        return _told_of_beside(ran) != self._alone[command]


def _run(words: Sequence[str], folder: Path) -> Measured:
    for name in ("out", "tmp"):
        (folder / name).mkdir(exist_ok=True)
    return measured(*words, cwd=folder, env={"TMPDIR": str(folder / "tmp")})


def _told_of_beside(ran: Measured) -> object:
    try:
        document = json.loads(ran.out)
    except ValueError:
        return f"no document, but {ran}"
    files = document["returns" if "returns" in document else "files"]
    if "total" in document:
        assert document["total"] == sum(one["rows_counted"] for one in files)
    return [one for one in files if one["file"] == BESIDE]


def _contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _of_the_run(ran: Measured) -> Iterator[str]:
    said = ran.out + ran.err
    if ran.status not in STATUSES:
        yield f"exit status {ran.status}"
    if "Traceback" in said:
        yield "a traceback"
    if "our own fault" in said:
        yield "a fault of our own"
    if ran.seconds > MOST_SECONDS:
        yield f"{ran.seconds:.0f} seconds of the processor"
    if ran.megabytes > MOST_MEGABYTES:
        yield f"{ran.megabytes:.0f} MB"
    if any(category(one) == "Cc" and one not in _PLAIN for one in said):
        yield "signs that steer a terminal"
    if ran.status == 2 and not ran.err.startswith("scrt: "):
        yield "refused without a sentence"


def _of_the_files(folder: Path, before: Mapping[str, bytes], called: str, ran: Measured) -> Iterator[str]:
    """What was written must be whole and where it was asked for, and what was given must be as it was."""
    after = _contents(folder)
    written = sorted(name for name, content in after.items() if before.get(name) != content)
    # A report, and feedback of its own name, are written anew.
    is_output = {called} if called.endswith(".docx") or called.startswith(_OUTPUTS) else set()
    for name in written:
        if name in before and name not in is_output:
            yield f"{name} was changed"
        elif name not in before and not name.startswith(_OUTPUTS):
            yield f"{name} was left behind"
        elif ran.status == 2:
            yield f"{name} was written by a command that refused"
        elif not _is_whole(after[name]):
            yield f"{name} is not whole"


def _is_whole(content: bytes) -> bool:
    if not content.startswith(b"PK"):
        return bool(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return archive.testzip() is None
    except zipfile.BadZipFile:
        return False


def _of_words(folder: Path, place: Place, ran: Measured) -> Iterator[str]:
    """Nothing of a person is said, nor written for others; nothing that could be followed is either."""
    said = _seen(f"{ran.out}{ran.err}")
    outputs = [path for name in _OUTPUTS for path in (folder / name).rglob("*") if path.is_file()]
    written = _seen("\n".join(part.decode("utf-8", "ignore") for path in outputs for part in whole(path)))
    for word in (*NEVER_SAID, *NEVER_FOLLOWED):
        if word in said:
            yield f"{word} was said"
        if word in written and not (place.is_own and word in NEVER_SAID):
            yield f"{word} was written"


def _seen(text: str) -> str:
    """A text without the signs that nobody sees, in small letters."""
    return "".join(one for one in text if one.isascii() or category(one) != "Cf").lower()
