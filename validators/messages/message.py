"""What a message of the catalogue is: a sentence with places for what differs from one time to the next."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter

__all__ = ["Message"]


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence of the catalogue: place, what is wrong, and what to do ("Please either ...").

    No place is ever filled with the text of a cell; `validators.quoting` says what may be quoted.

    Attributes:
        form: the sentence; what differs stands in braces, as for `str.format`.

    >>> Message("{file}: this is a folder. Please name a file.")(file="Returns")
    'Returns: this is a folder. Please name a file.'
    """

    form: str

    def __call__(self, **parts: object) -> str:
        """The sentence with its places filled in.

        Raises:
            KeyError: a place is left out.
        """
        return self.form.format(**parts)

    @property
    def places(self) -> frozenset[str]:
        """The names of its places.

        >>> sorted(Message("{file} line {number:,}: {what}").places)
        ['file', 'number', 'what']
        """
        return frozenset(name for _, name, _, _ in Formatter().parse(self.form) if name)
