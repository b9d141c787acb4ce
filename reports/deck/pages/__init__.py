"""The pages of the decks, a module a subject."""
