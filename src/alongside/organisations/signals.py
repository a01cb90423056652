"""News of this room that rooms above may listen to."""

from django.dispatch import Signal

# A team has a new epoch because somebody left it. Sent again and again while its keys are renewed,
# with team_id, old_epoch, new_epoch, keyring (it opens both epochs), limit (rows to do now), now.
# A receiver re-seals up to `limit` rows that still lie under an earlier epoch's list or search key
# and returns how many are left; the old epoch is closed for ever once every receiver returns 0.
team_rekeyed = Signal()
