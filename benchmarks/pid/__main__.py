"""PID in made-up text: recall, precision and speed of this project and its peers, on the same texts in one run.

    python -m uv run python -m benchmarks.pid [--develop] [--misses] [--without-peers] [--peers-python PATH]

Each finder runs in a process of its own on one core. The report part of `tests/pid/corpus` is judged unless `--develop`
asks for the other; `--misses` prints what this project missed or flagged in vain, in the develop part alone.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.pid.peers import peers_python
from tests.pid.corpus import MadeUpText, ordinary_notes, texts_of, texts_to_time
from tests.pid.corpus.scoring import Found, Score, ShareOf, score, share_flagged

_ROOT = Path(__file__).parents[2]
_PROGRAMS = _ROOT / "benchmarks" / "programs"
_ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
FAST, THOROUGH = "this project, fast", "this project, thorough"
_LINES = (
    "name", "name, in the lists", "name, outside the lists", "structured", "date_of_birth", "nhs_number", "address",
    "postcode", "phone", "email", "ni_number", "vehicle", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finder:
    """A program that finds PID: the Python it runs with, its arguments, and how many texts its speed is taken from."""

    name: str
    command: tuple[str, ...]
    texts_timed: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What a finder reached, and how many texts it does in a second."""

    score: Score
    prose_flagged: ShareOf
    found: list[list[Found]]
    a_second: dict[str, float]
    read_by_model: dict[str, ShareOf]


def finders(peers_made_with: str | None) -> list[Finder]:
    """Those to be compared: without a Python for the peers, this project alone."""
    ours = [
        Finder(FAST, (sys.executable, str(_PROGRAMS / "pid_fast.py")), 8000),
        Finder(THOROUGH, (sys.executable, str(_PROGRAMS / "pid_thorough.py")), 800),
    ]
    if peers_made_with is None:
        return ours
    python = str(peers_python(peers_made_with))
    return [
        *ours,
        Finder("presidio", (python, str(_PROGRAMS / "pid_presidio.py")), 400),
        Finder("scrubadub", (python, str(_PROGRAMS / "pid_scrubadub.py")), 400),
    ]


def judge(finder: Finder, part: str, texts: Sequence[MadeUpText]) -> Judged:
    """Run a finder over a part of the corpus and over ordinary notes."""
    notes = ordinary_notes(part) if texts else []
    timed = {
        "mixed": texts_to_time(part, count=finder.texts_timed),
        "clean notes": ordinary_notes(part, count=finder.texts_timed),
    }
    asked = {"judged": [*(made.text for made in texts), *notes], "timed": timed}
    environment = os.environ | _ONE_CORE | {"PYTHONPATH": str(_ROOT), "PYTHONWARNINGS": "ignore"}
    run = subprocess.run(
        finder.command, input=json.dumps(asked), env=environment, capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise SystemExit(f"{finder.name} did not run:\n{run.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(run.stdout)
    found: list[list[Found]] = [[tuple(span) for span in spans] for spans in answer["found"]]
    a_second = {name: len(timed[name]) / seconds for name, seconds in answer["seconds"].items()}
    read = {name: ShareOf(count, len(timed[name])) for name, count in answer["read"].items()}
    judged, prose = found[: len(texts)], found[len(texts) :]
    return Judged(score(texts, judged), share_flagged(prose), judged, a_second, read)


def table(judged: dict[str, Judged]) -> list[str]:
    """Recall, precision and F1 by kind and the rest, a column for each finder, as Markdown."""
    lines = [
        "| recall / precision / F1 | " + " | ".join(judged) + " |",
        "|---|" + "---|" * len(judged),
        *(f"| {line} | " + " | ".join(_by_kind(one.score, line) for one in judged.values()) + " |" for line in _LINES),
    ]
    rest = {
        "texts with PID that are flagged": [str(one.score.texts_found) for one in judged.values()],
        "clean hard texts flagged": [f"{one.score.clean_flagged.share:.1%}" for one in judged.values()],
        "of these as certain": [f"{one.score.clean_flagged_certain.share:.1%}" for one in judged.values()],
        "ordinary notes flagged": [f"{one.prose_flagged.share:.1%}" for one in judged.values()],
        "texts a second, half with PID": [f"{one.a_second['mixed']:,.0f}" for one in judged.values()],
        "clean notes of 40 words a second": [f"{one.a_second['clean notes']:,.0f}" for one in judged.values()],
    }
    return lines + [f"| {name} | " + " | ".join(values) + " |" for name, values in rest.items()]


def saved(thorough: Judged, part: str) -> list[str]:
    """What it saves that the model reads only the texts in which the word lists left a doubt."""
    program = (sys.executable, str(_PROGRAMS / "pid_thorough.py"), "--every-text")
    every = judge(Finder("the model on every text", program, 200), part, ())
    return [
        f"{name}: the model read {thorough.read_by_model[name].share:.1%} of the texts; reading every one it would be "
        f"{every.a_second[name]:,.0f} texts a second"
        for name in thorough.a_second
    ]


def _by_kind(reached: Score, line: str) -> str:
    if not reached.recall[line].part:
        return "not found" if reached.precision[line].whole else "not looked for"
    if line.startswith("name,"):
        return str(reached.recall[line])
    return f"{reached.recall[line]} / {reached.precision[line]} / {reached.f1(line):.3f}"


def misses(texts: Sequence[MadeUpText], found: Sequence[Sequence[Found]]) -> list[str]:
    """What was missed (-) or found in vain (+), with its text, which is made up."""
    lines = []
    for made, spans in zip(texts, found, strict=True):
        gone = [
            f"-{e.kind}:{made.text[e.start : e.end]}"
            for e in made.spans
            if not any(e.kind == kind and e.start < end and start < e.end for start, end, kind, _ in spans)
        ]
        vain = [
            f"+{kind}({sure}):{made.text[start:end]}"
            for start, end, kind, sure in spans
            if not any(e.kind == kind and e.start < end and start < e.end for e in made.spans)
        ]
        if gone or vain:
            lines.append(f"{made.template}\t{' '.join(gone + vain)}\t{made.text!r}")
    return lines


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--develop", action="store_true")
    options.add_argument("--without-peers", action="store_true")
    options.add_argument("--misses", action="store_true")
    options.add_argument("--peers-python", default="3.12", help="a version or a path; 3.12 or newer")
    asked = options.parse_args()
    if asked.misses and not asked.develop:
        options.error("--misses goes with --develop: the report part stays unread by whoever works on the finders.")
    part = "develop" if asked.develop else "report"
    texts = texts_of(part)
    compared = finders(None if asked.without_peers else asked.peers_python)
    judged = {one.name: judge(one, part, texts) for one in compared}
    if asked.misses:
        print(*misses(texts, judged[FAST].found), sep="\n")
    print(f"Part {part}: {len(texts)} made-up texts, {sum(not made.spans for made in texts)} of them clean.")
    print(*table(judged), sep="\n")
    print(*saved(judged[THOROUGH], part), sep="\n")
    if "presidio" in judged:
        ratio = {
            name: judged[FAST].a_second[name] / judged["presidio"].a_second[name] for name in ("mixed", "clean notes")
        }
        print(*(f"{name}: {times:,.0f} times as fast as presidio" for name, times in ratio.items()), sep="\n")


if __name__ == "__main__":
    main()
