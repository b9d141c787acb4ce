"""`scrt pid scan`: where personal details stand in a workbook or a text, without repeating them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from addin.command_line.console import FaultSaid, faults_of, print_json, say, say_error
from addin.command_line.files import GivenFile, given_files
from addin.command_line.passwords import opened_workbook
from addin.command_line.phrase_files import phrases_for
from addin.command_line.pid_lines import Find, answers
from addin.command_line.texts_given import Block, GivenText, blocks, is_standard_input, opened
from validators.harmless_phrases import NO_PHRASES, HarmlessPhrases
from validators.messages import command_line as messages
from validators.pid import Confidence, Span, in_words, say_instead
from validators.pid_elsewhere import PidElsewhere
from validators.quoting import how_many

__all__ = ["run"]


@dataclass(frozen=True, slots=True)
class _Found:
    """One personal detail and where it stands.

    Attributes:
        place: as a line names it, for example "line 3, characters 14-25".
        where: the same place for a program.
        span: what was found there.
        is_advice: whether it is who made or changed something, which a program writes and no output copies.
    """

    place: str
    where: Mapping[str, object]
    span: Span
    is_advice: bool = False


@dataclass(frozen=True, slots=True)
class _Scan:
    """A scan that is done.

    Attributes:
        searched: what was searched, as a sentence names it.
        found: what was found, in the order of the text or workbook.
        unread: what could not be read and so was not searched.
    """

    searched: str
    found: Sequence[_Found]
    unread: Sequence[str] = ()

    @property
    def status(self) -> int:
        """The exit status: 1 when anything was found, or may stand where nothing could be read."""
        return int(bool(self.unread) or not all(one.is_advice for one in self.found))

    @property
    def summary(self) -> str:
        """What was found, in a sentence or two."""
        counted = Counter(one.span.confidence for one in self.found if not one.is_advice)
        people = sum(one.is_advice for one in self.found)
        advice = f" Besides, {how_many(people, 'name')} of who made or changed it: advice only." if people else ""
        if not counted:
            return f"No personal detail found in {self.searched}.{advice}"
        certain, possible = (counted[confidence] for confidence in (Confidence.CERTAIN, Confidence.POSSIBLE))
        return (
            f"{how_many(counted.total(), 'personal detail')} found in {self.searched}: {certain:,} certain, "
            f"{possible:,} possible.{advice}"
        )


@dataclass(slots=True)
class _Heard:
    """A finder that leaves out what is harmless, and counts it."""

    phrases: HarmlessPhrases
    find: Find
    silenced: int = 0

    def __call__(self, text: str) -> Sequence[Span]:
        return self.left(text, self.find(text))

    def left(self, text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
        """What is left of spans that were found already."""
        heard = self.phrases.heard(text, spans)
        self.silenced += len(spans) - len(heard)
        return heard


def _phrases(path: Path | None, named: Path | None) -> HarmlessPhrases:
    if path is None or is_standard_input(path):
        return phrases_for([GivenFile(Path(), "")], named)[Path()] if named else NO_PHRASES
    return phrases_for(given_files([path]), named)[path]


def run(path: Path | None, *, jsonl: bool, as_json: bool, exceptions: Path | None, find: Find) -> int:
    """Search a workbook or a text, and say where personal details stand; exit status 1 when there are any.

    Args:
        path: the file; a dash or nothing for standard input.
        jsonl: whether the text comes as JSON lines, each searched and answered by itself.
        as_json: whether one JSON document is printed instead of lines for a reader.
        exceptions: a list of harmless phrases; the one beside the file if left out.
        find: what finds personal details in a free text.
    """
    if jsonl and as_json:
        raise FaultSaid(messages.JSONL_OR_JSON())
    heard = _Heard(_phrases(path, exceptions), find)
    with opened(path) as given:
        if jsonl:
            return _answer_lines(given, heard)
        scan = _of_workbook(given, path, heard) if given.is_workbook else _of_text(given, heard)
        shown = given.shown
    for part in scan.unread:
        say_error(f"{shown}: {part} could not be read and was not searched.")
    if as_json:
        print_json(_document(shown, scan) | {"silenced": heard.silenced})
    else:
        say(*(f"{one.place}: {in_words(one.span)}. {_fix(one)}" for one in scan.found), scan.summary)
        if heard.silenced:
            say(f"{how_many(heard.silenced, 'possible one')} silenced by your own list of harmless phrases.")
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


def _of_text(given: GivenText, find: Find) -> _Scan:
    """Search a text block by block; a place is told by its line and the characters in it."""
    lines, found = 0, list[_Found]()
    for block in blocks(given.lines(), given.shown):
        lines = block.first_line + block.text.count("\n") - block.text.endswith("\n")
        found += (_in_block(block, span) for span in find(block.text))
    return _Scan(how_many(lines, "line"), found)


def _in_block(block: Block, span: Span) -> _Found:
    line, character = block.place(span.start)
    last_line, last_character = block.place(span.end - 1)
    if line == last_line:
        place = f"line {line:,}, characters {character}-{last_character}"
    else:
        place = f"line {line:,}, character {character} to line {last_line:,}, character {last_character}"
    start = character - 1
    where = {"sheet": None, "place": f"line {line}", "line": line, "start": start, "end": start + span.end - span.start}
    return _Found(place, where, span)


def _of_workbook(given: GivenText, path: Path | None, heard: _Heard) -> _Scan:
    from addin.command_line.pid_in_workbooks import search_workbook

    content, name = given.whole(), ""
    if path is not None and not is_standard_input(path):
        content, name = opened_workbook(content, GivenFile(path, given.shown)), path.name
    with faults_of(given.shown):
        searched = search_workbook(content, name, heard, left=heard.left)
    found = [_in_place(one, span) for one in searched.found for span in one.spans]
    return _Scan("the workbook", found, searched.unread)


def _in_place(one: PidElsewhere, span: Span) -> _Found:
    place = f"{one.sheet}, {one.where}, characters {span.start + 1}-{span.end}"
    where = {"sheet": one.sheet, "place": one.where, "line": None, "start": span.start, "end": span.end}
    return _Found(place, where, span, one.is_person)


def _fix(one: _Found) -> str:
    return "Remove it under File, Info, Inspect Document, or leave it." if one.is_advice else say_instead(one.span.kind)


def _document(file: str, scan: _Scan) -> dict[str, object]:
    return {
        "file": file,
        "status": "findings" if scan.status else "ok",
        "findings": [
            {
                **one.where,
                "kind": str(one.span.kind),
                "confidence": str(one.span.confidence),
                "advice": one.is_advice,
                "fix": _fix(one),
            }
            for one in scan.found
        ],
        "not_searched": list(scan.unread),
    }
