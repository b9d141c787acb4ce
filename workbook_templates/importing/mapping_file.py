"""The mapping file: what an import understood and what it asks, as TOML for people to edit and give back."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from validators.messages import importing as messages
from validators.quoting import how_many
from validators.toml_texts import read_toml
from workbook_templates.faults import FileFault
from workbook_templates.importing.choosing import LEAVE, TAKE
from workbook_templates.importing.columns import INITIALS, MONTH_FIRST, Match, decided
from workbook_templates.importing.days import read_any_day
from workbook_templates.importing.imported import ColumnMatch, Imported
from workbook_templates.importing.questions import COMMENTS, KEEP, Decisions, Question
from workbook_templates.importing.targets import CARRY, LEAVE_OUT, TARGETS, Target
from workbook_templates.importing.words import meaning

__all__ = ["MappingFile", "mapping_text", "read_mapping"]

_VERSION = 1
_UNDECIDED = "?"
_TOML_PLACE = re.compile(r" \(at (?:line \d+, column \d+|end of document)\)$")
_TABLES = ("sheets", "columns", "fill", "values")
_WORTH_FILLING = ("Status", "Review type", "Borough or local authority", "Partnership or board", "Date added")


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A mapping file as read.

    Attributes:
        decisions: what the user decided; lines that begin with a question mark are left out.
        source_sha256: of the spreadsheet that it was made from, or ''.
        workbook_sha256: of the workbook that was written beside it, or ''.
    """

    decisions: Decisions
    source_sha256: str = ""
    workbook_sha256: str = ""


# Write


def mapping_text(imported: Imported, decisions: Decisions, *, workbook_sha256: str = "") -> str:
    """The mapping file of an import: every column, and every value and sheet that is asked for.

    Args:
        imported: what was understood.
        decisions: what was decided before; it is repeated.
        workbook_sha256: of the workbook that is written with it.
    """
    return "\n".join(_lines(imported, decisions, workbook_sha256)) + "\n"


def _lines(imported: Imported, decisions: Decisions, workbook_sha256: str) -> Iterator[str]:
    yield from _HEAD.splitlines()
    yield f"version = {_VERSION}"
    yield f"source_sha256 = {_quoted(imported.sha256)}"
    yield f"workbook_sha256 = {_quoted(workbook_sha256)}"
    if len(imported.sheets) > 1:
        yield from ("", "# Which sheets are taken: take or leave.", "[sheets]")
        for sheet in imported.sheets:
            answer = TAKE if sheet.taken else f"{_UNDECIDED}{TAKE}" if sheet.is_asked else LEAVE
            known = f"{how_many(sheet.recognised, 'column')} recognised"
            yield f"{_quoted(sheet.name)} = {_quoted(answer)}  # {how_many(sheet.cells, 'cell')}, {known}"
    yield from ("", "# What each column becomes.", "[columns]")
    yield from _in_columns(
        f"{_quoted(one.place)} = {_quoted(_answer(one))}|# {_said_of(one)}" for one in imported.columns
    )
    if filled := list(_fill_lines(imported, decisions)):
        yield from ("", "# No column tells these. What you write here goes into every record that has nothing there.")
        yield from ("[fill]", *filled)
    asked: dict[str, list[str]] = {}
    for (target, key), answer in decisions.values.items():
        asked.setdefault(target, []).append(f"{_quoted(key)} = {_quoted(answer)}|")
    for question in imported.questions:
        line = f"{_quoted(question.key)} = {_quoted(_UNDECIDED + '; '.join(question.proposed[:1]))}|# {_hint(question)}"
        asked.setdefault(question.target, []).append(line)
    for target, lines in asked.items():
        yield from ("", f"# Values under {target}.{_list_of(TARGETS.get(target))}", f"[values.{_quoted(target)}]")
        yield from _in_columns(lines)


def _fill_lines(imported: Imported, decisions: Decisions) -> Iterator[str]:
    told = {one.match.target.name for one in imported.columns if one.match.target}
    for name in dict.fromkeys((*_WORTH_FILLING, *decisions.fill)):
        if answer := decisions.fill.get(name):
            yield f"{_quoted(name)} = {_quoted(answer)}"
        elif name not in told and not any(name in record for record in imported.records):
            yield f"{_quoted(name)} = {_quoted(_UNDECIDED)}"


_HEAD = f"""\
# How this spreadsheet goes into the template. Edit it, save it, and run the import again with --mapping and this file.
#
# A line that begins with a question mark is undecided: delete the question mark to accept what is proposed, or write
# another answer in its place. One line settles every cell that holds the same value.
#   a column: the name of a column of the template, or Themes, Learning, Identifier, Identifier: StEIS (or another
#             kind), Adult or child, Age, Converted (these tell the type of a review and are kept besides);
#             "{CARRY}" keeps the column at the right end, "{LEAVE_OUT}" leaves it out.
#             ", {MONTH_FIRST}" after a date reads 03/12 as 12 March; ", {INITIALS}" makes initials of names.
#   a value:  a term of the list (several: divided by semicolons), a date, "{KEEP}" to leave it as it is typed, or
#             "{COMMENTS}" to move it to Comments.
# A value that might say something about a person is not shown: it is named by a cell that holds it.
"""


def _answer(one: ColumnMatch) -> str:
    if one.is_asked:
        return f"{_UNDECIDED}{one.proposal}"
    more = f", {one.match.term}" if one.match.term else ""
    if one.match.target and one.match.month_first:
        more = f", {MONTH_FIRST}"
    if one.match.target and one.match.as_initials:
        more = f", {INITIALS}"
    return one.becomes + more


