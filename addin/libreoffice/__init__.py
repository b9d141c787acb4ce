"""LibreOffice Calc as an engine of xlwings: the same macros where Excel is missing."""

from addin.libreoffice.engine import CalcEngine, connected

__all__ = ["CalcEngine", "connected"]
