"""The self-check: every sum that must hold, counted again from the tables as they are written, and what it gave."""

from reports.self_check.checking import SELF_CHECK, broken_sums, self_check, sums_that_must_hold
from reports.self_check.sums import Sum

__all__ = ["SELF_CHECK", "Sum", "broken_sums", "self_check", "sums_that_must_hold"]
