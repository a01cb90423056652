"""Everything that ends a file, or says how long one is kept. What cannot be undone is of two."""

from alongside.keeping.actions.erasing import ask, confirm, send_back
from alongside.keeping.actions.finishing import destroy_again, finish, forget_returned_names

__all__ = [
    "ask",
    "confirm",
    "destroy_again",
    "finish",
    "forget_returned_names",
    "send_back",
]
