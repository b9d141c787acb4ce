"""Understand an older spreadsheet: bytes in, records for a fresh template out, and every cell accounted for."""
