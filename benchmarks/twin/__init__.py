"""The plaintext twin: the same pages, forms, templates, sessions and web server, without locks.

It is how the same program would be written if nobody had to be protected from whoever copies the
database: names and notes in clear in tables with indexes, read by one query each, no consent gate,
no journal. Only the functions that fetch and write are replaced (`apps.py`); everything a person
sees comes out of the same views and templates, so that a ratio is about protection alone.
"""
