"""Made-up values of every kind but names: numbers from ranges that nobody has, streets and postcodes that are nowhere.

NHS numbers are of the test range 999, telephone numbers of Ofcom's and other regulators' ranges for drama, mail is at
example.org and its like (RFC 2606), vehicles are of years not yet issued, postcodes of districts that do not exist.
"""

from __future__ import annotations

import random
from collections.abc import Callable

__all__ = ["VALUES", "date_in"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DISTRICTS = (
    "E38", "N29", "SE41", "SW27", "NW13", "W17", "CR15", "BR11", "DA21", "EN14", "HA15", "IG15", "KT27", "RM24",
    "SM9", "TW21", "UB12", "B99", "M65", "LS32", "L42", "SE1X", "EC5A", "E1H", "G99", "CF91", "BS51", "NR39",
)  # fmt: skip
_STREETS = (
    "Larkmead", "Tansy", "Quillan", "Osterley Bank", "Merrow", "Hobday", "Saltcote", "Fennimore", "Wexcombe",
    "Pinfold", "Bracken Hill", "Old Tannery", "St Osmund's", "Marchbank", "Ravelin", "Coppergate", "Thistledown",
    "Upper Weald", "Nettlebed", "Cardinal", "Jubilee", "Alder", "Hollin", "Kestrel", "Princess Maud", "Gasworks",
)  # fmt: skip
_WAYS = (
    "Road", "Street", "Avenue", "Close", "Lane", "Gardens", "Crescent", "Way", "Drive", "Terrace", "Grove", "Place",
    "Rd", "St", "Ave", "Mews", "Walk", "Hill", "Rise", "Square",
)  # fmt: skip
_BLOCKS = (
    "Merrow House",
    "Tobin Court",
    "Larkin Point",
    "Ashdown Tower",
    "Pelling House",
    "Corrie Court",
    "Osier Lodge",
)
_MAIL_HOSTS = ("example.org", "example.com", "example.net", "mail.example.org", "nhs.example.org", "example.co.uk")


def date_in(chance: random.Random, first: int, last: int) -> tuple[int, int, int]:
    """Year, month, day between two years."""
    return chance.randint(first, last), chance.randint(1, 12), chance.randint(1, 28)


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 11 <= day <= 13 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def dob_words(chance: random.Random) -> str:
    """A birth date with its month in letters."""
    year, month, day = date_in(chance, 1931, 2023)
    name = _MONTHS[month - 1]
    return chance.choice(
        (
            f"{_ordinal(day)} {name} {year}",
            f"{day} {name} {year}",
            f"{day} {name[:3]} {year}",
            f"{name} {_ordinal(day)}, {year}",
            f"{day}-{name[:3]}-{year % 100:02d}",
            f"{_ordinal(day)} of {name} {year}",
        )
    )


def dob_figures(chance: random.Random) -> str:
    """A birth date in figures."""
    year, month, day = date_in(chance, 1931, 2023)
    return chance.choice(
        (
            f"{day:02d}/{month:02d}/{year}",
            f"{day}/{month}/{year % 100:02d}",
            f"{day}.{month}.{year % 100:02d}",
            f"{day:02d}.{month:02d}.{year}",
            f"{day:02d}-{month:02d}-{year}",
            f"{year}-{month:02d}-{day:02d}",
            f"{day:02d} {month:02d} {year}",
        )
    )


def dob_slashes(chance: random.Random) -> str:
    """A birth date as most forms print it."""
    year, month, day = date_in(chance, 1931, 2023)
    return f"{day:02d}/{month:02d}/{year}"


def _nhs_digits(chance: random.Random) -> str:
    while True:
        nine = "999" + _digits(chance, 6)
        check = 11 - sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), nine, strict=True)) % 11
        if check != 10:
            return nine + str(check % 11)


