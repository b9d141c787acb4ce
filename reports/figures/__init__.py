"""The published tables, each counted from the cases and from nothing else."""
