"""News for the rooms above, sent inside the transaction that made it.

Each carries `case_id`, `record` (ConsentRecord), `actor` and `now`. `actor` holds keys except for
`consent_expired`, where the machine acts.
"""

from django.dispatch import Signal

consent_given = Signal()
consent_withdrawn = Signal()
consent_expired = Signal()
