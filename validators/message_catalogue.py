"""The page `docs/messages.md`, made from the catalogue of messages: `python -m validators.message_catalogue`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType

from validators import messages
from validators.messages.message import Message

__all__ = ["CATALOGUE", "catalogue_page"]

_OPENING = """# Messages

Every sentence by which S-CRT refuses, warns or asks, as it stands in `validators/messages/`; what differs from one time
to the next stands in braces. The sentences of the checklist's rules are in [rules.md](rules.md). No message repeats
what stands in a cell. This page is made from the code: `python -m validators.message_catalogue > docs/messages.md`.
"""


def _subjects() -> Iterator[tuple[str, ModuleType]]:
    for found in sorted(iter_modules(messages.__path__), key=lambda one: one.name):
        module = import_module(f"{messages.__name__}.{found.name}")
        if any(isinstance(value, Message) for value in vars(module).values()):
            yield found.name, module


CATALOGUE: Mapping[str, Message] = MappingProxyType(
    {
        f"{subject}.{name}": value
        for subject, module in _subjects()
        for name, value in vars(module).items()
        if isinstance(value, Message)
    }
)
"""Every message by its subject and name, such as `reading.EMPTY`."""


def catalogue_page() -> str:
    """The whole page as Markdown."""
    return "\n".join([_OPENING, *_sections()])


def _sections() -> Iterator[str]:
    for subject, module in _subjects():
        yield f"## {(module.__doc__ or '').splitlines()[0].rstrip('.')}\n"
        yield "| name | message |\n|---|---|"
        for name, message in CATALOGUE.items():
            if name.startswith(f"{subject}."):
                yield f"| `{name}` | {_in_a_table(message.form)} |"
        yield ""


def _in_a_table(form: str) -> str:
    shown = form.strip().replace("{{", "{").replace("}}", "}")
    return shown.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;")


if __name__ == "__main__":
    sys.stdout.write(catalogue_page())
