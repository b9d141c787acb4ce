"""A file that is not there under the name that was typed, and is there under one like it."""

from __future__ import annotations

from pathlib import Path

from addin.command_line.files import holds_pid
from validators.quoting import did_you_mean

__all__ = ["meant_file"]

_CLOSE_ENOUGH = 0.75
_MOST_LOOKED_AT = 2_000


def meant_file(name: str) -> str:
    """The question after a name that no file has; nothing where no file is near, or its name is not to be shown."""
    turned = name.replace("\\", "/")
    if turned != name and _is_there(Path(turned)):
        return f" Did you mean {turned}?"
    path = Path(turned)
    beside = _names_in(path.parent)
    if path.suffix:
        return did_you_mean(name, (str(path.with_name(one)) for one in beside), close_enough=_CLOSE_ENOUGH)
    # A name with a space that was typed without quotation marks ends there; else its ending was left out.
    longer = [one for one in beside if one.startswith((f"{path.name} ", f"{path.name}."))]
    return f' Did you mean "{path.with_name(longer[0])}"?' if len(longer) == 1 else ""


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _names_in(folder: Path) -> list[str]:
    try:
        names = sorted(one.name for one, _ in zip(folder.iterdir(), range(_MOST_LOOKED_AT), strict=False))
    except OSError:
        return []
    return [name for name in names if not holds_pid(name) and (folder / name).exists()]
