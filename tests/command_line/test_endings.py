"""How a command that writes ends: one line that says what was written where and what comes next, and --open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line.running import TODAY, scrt
from tests.reports.made_up_returns import OPEN_SAR, return_bytes

WRITING = [
    "template new made.xlsx --rows 5",
    "template upgrade QMF.xlsx --out upgraded.xlsx",
    "merge QMF.xlsx QMF-2.xlsx --out merged.xlsx",
    "import old.csv --out imported.xlsx",
    "check QMF.xlsx --out checked.xlsx",
    "consolidate QMF.xlsx --month 2024-10 --out summary.xlsx",
    "consolidate QMF.xlsx --month 2024-10 --out outside.xlsx --audience external",
    "consolidate QMF.xlsx --month 2024-10 --out one.xlsx --audience icb --icb QMF",
    "reconcile old.csv QMF.xlsx --out reconciled.xlsx",
    "deck summary.xlsx --out deck.pptx",
    "report summary.xlsx --from 2024-10 --to 2024-10 --out report.docx",
    "export summary.xlsx --out feed",
    "pid redact note.txt --out redacted.txt",
    "region new London --out pack",
    "excel build --out addin",
]


@pytest.mark.slow
def test_each_says_at_its_end_what_was_written_and_what_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown: list[str] = []
    monkeypatch.setattr("typer.launch", lambda path: shown.append(path) or 0)
    Path("QMF.xlsx").write_bytes(return_bytes(OPEN_SAR, part="Adults"))
    Path("QMF-2.xlsx").write_bytes(return_bytes(OPEN_SAR, part="Children"))
    Path("old.csv").write_bytes(b"\xef\xbb\xbfRef,Review type,Status\r\n1,SAR Adult,Open\r\n")
    Path("note.txt").write_bytes(b"Nobody is named.\r\n")
    for line in WRITING:
        words = line.split()
        out = words[words.index("--out") + 1] if "--out" in words else words[2]
        dated = TODAY if words[0] in ("check", "consolidate", "merge", "reconcile") else ()
        opens = ("--open",) if "--open" in scrt(*words[: 1 + (words[0] in ("template", "pid"))], "--help").out else ()
        ran = scrt(*words, *dated, *opens)
        assert ran.status in (0, 1), (line, ran.err)
        ending = ran.out.splitlines()[-1]
        assert out in ending, line
        assert ". Next: " in ending, line
        assert ending.endswith("."), line
        assert shown == ([out] if opens else []), line
        assert Path(out).exists()
        shown.clear()
