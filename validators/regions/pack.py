"""What one region says of itself: its local authorities and boards, ICS names, contact, closing rule, return date."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from validators.messages import packs as messages
from validators.pid import find_pid
from validators.toml_texts import read_toml

__all__ = ["PACK_FILES", "SETTINGS", "PackFault", "RegionPack", "new_pack", "read_pack", "split_list"]

SETTINGS = "region.toml"
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "local_authorities.csv": ("name", "aliases", "valid_from", "valid_to", "ons_code"),
    "local_authority_icbs.csv": ("local_authority", "icb", "valid_from", "valid_to"),
    "boards.csv": ("name", "kind", "local_authorities", "aliases", "valid_from", "valid_to", "confirmed"),
    "ics_names.csv": ("icb", "ics"),
    "expected_parts.csv": ("icb", "part", "valid_from", "valid_to"),
}
PACK_FILES = (SETTINGS, *_COLUMNS)
"""The files of a pack; all but the first may be left out."""

_NEW_SETTINGS = """\
# The settings of one region. All but the name may be left as they are.
name = "{name}"

# Whom to ask, printed on the summary: a team or an office, never a person.
contact = ""

# When a review is closed. "and": report completed, signed off, and published or under embargo.
# "or": report completed and signed off, or published or under embargo.
closing = "and"

# The working day of the next month by which returns are due; take the mark away to say one.
# return_by_working_day = 5

[colours]
# Of titles, in the form #005EB8; white stands on it, so it must be dark.
main = ""
"""

_OPTIONAL = frozenset({"aliases", "valid_from", "valid_to", "ons_code", "confirmed"})
_CLOSINGS = {
    "and": "Closed: report completed, signed off, and published or under embargo.",
    "or": "Closed: report completed and signed off, or published or under embargo.",
}
# Days as they are written sort as they follow each other.
_ALWAYS = ("0001-01-01", "9999-12-31")
_KINDS = ("SAB", "SCP", "CSP")
# White letters are readable on a colour from this contrast on (WCAG 2.2, AA).
_LEAST_CONTRAST = 4.5

_Row = Mapping[str, str]


class PackFault(ValueError):
    """A region's pack cannot be used: which file, which line, what to do, in one sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class RegionPack:
    """One region's own settings; two packs of equal files are equal.

    Attributes:
        name: the NHS region.
        contact: whom to ask; a function and never a person.
        closing: `and` or `or`: whether a closed review is signed off and published, or either.
        return_by: the working day of the next month by which returns are due.
        colour: of titles, white on it.
        local_authorities, memberships, boards, ics_names, parts: rows of the files, header to text.
        digest: of the files' lines.
    """

    name: str
    contact: str = ""
    closing: str = "and"
    return_by: int | None = None
    colour: str = ""
    local_authorities: tuple[_Row, ...] = ()
    memberships: tuple[_Row, ...] = ()
    boards: tuple[_Row, ...] = ()
    ics_names: tuple[_Row, ...] = ()
    parts: tuple[_Row, ...] = ()
    digest: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RegionPack) and (self.name, self.digest) == (other.name, other.digest)

    def __hash__(self) -> int:
        return hash((self.name, self.digest))

    @property
    def closing_in_words(self) -> str:
        """When a review is closed, in a sentence."""
        return _CLOSINGS[self.closing]

    def parts_of(self, icb: str, day: date) -> tuple[str, ...]:
        """The parts in which an ICB is expected to return on a day; none where the region lists none for it."""
        return tuple(
            row["part"]
            for row in self.parts
            if row["icb"] == icb
            and (row["valid_from"] or _ALWAYS[0]) <= day.isoformat() <= (row["valid_to"] or _ALWAYS[1])
        )


def read_pack(files: Mapping[str, str], *, region_of: Mapping[str, str] | None = None) -> RegionPack:
    """Read a pack from the texts of its files.

    Args:
        files: name to text, of those of `PACK_FILES` that there are.
        region_of: each ICB's code to its region, to hold the pack against; None for one that ships.

    Raises:
        PackFault: a file is missing or says what nobody can use.

    >>> read_pack({"region.toml": 'name = "London"'}).closing_in_words
    'Closed: report completed, signed off, and published or under embargo.'
    """
    settings = _settings(files.get(SETTINGS))
    rows = {file: tuple(_rows(file, files.get(file, ""))) for file in _COLUMNS}
    places = {row["name"] for row in rows["local_authorities.csv"]}
    _refuse_unknown("local_authority_icbs.csv", "local_authority", rows["local_authority_icbs.csv"], places, _A_PLACE)
    if region_of is not None:
        _refuse_strange(settings.name, rows, region_of)
    for number, row in enumerate(rows["boards.csv"], start=2):
        if row["kind"] not in _KINDS:
            raise PackFault(messages.KIND(number=number, kinds=", ".join(_KINDS)))
        if any(place not in places for place in split_list(row["local_authorities"])):
            raise PackFault(messages.LOCAL_AUTHORITY(number=number, what=_A_PLACE))
    for number, row in enumerate(rows["expected_parts.csv"], start=2):
        if find_pid(row["part"]):
            raise PackFault(messages.PART_WITH_PID(file="expected_parts.csv", number=number))
    # Of the lines, so that a program which ends them otherwise makes no other pack of it.
    lines = sorted((name, text.splitlines()) for name, text in files.items())
    digest = hashlib.sha256(repr(lines).encode()).hexdigest()
    return RegionPack(
        name=settings.name,
        contact=settings.contact,
        closing=settings.closing,
        return_by=settings.return_by_working_day,
        colour=settings.colours.main,
        local_authorities=rows["local_authorities.csv"],
        memberships=rows["local_authority_icbs.csv"],
        boards=rows["boards.csv"],
        ics_names=rows["ics_names.csv"],
        parts=rows["expected_parts.csv"],
        digest=digest,
    )


