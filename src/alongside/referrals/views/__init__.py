"""Pages of this room."""

from alongside.referrals.views.answering import (
    acknowledge,
    answer,
    cancel,
    make_file,
    show,
    take_back,
)
from alongside.referrals.views.comparing import compare
from alongside.referrals.views.lists import received, sent
from alongside.referrals.views.sending import check, discard, edit, new, send

__all__ = [
    "acknowledge",
    "answer",
    "cancel",
    "check",
    "compare",
    "discard",
    "edit",
    "make_file",
    "new",
    "received",
    "send",
    "sent",
    "show",
    "take_back",
]
