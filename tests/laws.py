"""How often a law is tried: in full where everything is tested, and often enough to notice a slip while one works."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings

FEWEST = 4


def never_time() -> None:
    """No law fails because the machine is busy, or coverage is measured: not those either that ask for no settings."""
    settings.register_profile("untimed", deadline=None)
    settings.load_profile("untimed")


def tried(examples: int, **more: Any) -> settings:
    """Settings for a law that is tried so often with SCRT_CI=1, else a fifth as often; slow examples are no fault."""
    if os.environ.get("SCRT_CI") != "1":
        examples = max(FEWEST, examples // 5)
    return settings(max_examples=examples, deadline=None, **more)
