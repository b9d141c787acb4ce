"""Small numbers kept from readers outside the NHS: hidden, and hidden so that nobody works them out."""

from reports.disclosure.controlling import ControlledTables, controlled

__all__ = ["ControlledTables", "controlled"]
