"""The template workbook, built by xlsxwriter: one module a sheet; reading code never imports this package."""

from workbook_templates.template.build import template_bytes
from workbook_templates.template.buttons import Button, Macros
from workbook_templates.template.plan import CellValue, FilledReturn

__all__ = ["Button", "CellValue", "FilledReturn", "Macros", "template_bytes"]
