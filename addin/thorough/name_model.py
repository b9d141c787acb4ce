"""A small named-entity model, run by onnxruntime: how much each stretch of a text looks like a name of a person.

On its own it flags far too much; `validators.pid` takes it as one source of evidence. Its files come with this package
(`model/README.md` says from where) and are checked; nothing is ever downloaded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from validators.messages import command_line as messages
from validators.pid import Reading
from workbook_templates.faults import OurFault

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

__all__ = ["NameModel", "NotInstalled", "load_name_model"]

_SHA256 = {
    "model_q4.onnx": "9f27d24949b0581701071ea5ef522d77ccd3f50c525cc91eac4d265b0fc2afe5",
    "tokenizer.json": "ec87d41d85cbf02128ec0e5f577b805a326b06bb2947ef2752e67a98a42819f9",
}
_NAME_LABELS = slice(1, 5)
"""B- and I-GIVEN_NAME, B- and I-SURNAME, in the order of the model's labels; 0 is "none of these"."""
_WINDOW, _OVERLAP = 256, 32
"""In tokens. The model takes 512 and reads shorter stretches better."""


class NotInstalled(Exception):
    """The extra that the thorough mode needs is not installed."""


class NameModel:
    """The model, loaded; it may be called from one thread at a time."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> tuple[Reading, ...]:
        """How likely each word piece of a text is part of a name; pieces that surely are not are left out."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return tuple(reading for start in self._starts(len(encoding.ids)) for reading in self._read(encoding, start))

    def _starts(self, count: int) -> Iterator[int]:
        yield from range(0, max(count - _OVERLAP, 1), _WINDOW - _OVERLAP)

    def _read(self, encoding: Encoding, start: int) -> Iterator[Reading]:
        import numpy as np

        inside = [self._tokenizer.token_to_id("[CLS]"), *encoding.ids[start : start + _WINDOW]]
        ids = np.array([[*inside, self._tokenizer.token_to_id("[SEP]")]], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        logits = np.asarray(self._session.run(None, given)[0])[0, 1:-1]
        odds = np.exp(logits - logits.max(axis=-1, keepdims=True))
        likely = odds[:, _NAME_LABELS].sum(axis=-1) / odds.sum(axis=-1)
        for (first, last), share in zip(encoding.offsets[start : start + _WINDOW], likely, strict=True):
            if first < last:
                yield Reading(first, last, float(share))


def load_name_model() -> NameModel:
    """Load the model from the files of this package.

    Raises:
        NotInstalled: the extra is not installed; the message says what to do.
        OurFault: a file is not the one that was published.
    """
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError:
        raise NotInstalled(messages.NO_MODEL_PACKAGES()) from None
    options = onnxruntime.SessionOptions()
    # Texts are short: more threads only wait for each other, and returns are read on all cores already.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(_checked("model_q4.onnx"), options, providers=["CPUExecutionProvider"])
    return NameModel(session, Tokenizer.from_str(_checked("tokenizer.json").decode()))


def _checked(name: str) -> bytes:
    held = (files("addin.thorough") / "model" / name).read_bytes()
    if hashlib.sha256(held).hexdigest() != _SHA256[name]:
        raise OurFault(f"The model file {name} of the thorough mode is not the one that was published.")
    return held
