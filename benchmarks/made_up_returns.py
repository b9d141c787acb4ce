"""Returns of a made-up England: 42 ICBs, each with as many records as asked for, varied from the London example.

More returns than ICBs are the parts of an ICB's records, each a return of its own that counts: the first is written,
and the others are copies of it under references of their own, which takes a twentieth of the time.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from io import BytesIO
from itertools import cycle, islice, repeat
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from reports.london_example import london_returns
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import ENGLAND, boards_of, icbs_of, local_authorities_of
from validators.your_icb import WHOLE
from workbook_templates.saving import save_whole
from workbook_templates.template import CellValue, FilledReturn, template_bytes

MONTH = date(2024, 10, 31)
_TEXT = re.compile("(?<=>)[^<]+(?=</t>)")
_REFERENCES = ("Identifier reference 1", "Identifier reference 2")


def write_returns(folder: Path, *, records: int, seed: int = 1, number: int | None = None) -> list[Path]:
    """Write one return for each ICB that England had in October 2024, or as many as asked for: parts of each ICB.

    Those that are there already are taken as they are.
    """
    codes = [icb.code for icb in icbs_of(ENGLAND, on=MONTH)]
    with ProcessPoolExecutor() as pool:
        if number is None:
            asked = [(code, WHOLE, "") for code in codes]
            return list(pool.map(_write, repeat(folder), asked, repeat(records), repeat(seed)))
        asked = [(codes[at % len(codes)], f"Part {at // len(codes) + 1}", f"{at:03}") for at in range(number)]
        first = asked[: len(codes)]
        written = list(pool.map(_write, repeat(folder), first, repeat(records), repeat(seed)))
        others = pool.map(_copy, cycle(written), asked[len(codes) :], cycle(first), repeat(records), repeat(seed))
        return written + list(others)


def _copy(first: Path, asked: tuple[str, str, str], copied: tuple[str, str, str], records: int, seed: int) -> Path:
    icb, part, tail = asked
    path = first.with_name(f"{icb} {part}.xlsx")
    if not path.exists():
        _, first_part, first_tail = copied
        rows = made_up_rows(icb, records, seed, tail=first_tail)
        references = {str(row[column]) for row in rows for column in _REFERENCES if row[column]}
        other = {one: one.removesuffix(first_tail) + tail for one in references} | {first_part: part}
        content = BytesIO()
        with ZipFile(first) as source, ZipFile(content, "w", ZIP_DEFLATED) as target:
            for member in source.infolist():
                held = source.read(member)
                if member.filename == "xl/sharedStrings.xml":
                    texts = held.decode()
                    held = _TEXT.sub(lambda found: other.get(found[0], found[0]), texts).encode()
                target.writestr(member, held)
        save_whole(path, content.getvalue())
    return path


def _write(folder: Path, asked: tuple[str, str, str], records: int, seed: int) -> Path:
    icb, part, tail = asked
    path = folder / f"{icb}{'' if part == WHOLE else f' {part}'}.xlsx"
    if not path.exists():
        heading: dict[str, CellValue] = {"your_icb": icb, "reporting_month": MONTH, "return_part": part}
        rows = list(made_up_rows(icb, records, seed, tail=tail))
        filled = FilledReturn(your_icb=heading | {"return_number": 1}, rows=rows)
        save_whole(path, template_bytes(filled=filled, ready_rows=records))
    return path


def made_up_rows(icb: str, records: int, seed: int, *, tail: str = "") -> Iterator[dict[str, CellValue]]:
    """Rows with references, boards and words of their own, so that no rule sees the same review twice.

    Args:
        icb: its code.
        records: how many.
        seed: of the chance by which they are made.
        tail: of every reference, by which those of several parts of an ICB are told apart.
    """
    chance = random.Random(f"{icb}/{seed}{tail}")  # noqa: S311 - made-up text, not a secret
    patterns = [row for one in london_returns() for row in one.rows]
    chance.shuffle(patterns)
    words = [word for row in patterns for word in str(row["Overview"] or "").split()]
    areas = local_authorities_of(icb, on=MONTH) or ("A made-up borough",)
    for number, pattern in enumerate(islice(cycle(patterns), records), start=1):
        row: dict[str, CellValue] = dict(pattern)
        area = chance.choice(areas)
        kind = _kind(str(row["Review type"]))
        row |= {"Record no.": number, "ICB": icb, "Borough or local authority": area}
        row["Partnership or board"] = next(iter(boards_of(area, kind)), f"{area} board")
        row |= {column: _reference(str(row[column]), number) + tail for column in _REFERENCES if row[column]}
        if row["Overview"]:
            row["Overview"] = " ".join((str(row["Overview"]), *chance.choices(words, k=12)))
        yield row


def _kind(review_type: str) -> str:
    """The kind of board that commissions such a review."""
    found = vocabulary("review_types").resolve(review_type).term
    return found.details["board_kind"] if found else "SCP"


def _reference(pattern: str, number: int) -> str:
    """A reference of the same form that no other record of the return has."""
    head, slash, digits = pattern.rpartition("/")
    return f"{head}{slash}{(int(digits) + 7919 * number) % 1_000_000:06}" if digits.isdigit() else f"{pattern}-{number}"
