"""Made-up texts in the tracker's style, with where their PID stands: half hold some, half only look as if.

Everybody in them is made up. The part `develop` is for building the finders, the part `report` for measuring them;
README.md beside this file says how the two are kept apart.
"""

from tests.pid.corpus.texts import Expected, MadeUpText, ordinary_notes, texts_of, texts_to_time

__all__ = ["Expected", "MadeUpText", "ordinary_notes", "texts_of", "texts_to_time"]