def _said_of(one: ColumnMatch) -> str:
    header = f"headed '{_plain(one.header)}'" if one.header else "header not shown" if one.is_withheld else "no header"
    sure = {"you": ", as you decided", "": ""}.get(
        one.match.why, f", {one.match.confidence:.0%} sure by {one.match.why}"
    )
    personal = (
        f"; {how_many(one.certain_pid, 'cell')} with a certain personal detail" if one.holds_personal_detail else ""
    )
    return f"{header}, {how_many(one.cells, 'cell')}{sure}{personal}"


def _hint(question: Question) -> str:
    where = f"{how_many(question.cells, 'cell')}, first {question.first}"
    what = "" if question.is_shown else f", a text of {how_many(question.length, 'character')}"
    if not question.proposed:
        return where + what
    if len(question.proposed) == 1:
        return f"{where}{what}: {question.proposed[0]}?"
    return f"{where}{what}: {' or '.join(question.proposed)}?"


def _list_of(target: Target | None) -> str:
    if target is None or not target.vocabulary:
        return " A date is written as 31/10/2024 or October 2024." if target and target.kind == "date" else ""
    return f" The list: scrt vocabulary {target.vocabulary}"


def _quoted(text: str) -> str:
    """A text as TOML writes it; JSON's way of quoting is one of TOML's."""
    return json.dumps(_plain(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def _plain(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _in_columns(lines: Iterator[str] | list[str]) -> Iterator[str]:
    """Lines with their comments one below the other."""
    divided = [line.rpartition("|") for line in lines]
    width = min(60, max((len(line) for line, _, _ in divided), default=0))
    for line, _, comment in divided:
        yield f"{line:<{width}}  {comment}".rstrip()


# Read


def read_mapping(text: str) -> MappingFile:
    """Read a mapping file.

    Raises:
        FileFault: it is no TOML, or a line says what nobody can do; one sentence names the line.
    """
    try:
        tables = read_toml(text)
    except tomllib.TOMLDecodeError as wrong:
        # Python's own words may repeat what the file holds, so the place alone is told.
        place = _TOML_PLACE.search(str(wrong))
        raise FileFault(messages.NO_TOML(place=place[0] if place else "")) from None
    if tables.get("version", _VERSION) != _VERSION:
        raise FileFault(messages.OTHER_VERSION())
    sheets, columns, fill, values = (_table(tables, name) for name in _TABLES)
    return MappingFile(
        Decisions(
            sheets=dict(_decided_sheets(sheets)),
            columns=dict(_decided_columns(columns)),
            values=dict(_decided_values(values)),
            fill=dict(_decided_fill(fill)),
        ),
        source_sha256=str(tables.get("source_sha256", "")),
        workbook_sha256=str(tables.get("workbook_sha256", "")),
    )


def _table(tables: Mapping[str, object], name: str) -> Mapping[str, object]:
    table = tables.get(name, {})
    if not isinstance(table, dict):
        raise FileFault(messages.NOTHING_UNDER(heading=name))
    return table


def _answers(table: Mapping[str, object], where: str) -> Iterator[tuple[str, str]]:
    for key, answer in table.items():
        if not isinstance(answer, str):
            raise FileFault(messages.NO_TEXT_UNDER(where=where))
        if not answer.strip().startswith(_UNDECIDED) and answer.strip():
            yield key, answer.strip()


def _decided_sheets(table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for number, (key, answer) in enumerate(_answers(table, "[sheets]"), start=1):
        if answer.casefold() not in (TAKE, LEAVE):
            raise FileFault(messages.TAKE_OR_LEAVE(number=number, take=TAKE, leave=LEAVE))
        yield key, answer.casefold()


def _decided_columns(table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, answer in _answers(table, "[columns]"):
        if decided(Match(0, ""), answer) is None:
            raise FileFault(messages.NO_COLUMN(key=_plain(key)[:60]))
        yield key, answer


def _decided_fill(table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, answer in _answers(table, "[fill]"):
        target = TARGETS.get(key)
        if target is None or target.kind in ("hint", "personal") or not _is_understood(answer, target):
            raise FileFault(messages.FILL(key=_plain(key)[:60]))
        yield key, answer


def _decided_values(tables: Mapping[str, object]) -> Iterator[tuple[tuple[str, str], str]]:
    for target_name, table in tables.items():
        target = TARGETS.get(target_name)
        if target is None or not isinstance(table, dict):
            raise FileFault(messages.VALUES_OF_NO_COLUMN())
        for number, (key, answer) in enumerate(_answers(table, f"[values.{target_name!r}]"), start=1):
            if not _is_understood(answer, target):
                offered = f" The list: scrt vocabulary {target.vocabulary}." if target.vocabulary else ""
                raise FileFault(
                    messages.BAD_ANSWER(
                        number=number, column=json.dumps(target_name), keep=KEEP, comments=COMMENTS, offered=offered
                    )
                )
            yield (target_name, key), answer


def _is_understood(answer: str, target: Target) -> bool:
    if answer in (KEEP, COMMENTS):
        return True
    if target.kind == "date":
        return read_any_day(answer) is not None
    if target.vocabulary in (None, "local_authorities", "boards"):
        return True
    several = target.kind in ("themes", "learning")
    parts = [part.strip() for part in answer.split(";") if part.strip()] if several else [answer]
    return bool(parts) and all(meaning(str(target.vocabulary), part).term for part in parts)
