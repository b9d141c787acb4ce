"""Print the develop part, a JSON line each: text, and its PID as start, end, kind; `account`: what is found amiss."""

from __future__ import annotations

import json
import sys

from tests.pid.corpus import texts_of
from tests.pid.corpus.account import account

if sys.argv[1:] == ["account"]:
    sys.stdout.writelines(f"{line}\n" for line in account())
else:
    for made in texts_of("develop"):
        spans = [[span.start, span.end, span.kind] for span in made.spans]
        told = {"id": made.template, "text": made.text, "spans": spans}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
