"""Write England's bank holidays, as the `holidays` package knows them, into the package's data.

Importing that package costs a check more than the check itself, so that its answer is kept as a file; a test compares
the two, and fails when a new release knows of a new bank holiday: then run this again.

    python tests/facts/make_bank_holidays.py
"""

from __future__ import annotations

from pathlib import Path

from holidays import country_holidays

YEARS = range(1990, 2081)
DATA = Path(__file__).parents[2] / "validators" / "vocabularies" / "data" / "bank_holidays.csv"


def bank_holidays() -> list[str]:
    """ISO dates of the bank holidays that fall on weekdays, substitute days included."""
    days = country_holidays("GB", subdiv="ENG", years=YEARS)
    return sorted(day.isoformat() for day in days if day.weekday() < 5 and day.year in YEARS)


if __name__ == "__main__":
    DATA.write_text("day\n" + "".join(f"{day}\n" for day in bank_holidays()), encoding="utf-8")
