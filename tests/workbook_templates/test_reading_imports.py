"""Reading is light: it runs in a browser and at every press of a button."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from workbook_templates.reading import read_return
print(*sorted(name for name in sys.modules if "." not in name))
"""
HEAVY = {"xlsxwriter", "openpyxl", "pandas", "numpy", "lxml", "multiprocessing", "subprocess"}


def test_reading_imports_nothing_heavy() -> None:
    result = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    imported = set(result.stdout.split())
    assert {"python_calamine", "pydantic", "workbook_templates"} <= imported
    assert not imported & HEAVY
