"""How often a law is tried: in full where everything is tested, and often enough to notice a slip while one works."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings

FEWEST = 4
USUAL = 100
"""Hypothesis' own number."""


def never_time() -> None:
    """No law fails because the machine is busy, or coverage is measured: not those either that ask for no settings."""
    settings.register_profile("untimed", max_examples=_of(USUAL), deadline=None)
    settings.load_profile("untimed")


def tried(examples: int, **more: Any) -> settings:
    """Settings for a law that is tried so often with SCRT_CI=1, else a fifth as often; slow examples are no fault."""
    return settings(max_examples=_of(examples), deadline=None, **more)


def _of(examples: int) -> int:
    return examples if os.environ.get("SCRT_CI") == "1" else max(FEWEST, examples // 5)
