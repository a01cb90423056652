"""Numbers that are safe to leave: it sees other rooms' facts, never files or keys."""
