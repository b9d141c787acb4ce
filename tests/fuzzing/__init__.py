"""Workbooks spoilt by chance, read as a return is received: `python -m tests.fuzzing 10000`."""
