"""What a return says of itself on the sheet `Your ICB`."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from validators.cells import Chosen, ReadingOf, read_day, read_number, read_text

__all__ = ["WHOLE", "YourIcb", "month_end"]

WHOLE = "Whole"
"""The part of a return that is not divided."""


def month_end(day: date) -> date:
    """The last day of a date's month.

    >>> month_end(date(2024, 2, 7))
    datetime.date(2024, 2, 29)
    """
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _labelled(label: str, enter: str) -> Any:
    return Field(default=None, title=label, description=enter)


_Number = Annotated[int | None, ReadingOf("number", read_number)]
_Day = Annotated[date | None, ReadingOf("date", read_day)]
_Text = Annotated[str | None, ReadingOf("text", read_text, takes_info=False)]


class YourIcb(BaseModel):
    """The return's heading; each field's name is the defined name of its cell.

    >>> YourIcb.model_validate({"your_icb": "QMF", "return_number": 2.0}).return_number
    2
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, title="Your ICB")

    your_icb: Annotated[str | None, Chosen("icbs")] = _labelled("ICB", "Choose the code of your ICB, for example QMF.")
    reporting_month: _Day = _labelled(
        "Reporting month", "The last day of the month that this return reports, for example 31/10/2024."
    )
    return_part: _Text = _labelled(
        "Part of return",
        "Whole if this workbook holds all reviews of the ICB; Adults, Children or another word.",
    )
    return_number: _Number = _labelled(
        "Return number", "1 for the first return of the month, 2 for the one that replaces it, and so on."
    )
    completed_by: _Text = _labelled("Completed by", "Initials only, two to four letters. Never a name.")
    adopted_on: _Day = _labelled("Template adopted on", "The day on which your ICB began to use this template.")
    own_total: _Number = _labelled(
        "Your own count: total", "How many reviews your own records hold at the end of the month."
    )
    own_open: _Number = _labelled("Your own count: open", "How many of them are open.")
    own_closed: _Number = _labelled("Your own count: closed", "How many of them are closed.")

    @property
    def month(self) -> date | None:
        """The last day of the reporting month, whichever day of it was typed."""
        return month_end(self.reporting_month) if self.reporting_month else None

    @property
    def part(self) -> str:
        """The part of the return; an empty cell means the whole."""
        return self.return_part or WHOLE
