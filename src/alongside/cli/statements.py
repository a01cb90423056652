"""What both sides of the demonstration call one statement: the site's page, the node's names."""

from uuid import UUID

NOBODY_TURNED_AWAY = UUID("6f1d2f0a-6c1b-4d39-9c8d-7a5be0a4c001")
