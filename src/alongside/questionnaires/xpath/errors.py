"""Why an expression cannot be read, or cannot be worked out."""

from __future__ import annotations


class BadExpression(ValueError):
    """An expression of a form that cannot be used.

    Its text is a sentence for whoever made the form; `place` is the number of the character it
    speaks of, the first being 1.
    """

    def __init__(self, sentence: str, place: int) -> None:
        super().__init__(sentence)
        self.place = place


class CannotEvaluate(Exception):
    """Working an expression out was refused: too much work, too long a text, an unknown list."""
