"""The two families of exceptions: what is wrong with a file, and what is wrong with this program."""

from __future__ import annotations

__all__ = ["FileFault", "OurFault"]


class FileFault(Exception):
    """A file cannot be used as it is; the message is one plain sentence: what, where, what to do.

    The message never holds a cell's text, and it names no file: the door that was given the file adds its name.
    """


class OurFault(Exception):
    """This program failed where the file is not to blame."""
