"""What a colleague would write: pandas with openpyxl, concat, a few counts, to_excel."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
from measured import measured

folder, out = (Path(name) for name in sys.argv[1:])


def consolidate() -> None:
    """Read the sheets Cases, put them one below the other, count, and write."""
    frames = []
    for path in sorted(folder.glob("*.xlsx")):
        frame = pd.read_excel(path, sheet_name="Cases", header=3, engine="openpyxl").dropna(subset=["Status"])
        frames.append(frame.assign(**{"Source file": path.name}))
    cases = pd.concat(frames, ignore_index=True)
    types = pd.crosstab(cases["Review type"], cases["Status"], margins=True)
    themes = pd.concat([cases[f"Theme {slot}"] for slot in (1, 2, 3)]).value_counts()
    with pd.ExcelWriter(out, engine="openpyxl") as writer:
        cases.to_excel(writer, sheet_name="Cases", index=False)
        types.to_excel(writer, sheet_name="Review types")
        themes.to_frame("Mentions").to_excel(writer, sheet_name="Themes")


measured(consolidate)
