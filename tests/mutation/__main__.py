"""Put faults into the code, one at a time and never on disk, and see how many of them the tests notice.

    python -m tests.mutation FAULTS.jsonl REACHED.json... [--processes 2] [--seconds 40] [--out SURVIVORS.jsonl]

`FAULTS.jsonl` is what `mutants.py` printed, `REACHED.json` what `reached.py` noted; `SURVIVORS.jsonl` is like
`FAULTS.jsonl`, so that they can be tried again on more tests. A fault is killed when a test fails that passes without
it, when its module can no longer be imported, or when a test takes ten times as much of the processor as it does
without the fault, and five seconds more; nothing here depends on how busy the machine is.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hypothesis import Phase, settings

from tests.mutation.choosing import Notes
from tests.mutation.faults import Fault
from tests.mutation.trying import NOT_RUN, SURVIVED, Importing, Outcome, collected


def _share(faults: Sequence[Fault], notes: Notes, out: Path) -> None:
    """Try these faults: first those that can be put in place, in a process of their own, then by import the others."""
    with out.open("a", encoding="utf-8") as lines:

        def tell(fault: Fault, outcome: Outcome) -> None:
            lines.write(json.dumps({**asdict(outcome), "told": fault.told(), **asdict(fault)}) + "\n")
            lines.flush()

        child = os.fork()
        if child == 0:
            os._exit(collected(faults, notes, tell))
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status:
            raise SystemExit(f"pytest could not collect the tests (status {status})")
        known = {(told["path"], told["line"], told["told"]) for told in _lines(out)}
        importing = Importing(notes)
        for fault in faults:
            if (fault.path, fault.line, fault.told()) not in known:
                tell(fault, importing.tried(fault))


def _lines(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Try every fault and print how many were noticed; the others are listed."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("faults", type=Path)
    asked.add_argument("reached", type=Path, nargs="+")
    asked.add_argument("--processes", type=int, default=os.cpu_count())
    asked.add_argument("--seconds", type=float, default=40.0, help="what the tests of one fault may cost")
    asked.add_argument("--first", type=int, help="try so many of them, chosen by chance")
    asked.add_argument("--out", type=Path, default=Path("survivors.jsonl"))
    given = asked.parse_args()
    faults = [Fault(*(each[name] for name in Fault.__slots__)) for each in _lines(given.faults)]
    random.Random(0).shuffle(faults)  # noqa: S311 - cut short, what was tried is still a sample
    faults = faults[: given.first]
    notes = Notes.read(given.reached, most_seconds=given.seconds)
    quiet = {"derandomize": True, "database": None, "phases": (Phase.explicit, Phase.generate)}
    settings.register_profile("faults", **quiet)
    settings.load_profile("faults")
    # What takes long to import and holds no fault is imported once, before the processes part.
    import docx  # noqa: F401
    import openpyxl  # noqa: F401
    import pandas  # noqa: F401
    import phonenumbers  # noqa: F401
    import pptx  # noqa: F401
    import pydantic  # noqa: F401
    import xlsxwriter  # noqa: F401

    began = time.monotonic()
    parts = [given.out.with_suffix(f".{number}.part") for number in range(given.processes)]
    children = []
    for number, part in enumerate(parts):
        part.unlink(missing_ok=True)
        child = os.fork()
        if child == 0:
            log = os.open(given.out.with_suffix(f".{number}.log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(log, 1)
            os.dup2(log, 2)
            _share(faults[number :: given.processes], notes, part)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    told = [one for part in parts for one in _lines(part)]
    given.out.write_text("".join(json.dumps(one) + "\n" for one in told if one["became"] in (SURVIVED, NOT_RUN)))
    counted = Counter(str(one["became"]) for one in told)
    killed = len(told) - counted[SURVIVED] - counted[NOT_RUN]
    took = time.monotonic() - began
    sys.stdout.write(f"{killed} of {len(told)} noticed ({killed / len(told):.1%}) in {took:.0f} s: {dict(counted)}\n")


if __name__ == "__main__":
    main()
