"""Fixtures of the tests of buttons."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import xlwings as xw

from tests.addin.open_in_libreoffice import calc


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[xw.App]:
    """A LibreOffice for the tests of a module."""
    with calc(tmp_path_factory.mktemp("office")) as office:
        yield office
