"""Bring a workbook of any known version into a fresh template, with every row and value."""

from workbook_templates.upgrading.upgrade import SuccessorNeeded, Upgrade, upgrade_workbook

__all__ = ["SuccessorNeeded", "Upgrade", "upgrade_workbook"]
