"""News for the rooms above, sent inside the transaction that made it.

`file_moved` carries `case_id`, `from_team`, `to_team`, `actor` and `now`; the actor holds the keys
of both teams.
"""

from django.dispatch import Signal

file_moved = Signal()
