"""Functions of formulas that reach out of the workbook when they are calculated or clicked."""

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
_TEXT = re.compile(r'"(?:[^"]|"")*"')


_PARTS_OF_NAMES = (
    *(b"WEBSERVICE", b"FILTERXML", b"IMAGE", b"HYPERLINK", b"STOCKHISTORY", b"RTD", b"DDE", b"CUBE", b"REQUEST"),
    *(b"CALL", b"REGISTER", b"EXEC", b"INITIATE", b"POKE", b"PY", b"TRANSLATE", b"DETECTLANGUAGE", b"COPILOT"),
    *(b"IMPORT", b"GOOGLEFINANCE"),
)
"""Each of the names has one of these in it: most workbooks are told by them, before any formula is looked at."""


def _may_reach(formulas: bytes) -> bool:
    return any(part in formulas for part in _PARTS_OF_NAMES)


def fetching_functions(formulas: Iterable[bytes]) -> tuple[str, ...]:
    """The functions that reach out, each as often as a formula calls it.

    A link that stays in its workbook begins with #; the template has such links of its own.

    Args:
        formulas: as they stand in the XML.

    >>> fetching_functions([b'_xlfn.WEBSERVICE(A1&amp;"x")', b'HYPERLINK("#"&amp;A1)', b'"IMAGE("', b'hyperlink (A1)'])
    ('WEBSERVICE', 'HYPERLINK')
    """
    joined = b"\n".join(formulas)
    if joined.isascii() and b"&#" not in joined and not _may_reach(joined.upper()):
        return ()
    plain = html.unescape(joined.decode("utf-8", "replace")).upper()
    if not _REACHING.search(plain):
        return ()
    # What stands between quotation marks is no call; how a link's text begins is all that matters of it.
    return tuple(_REACHING.findall(_TEXT.sub(lambda text: '"#"' if text[0].startswith('"#') else '""', plain)))
