"""The catalogue of messages: every sentence that refuses, warns or asks stands here once, a module a subject."""
