"""Each text of the develop part in which what is found is not to the letter what was put in, and how sure that was.

`python -m tests.pid.corpus account > tests/pid/corpus/account.txt` writes it anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from tests.pid.corpus.texts import texts_of
from validators.pid import Span, find_pid, find_pid_in_identifier

__all__ = ["account"]

_WAYS: dict[str, Callable[[str], tuple[Span, ...]]] = {
    "as written": find_pid,
    "in small letters": lambda text: find_pid(text.lower()),
    "in capitals": lambda text: find_pid(text.upper()),
}


def account() -> Iterator[str]:
    """The lines: per text (its template, and which use of it) the spans by kind, start and end; then counts."""
    for way, search in _WAYS.items():
        yield f"# {way}"
        uses: Counter[str] = Counter()
        sure: Counter[str] = Counter()
        for made in texts_of("develop"):
            uses[made.template] += 1
            spans = search(made.text)
            sure.update(f"{span.kind} {span.confidence}" for span in spans)
            put_in = {(span.kind, span.start, span.end) for span in made.spans}
            found = {(str(span.kind), span.start, span.end) for span in spans}
            told = [f"missed {kind} {start}-{end}" for kind, start, end in sorted(put_in - found)]
            told += [f"found {kind} {start}-{end}" for kind, start, end in sorted(found - put_in)]
            if told:
                yield f"{made.template} use {uses[made.template]}: {', '.join(told)}"
        yield from _counted(sure)
    # No text of the corpus is an identifier: what the search takes for one there is but counted.
    yield "# in a column of identifiers"
    found_there = (span for made in texts_of("develop") for span in find_pid_in_identifier(made.text, names=True))
    yield from _counted(Counter(f"{span.kind} {span.confidence}" for span in found_there))


def _counted(sure: Counter[str]) -> Iterator[str]:
    return (f"{what}: {count}" for what, count in sorted(sure.items()))
