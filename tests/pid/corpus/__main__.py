"""Print the develop part, a JSON line each: text, and its PID as start, end, kind."""

from __future__ import annotations

import json
import sys

from tests.pid.corpus import texts_of

for made in texts_of("develop"):
    spans = [[span.start, span.end, span.kind] for span in made.spans]
    sys.stdout.write(json.dumps({"id": made.template, "text": made.text, "spans": spans}, ensure_ascii=False) + "\n")