_A_PLACE = "a name in local_authorities.csv"


def new_pack(name: str, icbs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The files of a pack that nobody has filled in yet, name to text.

    Args:
        name: of the region.
        icbs: code and name of the integrated care system, of each ICB of the region.
    """
    files = {SETTINGS: _NEW_SETTINGS.format(name=name)}
    files |= {file: f"{','.join(columns)}\n" for file, columns in _COLUMNS.items()}
    files["ics_names.csv"] += "".join(f"{code},{ics}\n" for code, ics in icbs)
    return files


def _refuse_strange(name: str, rows: Mapping[str, Sequence[_Row]], region_of: Mapping[str, str]) -> None:
    """Refuse a region that there is none of, and ICBs of another."""
    regions = sorted(set(region_of.values()))
    if name not in regions:
        raise PackFault(messages.NO_REGION(file=SETTINGS, regions=", ".join(regions)))
    own = {icb for icb, region in region_of.items() if region == name}
    for file in ("local_authority_icbs.csv", "ics_names.csv", "expected_parts.csv"):
        _refuse_unknown(file, "icb", rows[file], own, f"the code of an ICB of {name}")


class _Colours(BaseModel):
    """The region's colours; white is written on the main one."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    main: Annotated[str, Field(pattern=r"^(#[0-9A-Fa-f]{6})?$")] = ""


class _Settings(BaseModel):
    """The file `region.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    name: str
    contact: str = ""
    closing: Literal["and", "or"] = "and"
    return_by_working_day: Annotated[int, Field(ge=1, le=20)] | None = None
    colours: _Colours = _Colours()


_MEANT = {
    "name": "the region's name in quotes",
    "contact": "a text in quotes: a function, never a person",
    "closing": '"and" or "or"',
    "return_by_working_day": "a whole number from 1 to 20",
    "colours": "main, as a colour such as #005EB8",
}


def _settings(text: str | None) -> _Settings:
    if text is None:
        raise PackFault(messages.NO_SETTINGS(file=SETTINGS))
    try:
        settings = _Settings.model_validate(read_toml(text))
    except tomllib.TOMLDecodeError as broken:
        # Python's own words may repeat what the file holds, so the place alone is told.
        place = re.search(r" \(at [a-z0-9 ,]*\)$", str(broken))
        raise PackFault(messages.NO_TOML(file=SETTINGS, place=place[0] if place else "")) from None
    except ValidationError as refused:
        key = str(refused.errors(include_input=False, include_url=False)[0]["loc"][0])
        if key not in _MEANT:
            raise PackFault(messages.OTHER_NAME(file=SETTINGS, names=", ".join(_MEANT))) from None
        raise PackFault(messages.MISSING(file=SETTINGS, key=key, what=_MEANT[key])) from None
    if find_pid(settings.contact):
        raise PackFault(messages.CONTACT_WITH_PID(file=SETTINGS))
    if settings.colours.main and _contrast_with_white(settings.colours.main) < _LEAST_CONTRAST:
        raise PackFault(messages.COLOUR_TOO_LIGHT(file=SETTINGS))
    return settings


def _contrast_with_white(colour: str) -> float:
    """The contrast ratio of WCAG 2.2.

    >>> round(_contrast_with_white("#005EB8"), 1)
    6.4
    """
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def _rows(file: str, text: str) -> Iterator[_Row]:
    """The rows of a table that hold anything, their cells trimmed."""
    lines = list(csv.DictReader(text.lstrip("\ufeff").splitlines()))
    for number, line in enumerate(lines, start=2):
        missing = [header for header in _COLUMNS[file] if header not in line and header not in _OPTIONAL]
        if missing:
            raise PackFault(messages.NO_COLUMN(file=file, column=missing[0], columns=", ".join(_COLUMNS[file])))
        row = {header: " ".join((line.get(header) or "").split()) for header in _COLUMNS[file]}
        if not any(row.values()):
            continue
        if empty := [header for header, cell in row.items() if not cell and header not in _OPTIONAL]:
            raise PackFault(messages.EMPTY_CELL(file=file, number=number, column=empty[0]))
        for header in ("valid_from", "valid_to"):
            if not _is_day(row.get(header, "")):
                raise PackFault(messages.NO_DAY(file=file, number=number, column=header))
        yield row


def _is_day(text: str) -> bool:
    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False


def _refuse_unknown(file: str, header: str, rows: Iterable[_Row], known: Container[str], what: str) -> None:
    for number, row in enumerate(rows, start=2):
        if row[header] not in known:
            raise PackFault(messages.NOT_A_PLACE(file=file, number=number, column=header, what=what))


def split_list(text: str) -> tuple[str, ...]:
    """Split a cell that lists several items divided by semicolons."""
    return tuple(item.strip() for item in text.split(";") if item.strip())
