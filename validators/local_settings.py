"""An ICB's own settings of the checklist: rules switched off, other severities, other days and lengths.

A settings file, `checklist.toml`, holds one table for each rule that differs:

    [C07]
    days = 60
    severity = "advice"

    [E06]
    off = true
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from validators.exceptions import NEVER_ACCEPTED
from validators.findings import Severity
from validators.messages import settings as messages
from validators.quoting import did_you_mean, one_of
from validators.rulebook import Rule, RuleBook
from validators.toml_texts import read_toml

__all__ = ["SETTINGS_FILE", "Difference", "LocalSettings", "SettingsFault", "read_settings"]

SETTINGS_FILE = "checklist.toml"
"""The name of a settings file that lies beside a workbook."""

_MOST = 100_000
_TOML_PLACE = re.compile(r" \(at (?:line \d+, column \d+|end of document)\)$")


class SettingsFault(Exception):
    """The settings file is wrong; the message is one sentence: where, what, what to do."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One setting that differs from the standard, so that two ICBs' scores can be compared."""

    rule: str
    setting: str
    standard: str
    local: str


@dataclass(frozen=True, slots=True)
class _RuleSettings:
    off: bool = False
    severity: Severity | None = None
    limits: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def applied_to(self, rule: Rule) -> Rule:
        limits = MappingProxyType({**rule.limits, **self.limits})
        return replace(rule, severity=self.severity or rule.severity, limits=limits)


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """What an ICB sets otherwise; empty by default."""

    by_rule: Mapping[str, _RuleSettings] = field(default_factory=lambda: MappingProxyType({}))

    def applied_to(self, book: RuleBook) -> RuleBook:
        """The book with the local settings; a rule that is switched off is not in it."""
        if not self.by_rule:
            return book
        own = ((rule, self.by_rule.get(rule.id, _RuleSettings())) for rule in book)
        return RuleBook(settings.applied_to(rule) for rule, settings in own if not settings.off)

    def differences(self, book: RuleBook) -> tuple[Difference, ...]:
        """Every setting that differs from the standard book, in order of the rules."""
        return tuple(
            difference
            for rule in book
            if rule.id in self.by_rule
            for difference in _differences(rule, self.by_rule[rule.id])
        )


def _differences(rule: Rule, own: _RuleSettings) -> Iterator[Difference]:
    if own.off:
        yield Difference(rule.id, "switched", "on", "off")
    if own.severity is not None and own.severity is not rule.severity:
        yield Difference(rule.id, "severity", rule.severity.value, own.severity.value)
    for name, number in own.limits.items():
        if number != rule.limits[name]:
            yield Difference(rule.id, name.replace("_", " "), f"{rule.limits[name]:,}", f"{number:,}")


def read_settings(text: str, book: RuleBook) -> LocalSettings:
    r"""Read a settings file.

    >>> from validators.rules import standard_rules
    >>> settings = read_settings("[C07]\ndays = 60", standard_rules())
    >>> settings.differences(standard_rules())
    (Difference(rule='C07', setting='days', standard='90', local='60'),)

    Raises:
        SettingsFault: the text is no TOML, names an unknown rule or setting, or gives an impossible value.
    """
    return LocalSettings({rule_id: _rule_settings(rule_id, table, book) for rule_id, table in _tables(text).items()})


def _tables(text: str) -> dict[str, object]:
    try:
        return read_toml(text)
    except tomllib.TOMLDecodeError as wrong:
        # Python's own words may repeat what the file holds, so the place alone is told.
        place = _TOML_PLACE.search(str(wrong))
        raise SettingsFault(messages.NO_TOML(place=place[0] if place else "")) from None


def _rule_settings(rule_id: str, table: object, book: RuleBook) -> _RuleSettings:
    known = {rule.id: rule for rule in book}
    if rule_id not in known:
        section = [one for one in known if one[:1] == rule_id[:1].upper()]
        raise SettingsFault(messages.NO_RULE(hint=did_you_mean(rule_id, section, close_enough=0.5)))
    if not isinstance(table, dict):
        raise SettingsFault(messages.NO_TABLE(rule=rule_id))
    rule = known[rule_id]
    settings = _RuleSettings()
    for name, value in table.items():
        settings = _with_setting(settings, rule, str(name), value)
    return settings


def _with_setting(settings: _RuleSettings, rule: Rule, name: str, value: object) -> _RuleSettings:
    if rule.id in NEVER_ACCEPTED and name in ("off", "severity"):
        raise SettingsFault(messages.CERTAIN_PID(rule=rule.id))
    if name == "off" and isinstance(value, bool):
        return replace(settings, off=value)
    if name == "severity" and value in tuple(Severity):
        return replace(settings, severity=Severity(str(value)))
    if name in rule.limits and isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST:
        return replace(settings, limits={**settings.limits, name: value})
    if name not in ("off", "severity", *rule.limits):
        raise SettingsFault(messages.NO_SETTING(rule=rule.id, choice=one_of(("off", "severity", *rule.limits))))
    allowed = {"off": "true or false", "severity": one_of([f'"{each.value}"' for each in Severity])}
    raise SettingsFault(
        messages.NOT_ALLOWED(rule=rule.id, name=name, allowed=allowed.get(name, f"a whole number from 0 to {_MOST:,}"))
    )
