"""How well PID is found in made-up text, and how fast, against presidio and scrubadub."""
