"""Tables of totals that somebody typed: read them, and say what does not add up."""
