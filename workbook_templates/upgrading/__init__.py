"""Bring workbooks of any known version into a fresh template, one or several, with every row and value."""

from workbook_templates.upgrading.merging import Merge, PartFile, merge_workbooks
from workbook_templates.upgrading.upgrade import SuccessorNeeded, Upgrade, upgrade_workbook

__all__ = ["Merge", "PartFile", "SuccessorNeeded", "Upgrade", "merge_workbooks", "upgrade_workbook"]
