"""What each ICB hears back of its return: one workbook and one short text each, and nothing of another ICB's."""
