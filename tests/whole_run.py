"""Whether a run of the tests is of all of them, so that what none of them reaches may be judged."""

from __future__ import annotations

import pytest


def is_chosen(config: pytest.Config) -> bool:
    """Whether somebody chose some of the tests, by path, `-k` or `-m`."""
    named = config.args_source is not pytest.Config.ArgsSource.TESTPATHS
    return bool(named or config.option.keyword or config.option.markexpr)
