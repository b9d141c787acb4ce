"""By what feedback is known again; apart, so that whoever only looks for it imports no writer of workbooks."""

from __future__ import annotations

__all__ = ["FEEDBACK_PROPERTY"]

FEEDBACK_PROPERTY = "S-CRT feedback"
"""The custom document property that holds ICB code and month, for example QMF 2024-10."""
