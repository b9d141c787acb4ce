"""The thorough mode: a small model reads the texts in which the word lists left a doubt, on this computer alone."""

from addin.thorough.name_model import NameModel, NotInstalled, load_name_model

__all__ = ["NameModel", "NotInstalled", "load_name_model"]
