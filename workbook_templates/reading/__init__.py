"""Read a return: bytes in, rows with the numbers that Excel shows out."""

from workbook_templates.reading.returns import Return, read_any_workbook, read_return

__all__ = ["Return", "read_any_workbook", "read_return"]
