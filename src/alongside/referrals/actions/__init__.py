"""Everything that changes a referral. One public function, one thing done, journalled."""

from alongside.referrals.actions.answering import acknowledge, answer, cancel, make_file, take_back
from alongside.referrals.actions.comparing import compare_keys
from alongside.referrals.actions.delivering import deliver_queued, receive
from alongside.referrals.actions.forgetting import forget, forget_again
from alongside.referrals.actions.looking import look
from alongside.referrals.actions.moving import move
from alongside.referrals.actions.sending import discard_draft, keep_draft, send
from alongside.referrals.actions.stopping import stop_sharing

__all__ = [
    "acknowledge",
    "answer",
    "cancel",
    "compare_keys",
    "deliver_queued",
    "discard_draft",
    "forget",
    "forget_again",
    "keep_draft",
    "look",
    "make_file",
    "move",
    "receive",
    "send",
    "stop_sharing",
    "take_back",
]
