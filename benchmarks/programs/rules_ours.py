"""This project: `all` rules, all of them `with-pid`, or the `same` rules as the peers.

Garbage is looked for as seldom as the command line does it; the peers leave Python its own ways, as their users do.
"""

from __future__ import annotations

import sys
from types import MappingProxyType
from typing import Any

from rules_given import MONTH, TODAY, answer, given

from addin.command_line.memory import collect_seldom
from validators.check import check
from validators.entries import Circumstances, Entry, RawRow
from validators.rulebook import RuleBook
from validators.rules import standard_rules
from validators.your_icb import YourIcb

_SAME = "A01 A02 A04 A05 A06 A07 A08 A09 A10 A11 A15 B01 C01 C02 C03 C04 D04 E00 E01 H04"
_asked = sys.argv[1]
if _asked != "with-pid":
    Entry.pid = MappingProxyType({})  # type: ignore[assignment]
_BOOK = standard_rules()
_returns, _, _row_rules = given()
if _asked == "same":
    _same = {*_SAME.split(), *(one["rule"] for one in _row_rules)}
    _BOOK = RuleBook(rule for rule in _BOOK if rule.id in _same)
_GIVEN = Circumstances(TODAY, YourIcb(your_icb="QMF", reporting_month=MONTH))


def find(rows: list[dict[str, Any]]) -> int:
    """The number of findings in a return."""
    return len(
        check([RawRow(cells, row) for row, cells in enumerate(rows, start=5)], given=_GIVEN, rules=_BOOK).findings
    )


collect_seldom()
answer(find, _returns)
