"""The rules of the quality checklist: every module here is searched for rules, so a new file is enough."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from validators.rulebook import Rule, RuleBook

__all__ = ["standard_rules"]


@cache
def standard_rules() -> RuleBook:
    """The rule book that ships: all rules of all modules of this package."""
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return RuleBook(one for module in modules for one in vars(module).values() if isinstance(one, Rule))
