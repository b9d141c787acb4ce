"""JSON lines of texts, searched for personal details one by one: a filter between two programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn

from addin.command_line.texts_given import LONGEST_LINE
from validators.messages import command_line as messages
from validators.pid import Confidence, Span, find_pid_in_identifier

__all__ = ["Answer", "Find", "answers"]

Find = Callable[[str], Sequence[Span]]
"""What finds personal details in a free text: the seam for a finder that looks more closely."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered to one line.

    Attributes:
        line: the answer, one JSON object.
        found: how many personal details the text holds.
        is_bad: whether the line could not be read.
        is_id_withheld: whether the id itself held a personal detail.
    """

    line: str
    found: int = 0
    is_bad: bool = False
    is_id_withheld: bool = False


class _BadLine(Exception):
    """A line that cannot be searched; the message is one sentence that never repeats it."""


def answers(lines: Iterable[bytes | None], find: Find) -> Iterator[Answer]:
    """Answer each line as soon as it is there, in order; empty lines have no answer.

    Args:
        lines: lines in UTF-8, `{"id": ..., "text": "..."}`; None for one that was too long to be read.
        find: what finds personal details in a text.
    """
    for number, line in enumerate(lines, start=1):
        if line is not None and not line.strip():
            continue
        try:
            yield _answer(line, find)
        except _BadLine as bad:
            yield Answer(json.dumps({"id": None, "error": f"Line {number:,}: {bad}"}), is_bad=True)


def _answer(line: bytes | None, find: Find) -> Answer:
    asked = _read(line)
    text, name = asked.get("text"), asked.get("id")
    if not isinstance(text, str):
        raise _BadLine(messages.LINE_WITHOUT_TEXT())
    written_id, is_withheld = _showable(name)
    spans = find(text)
    told = [
        {"start": span.start, "end": span.end, "kind": str(span.kind), "confidence": str(span.confidence)}
        for span in spans
    ]
    return Answer(f'{{"id": {written_id}, "spans": {json.dumps(told)}}}', len(spans), is_id_withheld=is_withheld)


def _read(line: bytes | None) -> dict[str, object]:
    if line is None:
        raise _BadLine(messages.LINE_TOO_LONG(megabytes=LONGEST_LINE >> 20))
    try:
        asked = json.loads(line.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise _BadLine(messages.LINES_NOT_UTF8()) from None
    except (ValueError, RecursionError):
        raise _BadLine(messages.LINE_NO_JSON()) from None
    if not isinstance(asked, dict):
        raise _BadLine(messages.LINE_NO_OBJECT())
    return asked


def _refuse_constant(_name: str) -> NoReturn:
    """NaN and Infinity, which Python reads and no other program has to."""
    raise ValueError


def _showable(name: object) -> tuple[str, bool]:
    """The id as JSON, or null where it holds what is certainly a personal detail: no answer repeats one."""
    try:
        written = json.dumps(name, allow_nan=False)
    except (ValueError, RecursionError):
        raise _BadLine(messages.LINE_ID()) from None
    searched = name if isinstance(name, str) else json.dumps(name, ensure_ascii=False)
    if any(span.confidence is Confidence.CERTAIN for span in find_pid_in_identifier(searched, names=True)):
        return "null", True
    return written, False
