"""Run the command line: in this process where only its answers matter, as a program where its streams do."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import partial
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from unittest.mock import patch

from addin.command_line import main, workers
from addin.command_line.cores import guarded

_IN_WORKERS = workers.in_workers
TODAY = ("--today", "2024-11-05")
_NETWORK = frozenset({"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"})
_running = 0
"""How many commands run in this process, or ran when a worker was forked from it: they may use no network."""


class NetworkUsed(BaseException):
    """A command reached for the network; of a family that no command handles."""


def _forbid_network(event: str, values: tuple[object, ...]) -> None:
    # Told of many thousands of other events, it asks first whether this is one of its own.
    if event in _NETWORK and _running:
        # Sockets inside the machine (address families without internet) are how processes talk to each other.
        inside = bool(values) and getattr(values[0], "family", None) == getattr(socket, "AF_UNIX", object())
        if not inside:
            raise NetworkUsed(event)


# Python tells its audit hooks of every use of a socket, whichever library makes it; a hook cannot be taken away.
sys.addaudithook(_forbid_network)


@contextmanager
def _without_network() -> Iterator[None]:
    global _running
    _running += 1
    try:
        yield
    finally:
        _running -= 1


PROGRAM = shutil.which("scrt", path=str(Path(sys.executable).parent)) or "scrt"


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def faults(self) -> list[str]:
        """What it said on standard error, a line each."""
        return self.err.splitlines()

    @property
    def document(self) -> Any:
        """Standard output as the one JSON document that it must be."""
        return json.loads(self.out)


def _in_this_process(work: Any, items: Any, *, jobs: int, **given: Any) -> Any:
    """One worker's work is done here, where a test may have replaced what is called; several are started."""
    return map(partial(guarded, work), items) if jobs == 1 else _IN_WORKERS(work, items, jobs=jobs, **given)


@patch.object(workers, "in_workers", _in_this_process)
def scrt(*words: object, stdin: bytes = b"", network: bool = False) -> Ran:
    """Run a command in this process, where it may use no network, but for one that is asked to reach a cluster."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    given = patch.object(sys, "stdin", TextIOWrapper(BytesIO(stdin), encoding="utf-8"))
    argv = patch.object(sys, "argv", ["scrt", *map(str, words)])
    with given, argv, redirect_stdout(out), redirect_stderr(err), nullcontext() if network else _without_network():
        status = _status_of(main)
    return Ran(status, _written(out), _written(err))


def _status_of(run: Callable[[], None]) -> int:
    try:
        run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    raise AssertionError("the command line ends with a status")


def _written(stream: TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode("utf-8")


def scrt_program(*words: object, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Ran:
    """Run the installed program."""
    done = subprocess.run(
        [PROGRAM, *map(str, words)], cwd=cwd, env={**os.environ, **(env or {})}, capture_output=True, check=False
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def assert_refused(ran: Ran, *parts: str) -> None:
    """The command said in one line what is wrong and did nothing else."""
    assert (ran.status, ran.out) == (2, "")
    (line,) = ran.faults
    assert line.startswith("scrt: ")
    assert "Traceback" not in line
    for part in parts:
        assert part in line
