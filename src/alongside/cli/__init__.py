"""The `alongside` command: set up, serve, check and look after a node."""
