"""Plain text that a command is given, as a file or on standard input: read line by line, and searched in blocks."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader, RawIOBase, TextIOWrapper
from pathlib import Path
from typing import BinaryIO, cast

from addin.command_line.console import FaultSaid, said_plainly
from addin.command_line.files import given_files
from validators.messages import command_line as messages

__all__ = ["LONGEST_LINE", "STANDARD_INPUT", "Block", "GivenText", "blocks", "is_standard_input", "opened"]

LONGEST_LINE = 16 << 20
"""Bytes of a line that are taken: what comes without end must not fill the memory."""

STANDARD_INPUT = "standard input"

_OF_THE_SHELL = Path("/dev/fd")
"""Where a shell puts what `<(...)` writes."""

_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
_UTF_8_MARK = b"\xef\xbb\xbf"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# A block ends at the first empty line after so many characters, and at any line after four times as many.
_BLOCK = 5_000


def is_standard_input(path: Path | None) -> bool:
    """Whether standard input is meant: nothing was named, or a dash."""
    return path is None or str(path) == "-"


@dataclass(frozen=True, slots=True)
class GivenText:
    """A file or standard input, opened.

    Attributes:
        stream: its bytes.
        shown: the name it is shown by.
        is_workbook: whether it begins as a workbook does, of any age.
    """

    stream: BufferedReader
    shown: str
    is_workbook: bool

    def whole(self) -> bytes:
        """All of it.

        Raises:
            FaultSaid: it cannot be read.
        """
        with said_plainly(self.shown, "read"):
            return self.stream.read()

    def lines(self) -> Iterator[bytes | None]:
        """Its lines in UTF-8, without a byte order mark and as soon as each is there; None for one that is too long.

        A text in UTF-16, as Windows calls Unicode, is known by its byte order mark.

        Raises:
            FaultSaid: it cannot be read, or is no text.
        """
        with said_plainly(self.shown, "read"):
            head = self.stream.peek(len(_PDF))
        if head.startswith(_UTF_16_MARKS):
            yield from self._lines_of_utf_16()
            return
        if head.startswith(_PDF) or b"\0" in head:
            raise FaultSaid(messages.NEITHER_TEXT_NOR_WORKBOOK(file=self.shown))
        mark = _UTF_8_MARK
        for line in self._read_lines():
            yield line.removeprefix(mark) if line else line
            mark = b""

    def _read_lines(self) -> Iterator[bytes | None]:
        while True:
            with said_plainly(self.shown, "read"):
                line = self.stream.readline(LONGEST_LINE)
                is_whole = line.endswith(b"\n") or len(line) < LONGEST_LINE
                if not is_whole:
                    while (rest := self.stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                        pass
            if not line:
                return
            yield line if is_whole else None

    def _lines_of_utf_16(self) -> Iterator[bytes | None]:
        text = TextIOWrapper(self.stream, encoding="utf-16", errors="replace", newline="\n")
        try:
            while True:
                with said_plainly(self.shown, "read"):
                    line = text.readline(LONGEST_LINE)
                if not line:
                    return
                yield line.encode()
        finally:
            text.detach()


@contextmanager
def opened(path: Path | None) -> Iterator[GivenText]:
    """Open a file, or standard input, and look how it begins.

    Raises:
        FaultSaid: there is no such file, or it cannot be read.
    """
    if path is None or is_standard_input(path):
        if sys.stdin is None:
            raise FaultSaid(messages.NO_INPUT())
        yield _given(sys.stdin.buffer, STANDARD_INPUT)
        return
    (file,) = given_files([path])
    with said_plainly(file.shown, "read"):
        if path.is_fifo() and _OF_THE_SHELL not in path.parents:
            # Nobody may ever write into it.
            raise FaultSaid(messages.NO_ORDINARY_FILE(file=file.shown))
        stream = path.open("rb")
    with stream:
        yield _given(stream, file.shown)


def _given(stream: BinaryIO, shown: str) -> GivenText:
    # Standard input may have been replaced by something that cannot be peeked into.
    buffered = stream if isinstance(stream, BufferedReader) else BufferedReader(cast(RawIOBase, stream))
    with said_plainly(shown, "read"):
        head = buffered.peek(len(_ZIP))
    return GivenText(buffered, shown, head.startswith((_ZIP, _OLE)))


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines that belong together and are searched as one text.

    Attributes:
        first_line: the number of its first line, from 1.
        text: its lines with their ends.
    """

    first_line: int
    text: str = field(repr=False)

    def place(self, position: int) -> tuple[int, int]:
        r"""Line and character of a position of the text, both counted from 1.

        >>> Block(10, "one\ntwo").place(5)
        (11, 2)
        """
        before = self.text.count("\n", 0, position)
        return self.first_line + before, position - self.text.rfind("\n", 0, position)


def blocks(lines: Iterable[bytes | None], shown: str) -> Iterator[Block]:
    """Put lines together, because a label may stand on the line before: up to an empty line, where one is near.

    Raises:
        FaultSaid: a line is too long.
    """
    first, kept, size, number = 1, list[str](), 0, 0
    for number, line in enumerate(lines, start=1):
        if line is None:
            raise FaultSaid(messages.TEXT_LINE_TOO_LONG(file=shown, number=number, megabytes=LONGEST_LINE >> 20))
        text = _decoded(line)
        kept.append(text)
        size += len(text)
        if size > 4 * _BLOCK or (size > _BLOCK and not text.strip()):
            yield Block(first, "".join(kept))
            first, kept, size = number + 1, [], 0
    if kept:
        yield Block(first, "".join(kept))


def _decoded(line: bytes) -> str:
    """A line as text: what is no UTF-8 was written by an older Windows program."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1")
