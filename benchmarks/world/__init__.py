"""The invented world that is measured: whose names, which files, in which proportions."""
