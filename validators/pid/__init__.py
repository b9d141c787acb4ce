"""PID (person-identifiable data) in text: find it, withhold it, never repeat it.

What is found is told by kind, place and length only. Nothing in this package puts a text that it was given into a
message, an exception or a `repr`.

>>> spans = find_pid("Mother's e-mail is a.person@example.org")  # made up
>>> [(span.start, span.end, str(span.kind), str(span.confidence)) for span in spans]
[(19, 39, 'email', 'certain')]
>>> withhold("Mother's e-mail is a.person@example.org", spans)
"Mother's e-mail is [withheld: e-mail address]"
>>> say_instead(Kind.EMAIL)
'Leave the e-mail address out; if contact matters, give the role, for example the health visitor.'
"""

from validators.pid.finding import find_pid, find_pid_in_identifier
from validators.pid.reading import NameReader, Reading, names_read_by
from validators.pid.spans import Confidence, Kind, Span
from validators.pid.withholding import certain_notices, how_many_of, in_words, redact, say_instead, withhold

__all__ = [
    "Confidence",
    "Kind",
    "NameReader",
    "Reading",
    "Span",
    "certain_notices",
    "find_pid",
    "find_pid_in_identifier",
    "how_many_of",
    "in_words",
    "names_read_by",
    "redact",
    "say_instead",
    "withhold",
]
