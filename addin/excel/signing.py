"""Macros that somebody signed in Excel, taken out of the workbook that holds them, for workbooks that are made anew.

The signature holds for the very bytes of the project that was signed; both go on together, unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass

from validators.messages import excel as messages
from workbook_templates.faults import FileFault
from workbook_templates.reading.file_kinds import refuse_other_files
from workbook_templates.reading.package import Package

__all__ = ["SignedProject", "signed_project"]

_PROJECT, _SIGNATURE = "xl/vbaproject.bin", "xl/vbaprojectsignature.bin"


@dataclass(frozen=True, slots=True)
class SignedProject:
    """A VBA project and its signature, as Excel wrote them."""

    project: bytes
    signature: bytes


def signed_project(content: bytes, *, module: str) -> SignedProject:
    """Take the signed macros out of a workbook or an add-in.

    Args:
        content: its bytes.
        module: a module of ours that the macros must have, by which a template's are told from the add-in's.

    Raises:
        FileFault: it is no workbook, has no macros, others than these, or no signature; one sentence.
    """
    refuse_other_files(content)
    package = Package(content)
    if _PROJECT not in package:
        raise FileFault(messages.NO_MACROS())
    project = package.part(_PROJECT)
    # A project is a compound file, whose directory has the modules' names in UTF-16.
    if module.encode("utf-16-le") not in project:
        raise FileFault(messages.OTHER_MACROS(module=module))
    if _SIGNATURE not in package or not (signature := package.part(_SIGNATURE)):
        raise FileFault(messages.NOT_SIGNED())
    return SignedProject(project, signature)
