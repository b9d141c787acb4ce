"""A ranked list of terms on `Summary`: sorted by mentions, equal counts with one rank, by formulas of every Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from validators.vocabularies import Term, vocabulary
from workbook_templates.template.counted_rows import STANDING, CountedRow, Standing, entered
from workbook_templates.template.looks import BODY, HEADING, HINT, Look
from workbook_templates.template.page import Page, column_letters, fixed

__all__ = ["COUNT", "COUNT_HEADING", "LATER_EXCLUDED", "Ranked", "Ranking", "write_ranking"]

LATER_EXCLUDED = f'{STANDING},"<{Standing.LATER:d}"'
"""The condition that a row is not added after the month."""

COUNT: Look = {**BODY, "num_format": "0", "align": "right"}
COUNT_HEADING: Look = {**HEADING, "align": "right"}
_RANK: Look = {**BODY, "num_format": "0", "align": "center"}
_TOP = 3
# A key holds the mentions and, in its last two digits, the term's place from the end: one number sorts by both.
_PLACES = 100
_LONGEST_TIE = 110
"""Characters of joined names that still fit on the line; a longer tie is counted instead."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of the sorted list: term, rank (None without a mention), mentions, and the tied names up to here."""

    term: str
    rank: int | None
    mentions: int
    joined: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """A vocabulary as it is to be ranked.

    Attributes:
        name: of the vocabulary.
        fields: the columns in which its terms are mentioned.
        header: over the list.
        plural: of what is ranked, for the sentence.
    """

    name: str
    fields: tuple[str, ...]
    header: str
    plural: str

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms that are counted."""
        return vocabulary(self.name).counted

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers that are no term, such as None of these."""
        return tuple(term.code for term in vocabulary(self.name) if term.is_answer)

    def mentions(self, term: str, rows: Sequence[CountedRow]) -> int:
        """How often a term is mentioned in the rows that count."""
        counted = (row for row in rows if row.standing is not Standing.LATER)
        return sum(row.says(field, term) for row in counted for field in self.fields)

    def filled(self, rows: Sequence[CountedRow]) -> int:
        """How many cells of these columns hold anything, in the rows that count."""
        counted = (row for row in rows if row.standing is not Standing.LATER)
        return sum(not row.is_empty(field) for row in counted for field in self.fields)

    def mentions_formula(self, criterion: str) -> str:
        """The formula that counts a criterion in every column, without its equals sign."""
        return "+".join(f"COUNTIFS({entered(field)},{criterion},{LATER_EXCLUDED})" for field in self.fields)


def ranked(counts: Sequence[tuple[str, int]]) -> list[Ranked]:
    """Sort by mentions, ties in the given order, and rank densely.

    >>> [(one.rank, one.joined) for one in ranked([("A", 1), ("B", 2), ("C", 0), ("D", 2)])]
    [(1, 'B'), (1, 'B / D'), (2, 'A'), (None, '')]
    """
    lines: list[Ranked] = []
    for term, mentions in sorted(counts, key=lambda one: -one[1]):
        before = lines[-1] if lines else Ranked("", 0, -1, "")
        if not mentions:
            lines.append(Ranked(term, None, 0, ""))
        elif mentions == before.mentions:
            lines.append(Ranked(term, before.rank, mentions, f"{before.joined} / {term}"))
        else:
            lines.append(Ranked(term, (before.rank or 0) + 1, mentions, term))
    return lines


def write_ranking(
    page: Page, ranking: Ranking, rows: Sequence[CountedRow], *, at: tuple[int, int], work: tuple[int, int]
) -> tuple[str, str]:
    """Write the sorted list, and beside the page what it is worked out from.

    Args:
        page: the sheet.
        ranking: what is ranked.
        rows: the rows that are counted.
        at: row and column of the list's heading; it takes three columns.
        work: row and column where four hidden columns begin.

    Returns:
        The formula, without its equals sign, of the sentence that names the top three, and its value.
    """
    counts = [(term.code, ranking.mentions(term.code, rows)) for term in ranking.terms]
    lines = ranked(counts)
    row, column = at
    page.put(row, column, ranking.header, HEADING)
    page.put(row, column + 1, "Rank", {**HEADING, "align": "center"})
    page.put(row, column + 2, "Mentions", COUNT_HEADING)
    _write_work(page, ranking, counts, work)
    for number, line in enumerate(lines, start=1):
        _write_line(page, line, number, (row + number, column), (work[0] + number, work[1]), len(lines))
    _write_rest(page, ranking, rows, (row + len(lines) + 1, column), work, sum(count for _, count in counts))
    ranks = fixed(row + 1, column + 1, row + len(lines))
    joined = fixed(work[0] + 1, work[1] + 3, work[0] + len(lines))
    mentions = fixed(row + 1, column + 2, row + len(lines))
    return _sentence_formula(ranking, ranks, joined, mentions), _sentence(ranking, lines)


