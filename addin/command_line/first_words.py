"""What `scrt` says when it is asked nothing: the five things that people do, each as it is typed."""

from __future__ import annotations

from addin.command_line.console import aligned

__all__ = ["first_words"]

_DONE_BY_PEOPLE = (
    ("See the whole job once, on made-up reviews", "scrt demo --open"),
    ("Make a workbook for your case reviews", 'scrt template new "My return.xlsx" --icb QMF'),
    ("Check a workbook before it is sent", 'scrt check "My return.xlsx" --out Report.xlsx --open'),
    ("Make the region's summary of the month", "scrt consolidate RETURNS --month 2024-10 --out Summary.xlsx"),
    ("Look for personal details in a text", "scrt pid scan Notes.txt"),
)


def first_words() -> list[str]:
    """The lines, no wider than a terminal of 110 characters.

    >>> max(map(len, first_words())) <= 110
    True
    """
    return [
        "S-CRT: safeguarding case reviews, from the workbook to the region's month. Five things that people do:",
        "",
        *(f"  {line}" for line in aligned(_DONE_BY_PEOPLE)),
        "",
        "scrt --help lists every command; scrt check --help explains one.",
        "scrt --install-completion lets the TAB key finish commands, options and values.",
    ]
