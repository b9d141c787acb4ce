"""How a case review lies in a workbook: build it, read it, verify it, upgrade it."""
