"""Settings, addresses and process entry points; imported by nobody but the command line."""
