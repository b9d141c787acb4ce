"""Reach a LibreOffice: the one that runs already, or one of one's own with its own profile."""

from __future__ import annotations

import contextlib
import importlib
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from validators.messages import buttons as messages
from workbook_templates.faults import OurFault

__all__ = ["desktop_at", "own_office", "uno_bridge"]

_START_LIMIT = 90.0
_END_LIMIT = 20.0
_PLACES = ("/usr/lib/python3/dist-packages", "/usr/lib/libreoffice/program", "/opt/libreoffice/program")
"""Where LibreOffice's bridge to Python lies when it is no module of this Python's own environment."""


def uno_bridge() -> Any:
    """The module `uno`.

    Raises:
        OurFault: it is not installed, or is made for another Python.
    """
    with contextlib.suppress(ImportError):
        return importlib.import_module("uno")
    for place in _PLACES:
        if (Path(place) / "uno.py").is_file():
            # At the end, so that nothing of the system's takes the place of a module of ours.
            sys.path.append(place)
            with contextlib.suppress(ImportError):
                return importlib.import_module("uno")
            sys.path.remove(place)
    raise OurFault(messages.NO_BRIDGE())


def desktop_at(connection: str) -> Any:
    """The desktop of a LibreOffice that listens.

    Args:
        connection: how it was told to listen, for example `pipe,name=scrt` or `socket,host=localhost,port=2002`.

    Raises:
        OurFault: none listens there; one sentence.
    """
    context = uno_bridge().getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    try:
        there = resolver.resolve(f"uno:{connection};urp;StarOffice.ComponentContext")
    except Exception as refused:
        raise OurFault(messages.NO_LIBREOFFICE(connection=connection)) from refused
    return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)


@contextmanager
def own_office(profile: Path, *, connection: str | None = None) -> Iterator[Any]:
    """Start a LibreOffice without windows, give its desktop, and end it.

    Args:
        profile: folder of its user profile; no two that run may share one.
        connection: how it is to listen, for others to reach it too; a pipe that nobody knows if left out.

    Raises:
        OurFault: there is no LibreOffice, or it does not answer.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise OurFault("LibreOffice is not installed, or its program soffice is not on the path.")
    connection = connection or f"pipe,name=scrt-{uuid.uuid4().hex}"
    quiet = ("--headless", "--norestore", "--nologo", "--nodefault")
    office = subprocess.Popen(  # noqa: S603
        [program, *quiet, f"-env:UserInstallation={profile.absolute().as_uri()}", f"--accept={connection};urp;"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        desktop = _answering(connection, office)
        yield desktop
        # The bridge may close before the answer to this call arrives.
        with contextlib.suppress(Exception):
            desktop.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            office.wait(timeout=_END_LIMIT)
    finally:
        if office.poll() is None:
            office.terminate()
            office.wait()


def _answering(connection: str, office: subprocess.Popen[bytes]) -> Any:
    until = time.monotonic() + _START_LIMIT
    uno_bridge()
    while True:
        try:
            return desktop_at(connection)
        except OurFault as not_yet:
            if office.poll() is not None or time.monotonic() > until:
                raise OurFault("LibreOffice was started and does not answer.") from not_yet
            time.sleep(0.1)
