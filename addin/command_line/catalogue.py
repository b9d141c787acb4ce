"""`scrt rules` and `scrt vocabulary`: what the checklist and the lists hold."""

from __future__ import annotations

from addin.command_line.asked import asked_text
from addin.command_line.console import FaultSaid, aligned, print_json, say
from validators.messages import command_line as messages
from validators.quoting import did_you_mean
from validators.rulebook import Rule
from validators.rules import standard_rules
from validators.vocabularies import VOCABULARY_NAMES, VOCABULARY_VERSION, Term, vocabulary

__all__ = ["run_rules", "run_vocabulary"]


def run_rules(*, as_json: bool) -> int:
    """List every rule."""
    book = standard_rules()
    if as_json:
        print_json({"rules": [_rule_document(rule) for rule in book]})
        return 0
    say(*aligned([(rule.id, rule.severity.value, rule.when.label, rule.title) for rule in book]))
    say("", f"{len(book)} rules. All about each of them: scrt rules --json")
    return 0


def _rule_document(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": rule.title,
        "severity": rule.severity.value,
        "applies_to": "the workbook" if rule.is_about_workbook else rule.when.label,
        "columns": [*rule.needs, *(header for header in rule.columns if header not in rule.needs)],
        "why": rule.why,
        "fix": rule.fix,
        "source": rule.source,
        "decisions": rule.decisions,
    }


def run_vocabulary(name: str | None, *, as_json: bool) -> int:
    """List the vocabularies, or one of them."""
    if name is None:
        return _list_vocabularies(as_json=as_json)
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    if wanted not in VOCABULARY_NAMES:
        raise FaultSaid(messages.NO_VOCABULARY(name=asked_text(name), hint=did_you_mean(wanted, VOCABULARY_NAMES)))
    terms = vocabulary(wanted)
    if as_json:
        print_json({"name": wanted, "vocabulary_version": VOCABULARY_VERSION, "terms": [_term(term) for term in terms]})
        return 0
    for term in terms:
        aliases = f"   also: {'; '.join(term.aliases)}" if term.aliases else ""
        label = f" = {term.label}" if term.label != term.code else ""
        say(f"{term.code}{label}{_dates(term)}{aliases}")
    return 0


def _list_vocabularies(*, as_json: bool) -> int:
    counts = [(name, len(vocabulary(name))) for name in VOCABULARY_NAMES]
    if as_json:
        print_json(
            {
                "vocabulary_version": VOCABULARY_VERSION,
                "vocabularies": [{"name": name, "terms": terms} for name, terms in counts],
            }
        )
        return 0
    say(*aligned([(name, terms, "terms") for name, terms in counts]))
    say("", "One of them with its terms: scrt vocabulary themes")
    return 0


def _dates(term: Term) -> str:
    if term.valid_to is None:
        return ""
    return f" (to {term.valid_to:%d/%m/%Y})"


def _term(term: Term) -> dict[str, object]:
    return {
        "code": term.code,
        "label": term.label,
        "aliases": list(term.aliases),
        "meaning": term.meaning,
        "valid_from": term.valid_from.isoformat() if term.valid_from else None,
        "valid_to": term.valid_to.isoformat() if term.valid_to else None,
        "is_answer": term.is_answer,
        **term.details,
    }
