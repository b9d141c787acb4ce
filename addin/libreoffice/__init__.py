"""LibreOffice Calc as an engine of xlwings: the same macros where Excel is missing."""
