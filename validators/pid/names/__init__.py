"""The search for names of people.

`worth_reading.py` sees in one pass whether a text may hold any; `search.py` adds up the evidence over the runs of words
that `candidates.py` puts together: what each word brings (`weight.py`), what stands before it and after it
(`before.py`, `after.py`) and what speaks for a thing instead (`against.py`). `surroundings.py` is what they all ask.
"""

from validators.pid.names.search import find_names
from validators.pid.names.worth_reading import may_hold_names

__all__ = ["find_names", "may_hold_names"]
