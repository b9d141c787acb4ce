"""Controlled vocabularies as data files, each term with code, label, aliases, meaning and dates."""

from validators.vocabularies.published import VOCABULARY_NAMES, VOCABULARY_VERSION, vocabulary
from validators.vocabularies.terms import Resolution, Term, Vocabulary, spelling_key, spelling_keys

__all__ = [
    "VOCABULARY_NAMES",
    "VOCABULARY_VERSION",
    "Resolution",
    "Term",
    "Vocabulary",
    "spelling_key",
    "spelling_keys",
    "vocabulary",
]