def nhs(chance: random.Random) -> str:
    """An NHS number of the test range in one of the ways people space it."""
    ten = _nhs_digits(chance)
    gap = chance.choice((" ", " ", " ", "", "", "-", ".", "  "))
    return gap.join((ten[:3], ten[3:6], ten[6:]))


def nhs_off(chance: random.Random) -> str:
    """One digit off: the check digit does not hold."""
    ten = _nhs_digits(chance)
    last = str((int(ten[9]) + chance.randint(1, 9)) % 10)
    return f"{ten[:3]} {ten[3:6]} {ten[6:9]}{last}"


def postcode(chance: random.Random) -> str:
    """A full postcode of a district that does not exist."""
    inward = chance.choice("0123456789") + "".join(chance.choice("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))
    return chance.choice(_DISTRICTS) + chance.choice((" ", " ", " ", "")) + inward


def outward(chance: random.Random) -> str:
    """The first half of a postcode, a real one: thousands of people live in each."""
    return chance.choice(
        ("E8", "N7", "SE15", "CR0", "NW10", "E17", "SW9", "RM3", "TW4", "W12", "LS8", "B21", "BR5", "IG11")
    )


def street(chance: random.Random) -> str:
    """House number and street."""
    number = chance.choice((str(chance.randint(1, 240)), f"{chance.randint(1, 90)}{chance.choice('abcAB')}"))
    return f"{number} {chance.choice(_STREETS)} {chance.choice(_WAYS)}"


def flat(chance: random.Random) -> str:
    """A flat with its house or street."""
    number = chance.choice((str(chance.randint(1, 99)), f"{chance.randint(1, 30)}{chance.choice('ABC')}"))
    return chance.choice(
        (
            f"Flat {number}, {street(chance)}",
            f"Flat {number} {chance.choice(_BLOCKS)}",
            f"{number} {chance.choice(_BLOCKS)}, {chance.choice(_STREETS)} {chance.choice(_WAYS)}",
            f"Flat {number}, {chance.choice(_BLOCKS)}, {chance.choice(_STREETS)} {chance.choice(_WAYS)}",
            f"Room {number}, {street(chance)}",
        )
    )


def care_home(chance: random.Random) -> str:
    """A care home with its street."""
    home = chance.choice(("Fernlea", "The Laurels", "Ashcombe Lodge", "Hollybank", "Sunnymead"))
    return f"{home} Care Home, {chance.choice(_STREETS)} {chance.choice(_WAYS)}"


def mobile(chance: random.Random) -> str:
    """A mobile number of Ofcom's drama range."""
    last = _digits(chance, 3)
    return chance.choice(
        (f"07700 900{last}", f"07700900{last}", f"07700 900 {last}", f"07700-900-{last}", f"0 7700 900{last}",
         f"+44 7700 900{last}", f"+447700900{last}", f"+44 (0)7700 900{last}", f"0044 7700 900{last}")
    )  # fmt: skip


def landline(chance: random.Random) -> str:
    """A landline of Ofcom's drama ranges."""
    last = _digits(chance, 3)
    return chance.choice(
        (f"020 7946 0{last}", f"0207 946 0{last}", f"02079460{last}", f"(020) 7946 0{last}", f"0161 496 0{last}",
         f"0121 4960{last}", f"01632 960{last}", f"01632 960 {last}", f"+44 20 7946 0{last}")
    )  # fmt: skip


def foreign(chance: random.Random) -> str:
    """A telephone number abroad, of a range for drama."""
    two = _digits(chance, 2)
    return chance.choice(
        (f"+1 202 555 01{two}", f"+33 1 99 00 {two} 24", f"+61 491 570 1{chance.choice(('56', '57', '58'))}")
    )


def ni_number(chance: random.Random) -> str:
    """A National Insurance number's form."""
    prefix = chance.choice(("AX", "JH", "PW", "SR", "YT", "KL", "HT", "NE"))
    two = [_digits(chance, 2) for _ in range(3)]
    gap = chance.choice((" ", ""))
    return gap.join((prefix, *two, chance.choice("ABCD")))


def plate(chance: random.Random) -> str:
    """A registration mark of a year not yet issued."""
    letters = "ABCDEFGHJKLMNOPRSTUVWXYZ"
    tail = "".join(chance.choice(letters) for _ in range(3))
    area = chance.choice("ABCDEFGHKLMNOPRSTVWY") + chance.choice(letters)
    return f"{area}{chance.choice(('27', '28', '77', '78'))}{chance.choice((' ', ' ', ''))}{tail}"


def licence(chance: random.Random) -> str:
    """A driving licence number's form, of a surname that is none."""
    month, day = chance.choice(("01", "06", "11")), chance.choice(("15", "09", "22"))
    return f"ZZQQX{_digits(chance, 1)}{month}{day}{_digits(chance, 1)}A99XY"


def _pattern(*forms: str) -> Callable[[random.Random], str]:
    """A value of one of the forms, in which # stands for a digit, @ for a letter and ^ for 1-9."""

    def value(chance: random.Random) -> str:
        kinds = {"#": "0123456789", "@": "ABCDEFGHJKLMNPRSTVWXY", "^": "123456789"}
        return "".join(chance.choice(kinds[sign]) if sign in kinds else sign for sign in chance.choice(forms))

    return value


def mail_host(chance: random.Random) -> str:
    """A domain that is for examples."""
    return chance.choice(_MAIL_HOSTS)


def school_year(chance: random.Random) -> str:
    """A made-up school with a class or year."""
    school = chance.choice(
        ("Elmbrook Primary School", "Saint Osyth's RC Primary", "Larkmead Academy", "Quillan High School",
         "the Wexcombe Free School", "Pinfold Lane Infants", "Hobday Community College")
    )  # fmt: skip
    year = chance.randint(1, 11)
    return chance.choice(
        (f"Year {year} at {school}", f"{school}, Year {year}", f"class {year}{chance.choice('BWHK')} at {school}",
         f"{school} (Y{year})", f"Reception class of {school}", f"year {year} pupil at {school}")
    )  # fmt: skip


VALUES: dict[str, tuple[str, Callable[[random.Random], str]]] = {
    "dob": ("date_of_birth", lambda chance: chance.choice((dob_words, dob_figures))(chance)),
    "dob_words": ("date_of_birth", dob_words),
    "dob_figures": ("date_of_birth", dob_figures),
    "dob_slashes": ("date_of_birth", dob_slashes),
    "nhs": ("nhs_number", nhs),
    "nhs_off": ("nhs_number", nhs_off),
    "postcode": ("postcode", postcode),
    "outward": ("postcode", outward),
    "street": ("address", street),
    "flat": ("address", flat),
    "care_home": ("address", care_home),
    "mobile": ("phone", mobile),
    "landline": ("phone", landline),
    "foreign": ("phone", foreign),
    "ni": ("ni_number", ni_number),
    "plate": ("vehicle", plate),
    "licence": ("other", licence),
    "passport": ("other", _pattern("#########")),
    "hospital_no": ("other", _pattern("######", "@######", "^######", "@@####")),
    "system_id": ("other", _pattern("#######", "^#####", "########")),
    "upn": ("other", _pattern("@############")),
    "custody": ("other", _pattern("0#@@/####/2#", "##@@/###/2#")),
    "collar": ("other", _pattern("###@@", "####@@", "####")),
    "pnc": ("other", _pattern("20##/#######@", "##/######@")),
    "court": ("other", _pattern("ZE2#C00###", "ZW2#C0####", "T2023####")),
    "prison": ("other", _pattern("A####@@")),
    "account": ("other", _pattern("########")),
    "sort_code": ("other", _pattern("##-##-##")),
    "school_year": ("other", school_year),
}  # fmt: skip
"""The slots for values: what kind they are of, and how one is made."""
