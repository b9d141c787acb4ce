"""Why the web page cannot be built."""

from __future__ import annotations

from validators.messages.message import Message

PART_DID_NOT_COME = Message("{file}: this part of the page did not come. Please check which registry is in use.")
PART_IS_ANOTHER = Message(
    "{file}: this part of the page is not the one that was pinned (its SHA-256 differs), so nothing "
    "was built. Please check which registry is in use."
)
NO_NPM = Message(
    "npm is not installed, and the page is built with it. Please install Node.js (its npm comes with "
    "it), or build the page on a computer that has it and copy the folder."
)
NO_PIP = Message("pip is not installed, and the page is built with it. Please install it: python -m ensurepip")
DID_NOT_END = Message("{client} did not come to an end. Please check the network and try again.")
COULD_NOT_BRING = Message("{client} could not bring the parts of the page. Please check the network. It said: {said}")
