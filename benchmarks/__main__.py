"""Every benchmark with one command, and one table in the end.

    python -m uv run python -m benchmarks [NAME...] [--json FILE] [--records 500] [--rounds 3] [--up-to N]
        [--without-peers]

Without a name all of them run, one after the other. What cannot run here (LibreOffice, Chromium or a peer is missing)
says so in its row and stops nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from benchmarks.rows import Row, as_table

_Measure = Callable[[argparse.Namespace], Iterable[Row]]


def _check(asked: argparse.Namespace) -> Iterable[Row]:
    from benchmarks import check

    return check.rows(records=asked.records, rounds=asked.rounds)


def _rules(asked: argparse.Namespace) -> Iterable[Row]:
    from benchmarks import rules

    return rules.rows(peers_made_with=asked.peers_python)


def _consolidation(asked: argparse.Namespace) -> Iterable[Row]:
    from benchmarks import consolidation

    return consolidation.rows(records=asked.records, rounds=asked.rounds)


def _cost(asked: argparse.Namespace) -> Iterable[Row]:
    from benchmarks import cost

    return cost.rows(records=asked.records, up_to=asked.up_to)


def _pid(asked: argparse.Namespace) -> Iterable[Row]:
    from benchmarks.pid import speed

    return speed.rows(peers_made_with=asked.peers_python and asked.pid_peers_python)


def _reconcile(asked: argparse.Namespace) -> Iterable[Row]:
    from benchmarks import reconcile

    return reconcile.rows(seeds=asked.rounds)


def _template(asked: argparse.Namespace) -> Iterable[Row]:
    from benchmarks import template

    return template.rows(ready_rows=5_000, rounds=asked.rounds)


def _click(asked: argparse.Namespace) -> Iterable[Row]:
    from benchmarks import click

    return click.rows(records=asked.records, rounds=asked.rounds)


def _browser(asked: argparse.Namespace) -> Iterable[Row]:
    from benchmarks import browser

    return browser.rows(records=asked.records, rounds=asked.rounds)


_BENCHMARKS: Mapping[str, _Measure] = {
    "check": _check,
    "rules": _rules,
    "pid": _pid,
    "consolidation": _consolidation,
    "cost": _cost,
    "reconcile": _reconcile,
    "template": _template,
    "click": _click,
    "browser": _browser,
}


def _measured(names: Iterable[str], asked: argparse.Namespace) -> Iterator[Row]:
    for name in names:
        print(f"{name} ...", file=sys.stderr, flush=True)
        try:
            yield from _BENCHMARKS[name](asked)
        except SystemExit as missing:
            yield Row(name, "not measured", " ".join(str(missing).split()))
        except Exception as stopped:  # one that cannot run here must not cost the others
            yield Row(name, "not measured", type(stopped).__name__)


def main() -> None:
    """Measure, print the table, and write it as JSON where that is asked for."""
    options = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("names", nargs="*", metavar="NAME", help=", ".join(_BENCHMARKS))
    options.add_argument("--json", metavar="FILE", type=Path, help="write the rows there too")
    options.add_argument("--records", type=int, default=500, help="of a return")
    options.add_argument("--up-to", type=int, default=0, metavar="N", help="records of the largest run of cost")
    options.add_argument("--rounds", type=int, default=3, help="of which the best counts")
    options.add_argument("--without-peers", action="store_true", help="this project alone")
    options.add_argument("--peers-python", default=sys.executable, help="for pandera and frictionless")
    options.add_argument("--pid-peers-python", default="3.12", help="for presidio: 3.12 or newer")
    asked = options.parse_args()
    if unknown := [name for name in asked.names if name not in _BENCHMARKS]:
        options.error(f"There is no benchmark {', '.join(unknown)}. Please choose of: {', '.join(_BENCHMARKS)}.")
    if asked.without_peers:
        asked.peers_python = None
    rows = [*_measured(asked.names or _BENCHMARKS, asked)]
    print(*as_table(rows), sep="\n")
    if asked.json:
        machine = {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.system()}
        asked.json.write_text(
            json.dumps({"version": 1, **machine, "rows": [asdict(row) for row in rows]}, indent=1), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