def _write_work(page: Page, ranking: Ranking, counts: Sequence[tuple[str, int]], work: tuple[int, int]) -> None:
    """Terms in their own order, mentions and keys; the tied names of the sorted list follow line by line."""
    row, column = work
    page.put_row(row, column, (ranking.header, "Mentions", "Sorts by", "Tied so far"), HINT)
    for place, (term, mentions) in enumerate(counts, start=1):
        cell = column_letters(column) + str(row + place)
        page.put(row + place, column, term, HINT)
        page.formula(row + place, column + 1, f"={ranking.mentions_formula('$' + cell)}", mentions, HINT)
        count = f"{column_letters(column + 1)}{row + place}"
        key = mentions * _PLACES + _PLACES - place
        page.formula(row + place, column + 2, f"={count}*{_PLACES}+{_PLACES - place}", key, HINT)


def _write_line(page: Page, line: Ranked, number: int, at: tuple[int, int], work: tuple[int, int], length: int) -> None:
    """One line of the sorted list; equal mentions share the rank of the line above, and their names are joined."""
    (row, column), (work_row, work_column) = at, work
    top = work_row - number + 1
    key = f"LARGE({fixed(top, work_column + 2, top + length - 1)},{number})"
    terms = fixed(top, work_column, top + length - 1)
    page.formula(row, column, f"=INDEX({terms},{_PLACES}-MOD({key},{_PLACES}))", line.term, BODY)
    page.formula(row, column + 2, f"=INT({key}/{_PLACES})", line.mentions, COUNT)
    term, mentions = f"{column_letters(column)}{row}", f"{column_letters(column + 2)}{row}"
    rank, joined = "1", term
    if number > 1:
        rank_above, mentions_above = (f"{column_letters(column + offset)}{row - 1}" for offset in (1, 2))
        joined_above = f"{column_letters(work_column + 3)}{work_row - 1}"
        rank = f"IF({mentions}={mentions_above},{rank_above},{rank_above}+1)"
        joined = f'IF({mentions}={mentions_above},{joined_above}&" / ","")&{term}'
    page.formula(row, column + 1, f'=IF({mentions}=0,"",{rank})', line.rank, _RANK)
    page.formula(work_row, work_column + 3, f'=IF({mentions}=0,"",{joined})', line.joined, HINT)


def _write_rest(
    page: Page,
    ranking: Ranking,
    rows: Sequence[CountedRow],
    at: tuple[int, int],
    work: tuple[int, int],
    mentioned: int,
) -> None:
    """The answers that are no term, and the cells that hold something else: with them every filled cell is counted."""
    row, column = at
    answers = sum(ranking.mentions(answer, rows) for answer in ranking.answers)
    page.put(row, column, " or ".join(ranking.answers), BODY)
    page.put(row, column + 1, None, BODY)
    formula = "+".join(ranking.mentions_formula(f'"{answer}"') for answer in ranking.answers)
    page.formula(row, column + 2, f"={formula}", answers, COUNT)
    page.put(row + 1, column, "Not understood here", BODY)
    page.put(row + 1, column + 1, None, BODY)
    counts = fixed(work[0] + 1, work[1] + 1, work[0] + len(ranking.terms))
    above = f"{column_letters(column + 2)}{row}"
    filled = ranking.mentions_formula('"<>"')
    rest = ranking.filled(rows) - mentioned - answers
    page.formula(row + 1, column + 2, f"={filled}-SUM({counts})-{above}", rest, COUNT)


def _sentence_formula(ranking: Ranking, ranks: str, joined: str, mentions: str) -> str:
    parts = []
    for rank in range(1, _TOP + 1):
        last = f'COUNTIF({ranks},"<={rank}")'
        names = f"INDEX({joined},{last})"
        tied = f'COUNTIF({ranks},{rank})&" {ranking.plural} share this place"'
        shown = f"IF(LEN({names})>{_LONGEST_TIE},{tied},{names})"
        gap = '""' if rank == 1 else '";  "'
        parts.append(f'IF(COUNTIF({ranks},{rank})=0,"",{gap}&"{rank}. "&{shown}&" ("&INDEX({mentions},{last})&")")')
    none = f'"no {ranking.plural} are entered yet"'
    return f'"Top three {ranking.plural}: "&IF(COUNT({ranks})=0,{none},{"&".join(parts)})&"."'


def _sentence(ranking: Ranking, lines: Sequence[Ranked]) -> str:
    """What the formula of the sentence shows."""
    parts = []
    for rank in range(1, _TOP + 1):
        tied = [line for line in lines if line.rank == rank]
        if tied:
            names = tied[-1].joined
            shown = names if len(names) <= _LONGEST_TIE else f"{len(tied)} {ranking.plural} share this place"
            parts.append(f"{rank}. {shown} ({tied[-1].mentions})")
    return f"Top three {ranking.plural}: {';  '.join(parts) or f'no {ranking.plural} are entered yet'}."
