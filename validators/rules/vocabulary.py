"""Section B: values of the controlled columns."""
