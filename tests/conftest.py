"""Which tests run: the fast ones always, the slow ones with SCRT_CI=1."""

from __future__ import annotations

import os

import pytest

# xlwings looks for it when it is imported. Its engine for Excel on the web is free for non-commercial use and is a
# second engine in the tests; the product works without.
os.environ.setdefault("XLWINGS_LICENSE_KEY", "noncommercial")

# Run by LibreOffice's own Python, which alone has the module `uno`.
collect_ignore = ["libreoffice_calc.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("SCRT_CI") == "1":
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="slow: runs with SCRT_CI=1"))
