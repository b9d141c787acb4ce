"""Programs that some tests need: without one a test skips, and on the build machine (SCRT_CI=1) it fails."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def missing(program: str) -> NoReturn:
    """Skip the test for want of a program, or fail it where the program must be there."""
    if os.environ.get("SCRT_CI") == "1":
        pytest.fail(f"{program} is missing here, and SCRT_CI=1 asks for it.")
    pytest.skip(f"{program} is not installed.")
