"""Every way of reading referrals. Each takes the actor and returns only what she deals with."""

from alongside.referrals.queries.forming import begin, draft, other_organisations
from alongside.referrals.queries.lists import (
    inbox,
    of_file,
    receivers_of,
    told_to_erase,
    with_open_referrals,
)
from alongside.referrals.queries.peers import peer_keys
from alongside.referrals.queries.waiting import answers_waiting, requests_waiting

__all__ = [
    "answers_waiting",
    "begin",
    "draft",
    "inbox",
    "of_file",
    "other_organisations",
    "peer_keys",
    "receivers_of",
    "requests_waiting",
    "told_to_erase",
    "with_open_referrals",
]
