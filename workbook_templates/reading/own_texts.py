"""Which texts are the template's own: known by a digest, so that nothing that we wrote is searched again and again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

__all__ = ["OWN_TEXTS", "is_own_text", "own_texts_file", "text_mark"]

OWN_TEXTS = "own_texts.txt"
"""The digests, a line each, made by `python -m workbook_templates.template.own_texts`."""

_BYTES = 6
# Those of the template that stood in a return before: the next return has them too.
_MET: set[str] = set()


def text_mark(text: str) -> str:
    """The digest by which a text is known."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()


def is_own_text(text: str) -> bool:
    """Whether a text stands in the template as it is made.

    >>> is_own_text("Record no."), is_own_text("rang 07700 900123")  # made up
    (True, False)
    """
    if text in _MET:
        return True
    is_ours = text_mark(text) in _marks()
    if is_ours:
        _MET.add(text)
    return is_ours


@cache
def _marks() -> frozenset[str]:
    text = files("workbook_templates.reading").joinpath("data", OWN_TEXTS).read_text(encoding="ascii")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


def own_texts_file(texts: Iterable[str]) -> str:
    """The file of digests of these texts, in order, so that two makings differ only where the texts do."""
    head = "# Digests of the template's own texts. Made by: python -m workbook_templates.template.own_texts\n"
    return head + "".join(f"{mark}\n" for mark in sorted(set(map(text_mark, texts))))
