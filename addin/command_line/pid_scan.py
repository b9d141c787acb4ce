"""`scrt pid scan`: where personal details stand in a workbook or a text, without repeating them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from addin.command_line.console import FaultSaid, print_json, say, say_error
from addin.command_line.pid_lines import Find, answers
from addin.command_line.texts_given import GivenText, blocks, opened
from validators.pid import Confidence, Span, in_words, say_instead
from validators.quoting import how_many

__all__ = ["run"]


@dataclass(frozen=True, slots=True)
class _Found:
    """One personal detail and where it stands.

    Attributes:
        place: as a line names it, for example "line 3, characters 14-25".
        span: what was found there.
        where: the same place for a program.
    """

    place: str
    span: Span
    where: dict[str, object]


@dataclass
class _Scan:
    """A scan under way: what was found so far, counted."""

    searched: str = ""
    by_confidence: Counter[Confidence] = field(default_factory=Counter)

    def counted(self, found: Iterable[_Found]) -> Iterator[_Found]:
        """Pass on what is found and count it."""
        for one in found:
            self.by_confidence[one.span.confidence] += 1
            yield one

    @property
    def status(self) -> int:
        """The exit status: 1 when anything was found."""
        return int(self.by_confidence.total() > 0)

    @property
    def summary(self) -> str:
        """What was found, in a sentence."""
        total = self.by_confidence.total()
        if not total:
            return f"No personal detail found in {self.searched}."
        certain = self.by_confidence[Confidence.CERTAIN]
        return (
            f"{how_many(total, 'personal detail')} found in {self.searched}: {certain:,} certain, "
            f"{total - certain:,} possible."
        )


def run(path: Path | None, *, jsonl: bool, as_json: bool, find: Find) -> int:
    """Search a workbook or a text, and say where personal details stand; exit status 1 when there are any.

    Args:
        path: the file; a dash or nothing for standard input.
        jsonl: whether the text comes as JSON lines, each searched and answered by itself.
        as_json: whether one JSON document is printed instead of lines for a reader.
        find: what finds personal details in a free text.
    """
    if jsonl and as_json:
        raise FaultSaid("--jsonl and --json: please choose one; JSON lines are answered with JSON lines.")
    with opened(path) as given:
        if jsonl:
            return _answer_lines(given, find)
        scan = _Scan()
        found = scan.counted(_in_text(given, find, scan))
        if as_json:
            print_json(_document(given, list(found)))
        else:
            for one in found:
                say(f"{one.place}: {in_words(one.span)}. {say_instead(one.span.kind)}")
            say(scan.summary)
        return scan.status


def _answer_lines(given: GivenText, find: Find) -> int:
    """Answer line by line while they come in; what could not be read is no proof that nothing is there."""
    found = read = bad = ids = 0
    for answer in answers(given.lines(), find):
        say(answer.line)
        found += answer.found
        read += not answer.is_bad
        bad += answer.is_bad
        ids += answer.is_id_withheld
    if bad:
        say_error(f"{given.shown}: {how_many(bad, 'line')} could not be read; the answers say why.")
    if ids:
        say_error(
            f"{given.shown}: {how_many(ids, 'id')} held a personal detail and stand as null; "
            "the answers come in the order of the lines."
        )
    if bad and not read:
        return 2
    return int(found > 0 or bad > 0)


def _in_text(given: GivenText, find: Find, scan: _Scan) -> Iterator[_Found]:
    """Search a text block by block; a place is told by its line and the characters in it."""
    lines = 0
    for block in blocks(given.lines(), given.shown):
        lines = block.first_line + block.text.count("\n") - block.text.endswith("\n")
        for span in find(block.text):
            line, character = block.place(span.start)
            last_line, last_character = block.place(span.end - 1)
            if line == last_line:
                place = f"line {line:,}, characters {character}-{last_character}"
            else:
                place = f"line {line:,}, character {character} to line {last_line:,}, character {last_character}"
            yield _Found(
                place, span, {"line": line, "start": character - 1, "end": character - 1 + span.end - span.start}
            )
    scan.searched = how_many(lines, "line")


def _document(given: GivenText, found: Sequence[_Found]) -> dict[str, object]:
    return {
        "file": given.shown,
        "status": "findings" if found else "ok",
        "findings": [
            {
                **one.where,
                "kind": str(one.span.kind),
                "confidence": str(one.span.confidence),
                "fix": say_instead(one.span.kind),
            }
            for one in found
        ],
    }
