"""The regional summary workbook: every published table as an Excel Table, with charts and words beside them."""

from reports.summary_workbook.build import SHEETS, SUMMARY_PROPERTY, summary_bytes

__all__ = ["SHEETS", "SUMMARY_PROPERTY", "summary_bytes"]
