"""What a user asks for on the command line, understood or answered with one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from addin.command_line.console import FaultSaid
from reports.months import parse_month
from validators.messages import command_line as messages
from validators.pid import find_pid
from validators.quoting import did_you_mean, month_in_words, one_of
from validators.vocabularies import Term, vocabulary
from validators.vocabularies.organisations import ENGLAND, regions

__all__ = ["asked_icb", "asked_month", "asked_months_by_icb", "asked_region", "asked_text"]


def asked_text(text: str) -> str:
    """What was asked for, as a sentence may repeat it: no personal detail that was typed by mistake.

    >>> asked_text("QMX"), asked_text("a.person@example.org")  # made up
    ("'QMX'", '(not shown)')
    """
    return "(not shown)" if find_pid(text) else repr(text)


def asked_month(text: str) -> date:
    """The last day of the month asked for.

    Raises:
        FaultSaid: the text is no month.
    """
    try:
        return parse_month(text)
    except ValueError:
        raise FaultSaid(messages.NO_MONTH(text=asked_text(text), hint=_month_meant(text))) from None


def _month_meant(text: str) -> str:
    """The month that was probably meant.

    >>> [_month_meant(text) for text in ("2024/9", "10-2024", "Oct 2024", "2024-13", "soon")]
    [' Did you mean 2024-09?', ' Did you mean 2024-10?', ' Did you mean 2024-10?', '', '']
    """
    words = re.findall(r"[^\W_]+", text)
    years = [word for word in words if len(word) == 4 and word.isdecimal()]
    others = [word.casefold() for word in words if word not in years]
    if len(years) != 1 or len(others) != 1:
        return ""
    for number in range(1, 13):
        name = month_in_words(date(2000, number, 1)).split()[0].casefold()
        if others[0] in (str(number), f"{number:02}", name, name[:3]):
            return f" Did you mean {years[0]}-{number:02}?"
    return ""


def asked_icb(text: str) -> str:
    """The code of the ICB asked for, by code, name or alias.

    Raises:
        FaultSaid: no such ICB; near ones are named.
    """
    found = vocabulary("icbs").resolve(text)
    if found.term is not None:
        return found.term.code
    hint = f" Did you mean {one_of([_named(term) for term in found.candidates])}?" if found.candidates else ""
    raise FaultSaid(messages.NO_ICB(text=asked_text(text), hint=hint))


def _named(term: Term) -> str:
    return f"{term.code} ({term.label})"


def asked_region(text: str) -> str:
    """The NHS region asked for, or England, in any letter case.

    Raises:
        FaultSaid: no such region.
    """
    names = (*regions(), ENGLAND)
    for name in names:
        if name.casefold() == " ".join(text.split()).casefold():
            return name
    raise FaultSaid(messages.NO_REGION(text=asked_text(text), hint=did_you_mean(text, names), choice=one_of(names)))


def asked_months_by_icb(pairs: Iterable[str]) -> dict[str, date]:
    """CODE=YYYY-MM pairs: from which ICB another month is taken.

    Raises:
        FaultSaid: a pair is not of that form.
    """
    months: dict[str, date] = {}
    for pair in pairs:
        code, equals, month = pair.partition("=")
        if not equals:
            raise FaultSaid(messages.ACCEPT_MONTH(pair=asked_text(pair)))
        months[asked_icb(code)] = asked_month(month)
    return months
