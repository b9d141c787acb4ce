"""`scrt pid redact`: a plain text with each personal detail replaced by its kind."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from addin.command_line.console import FaultSaid, say
from addin.command_line.files import ending_line, given_files, refuse_overwriting, save
from addin.command_line.pid_lines import Find
from addin.command_line.texts_given import blocks, is_standard_input, opened
from validators.messages import command_line as messages
from validators.pid import Kind, redact
from validators.quoting import how_many

__all__ = ["run"]


def run(path: Path, *, out: Path, find: Find) -> int:
    """Write the redacted text, whole or not at all, in UTF-8.

    Args:
        path: a plain text, or a dash for standard input.
        out: the file to write, or a dash for standard output.
        find: what finds personal details in a text.
    """
    to_standard_output = is_standard_input(out)
    if not to_standard_output and not is_standard_input(path):
        refuse_overwriting(out, given_files([path]))
    found: Counter[Kind] = Counter()
    redacted: list[str] = []
    with opened(path) as given:
        if given.is_workbook:
            raise FaultSaid(messages.ONLY_TEXT_REDACTED(file=given.shown))
        for block in blocks(given.lines(), given.shown):
            spans = find(block.text)
            found.update(span.kind for span in spans)
            redacted.append(redact(block.text, spans))
    content = "".join(redacted).encode("utf-8", "replace")
    if to_standard_output:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return 0
    save(out, content)
    say(f"{how_many(found.total(), 'personal detail')} replaced.")
    say(ending_line("Written", out, then="read it before you send it, as no search finds everything"))
    return 0
