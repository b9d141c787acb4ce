"""What lets a run of the tests go quickly and changes nothing that a test sees."""

from __future__ import annotations

import gc
import os
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from xlsxwriter.worksheet import Worksheet

MOST_PROCESSES = 4
"""Each of them may need two gigabytes."""

_CACHE = Path(__file__).resolve().parents[1] / ".pytest_cache" / "bytecode"
_FORMULAS = 50_000
"""About fifty templates' worth of different ones."""


def keep_bytecode() -> None:
    """Keep bytecode, as an installed program does; where none may lie beside the sources, in pytest's cache.

    Without it each start of the program, and each process that runs tests, compiles every module again.
    """
    if sys.dont_write_bytecode:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(_CACHE)
        sys.dont_write_bytecode = False


def prepare_formulas_once() -> None:
    """XlsxWriter looks in each formula for thirty functions; a template's thousand formulas are in every template."""
    prepare = Worksheet._prepare_formula

    @lru_cache(_FORMULAS)
    def prepared(formula: str, future: bool, expanded: bool) -> str:
        sheet = Worksheet()
        sheet.use_future_functions = future
        return str(prepare(sheet, formula, expanded))

    def once(sheet: Worksheet, formula: str, expand_future_functions: bool = False) -> str:
        return prepared(formula, bool(sheet.use_future_functions), expand_future_functions)

    Worksheet._prepare_formula = once


def take_several_cores(config: pytest.Config) -> None:
    """Give a run a process for each core, and each file to one of them, if it was not asked to do otherwise."""
    if hasattr(config, "workerinput"):
        # One of these processes itself, which would start as many again, and they theirs.
        return
    asked = config.option
    # A debugger wants one process.
    one = asked.collectonly or asked.usepdb
    if not one and getattr(asked, "numprocesses", 1) is None:
        asked.numprocesses, asked.dist = min(os.cpu_count() or 1, MOST_PROCESSES), "loadfile"


def look_for_garbage_seldom() -> None:
    """What stands when the tests are collected stays to the end, and need not be searched again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
