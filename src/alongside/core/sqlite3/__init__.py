"""SQLite as a database that several processes write at once."""
