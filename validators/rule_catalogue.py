"""The quality checklist as a page of documentation, written from the rules themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby

from validators.case_review import COLUMN_BY_HEADER
from validators.rulebook import Rule, RuleBook
from validators.rules import standard_rules

__all__ = ["rules_page"]

_INTRODUCTION = """\
# The quality checklist

Every rule with its reason and its examples, in the words of the rules themselves. The severity is the loudest in which
a rule speaks; below its facts stands where it is quieter, and whatever else was decided. An ICB may set the settings
and the severity otherwise in its `checklist.toml`, or switch a rule off there. All records in the examples are made
up. Where no line above a table says otherwise, it is a return of QMF for October 2024, checked on 5 November 2024."""


def rules_page(book: RuleBook | None = None) -> str:
    """Write the page, in Markdown.

    Args:
        book: the rules; by default all that ship.

    >>> rules_page().splitlines()[0]
    '# The quality checklist'
    """
    rules = standard_rules() if book is None else book
    blocks = [_INTRODUCTION, _overview(rules), *(block for rule in rules for block in _section(rule) if block)]
    return "\n\n".join(blocks) + "\n"


def _overview(rules: RuleBook) -> str:
    lines = (f"| [{rule.id}](#{rule.id.lower()}) | {_cell(rule.title)} | {rule.severity} |" for rule in rules)
    return "\n".join(("| Rule | What it asks | Severity |", "|---|---|---|", *lines))


def _section(rule: Rule) -> Iterator[str]:
    yield f"## {rule.id}"
    yield f"{rule.title}."
    yield "\n".join(("| | |", "|---|---|", *(f"| {name} | {_cell(text)} |" for name, text in _facts(rule) if text)))
    yield rule.decisions
    for heading, example in (("Passes", rule.passes), ("Fails", rule.fails), ("Mended", rule.mended)):
        yield f"{heading}:" if example.strip() else ""
        yield from _example(example)


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    columns = dict.fromkeys((*rule.needs, *rule.columns))
    yield "Severity", rule.severity.value
    yield "Applies to", "the workbook" if rule.is_about_workbook else rule.when.label
    yield "Columns", "every column" if columns.keys() == COLUMN_BY_HEADER.keys() else ", ".join(columns)
    yield "Why", rule.why
    yield "What to do", rule.fix
    yield "Source", rule.source
    yield "Settings and their standard", ", ".join(f"`{name}` = {number}" for name, number in rule.limits.items())
    if rule.new_to_template:
        yield "Older records", "advice, outside the score, for a record closed before the ICB adopted the template"


def _example(example: str) -> Iterator[str]:
    """The tables of an example, each ruled as Markdown asks, and between them the lines that set the circumstances."""
    lines = [line.strip() for line in example.splitlines() if line.strip() and not _is_ruler(line)]
    for is_table, together in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            header, *records = together
            yield "\n".join((header, "|---" * (header.count("|") - 1) + "|", *records))
        else:
            yield ", ".join(f"`{line}`" for line in together)


def _is_ruler(line: str) -> bool:
    return "---" in line and not line.strip(" |:-")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    # Bytes, so that the file is the same on every machine.
    sys.stdout.buffer.write(rules_page().encode())
