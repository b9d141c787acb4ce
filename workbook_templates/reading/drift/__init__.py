"""Whether a workbook is still the template: its columns, dropdowns, conditional formats, lists and sheets."""
