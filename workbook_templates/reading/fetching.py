"""What formulas reach out of the workbook for when they are calculated or clicked."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

__all__ = ["fetching_functions"]

# They fetch from the web (WEBSERVICE, IMAGE ...), open what is clicked (HYPERLINK), ask another program or a data
# source (RTD, DDE, CUBE...), run code (CALL, EXEC, PY), or hand the text to a service (TRANSLATE, COPILOT).
_REACHING = re.compile(
    r"(?<![A-Z0-9_])(WEBSERVICE|FILTERXML|IMAGE|HYPERLINK(?!\s*\(\s*\"#)|STOCKHISTORY|RTD|DDE|CUBE[A-Z]+|SQL\.REQUEST|"
    r"CALL|REGISTER\.ID|REGISTER|EXEC|EXECUTE|INITIATE|REQUEST|POKE|PY|TRANSLATE|DETECTLANGUAGE|COPILOT|"
    r"IMPORTXML|IMPORTHTML|IMPORTDATA|IMPORTFEED|IMPORTRANGE|GOOGLEFINANCE)\s*\("
)
# A text, or the quoted name of a sheet, which may hold the sign that begins a text.
_QUOTED = re.compile(r"""\"(?:[^"\0]|"")*"|'(?:[^'\0]|'')*'""")
# Another program asked by its name, and a workbook or a path before a cell; [1] is a number in the list of links.
_DDE = re.compile(r"(?<![\w.'])[\w.]+\|(?:'[^']*'|[\w.]+)!")
_WORKBOOK = re.compile(r"""\[(?![0-9]+\])[^\[\]'"\0]+\](?:[^\[\]'"!\0]*'|[\w.]*)!""")
_PATH = re.compile(r"""'(?<!\|')[^'"\[\0]*[\\/][^'"\[\0]*'!""")
# Letters and single quotes may be spelt out; most programs spell out the signs of a tag alone.
_SPELT_OUT = re.compile(r"&(?:#|apos)", re.IGNORECASE)
# No part of a workbook can hold this character.
_BETWEEN = b"\0"
# A function that another one is to call, as in BYROW(A1:A3, WEBSERVICE).
_PASSED_ON = re.compile(r"_XLETA\.([A-Z.]+)")
_ASKED, _ANOTHER_WORKBOOK = "DDE", "another workbook"

_PARTS_OF_NAMES = (
    *("WEBSERVICE", "FILTERXML", "IMAGE", "HYPERLINK", "STOCKHISTORY", "RTD", "DDE", "CUBE", "REQUEST"),
    *("CALL", "REGISTER", "EXEC", "INITIATE", "POKE", "PY", "TRANSLATE", "DETECTLANGUAGE", "COPILOT"),
    *("IMPORT", "GOOGLEFINANCE"),
)
"""Each of the names has one of these in it: most workbooks are told by them, before any formula is looked at."""


def _may_reach(formulas: str) -> bool:
    is_named = any(part in formulas for part in _PARTS_OF_NAMES) and _REACHING.search(formulas)
    return bool(
        is_named
        or any(sign in formulas for sign in ("|", "_XLETA."))
        or any(one.search(formulas) for one in (_WORKBOOK, _PATH))
    )


def fetching_functions(formulas: Iterable[bytes]) -> tuple[str, ...]:
    """The functions that reach out, each as often as a formula calls it; other programs and workbooks that it names.

    A link that stays in its workbook begins with #; the template has such links of its own.

    Args:
        formulas: as they stand in the XML.

    >>> fetching_functions([b"cmd|'/c made up'!A0", b"'[made-up.xlsx]S'!A1", b"[1]S!A1", b"cases[Status]", b"'a|b'!A1"])
    ('DDE', 'another workbook')
    >>> fetching_functions([b'_xlfn.WEBSERVICE(A1&amp;"x")', b'HYPERLINK("#"&amp;A1)', b'"IMAGE("', b'hyperlink (A1)'])
    ('WEBSERVICE', 'HYPERLINK')
    """
    plain = _BETWEEN.join(formulas).decode("utf-8", "replace")
    plain = (html.unescape(plain) if _SPELT_OUT.search(plain) else plain).upper()
    if not _may_reach(plain):
        return ()
    plain = html.unescape(plain)
    # What stands between quotation marks is no call; how a link's text begins is all that matters of it.
    calls = _PASSED_ON.sub(r"\1(", _QUOTED.sub(_emptied, plain))
    asked, *others = (len(one.findall(calls)) for one in (_DDE, _WORKBOOK, _PATH))
    return (*_REACHING.findall(calls), *[_ASKED] * asked, *[_ANOTHER_WORKBOOK] * sum(others))


def _emptied(quoted: re.Match[str]) -> str:
    if quoted[0].startswith("'"):
        return quoted[0].replace('"', "")
    return '"#"' if quoted[0].startswith('"#') else '""'
