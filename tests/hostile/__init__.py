"""Files that arrive by e-mail and do harm, given to every command in every place: `python -m tests.hostile`."""
