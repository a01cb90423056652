"""Everything that ends a file, or says how long one is kept. What cannot be undone is of two."""

from alongside.keeping.actions.erasing import ask, confirm, send_back
from alongside.keeping.actions.finishing import destroy_again, finish, forget_returned_names
from alongside.keeping.actions.holding import end_hold, review_hold, set_hold
from alongside.keeping.actions.masking import ask_back, give_back, mask
from alongside.keeping.actions.retention import ask_due, confirm_due, mark_due, set_rule

__all__ = [
    "ask",
    "ask_back",
    "ask_due",
    "confirm",
    "confirm_due",
    "destroy_again",
    "end_hold",
    "finish",
    "forget_returned_names",
    "give_back",
    "mark_due",
    "mask",
    "review_hold",
    "send_back",
    "set_hold",
    "set_rule",
]
