"""Pages on which files end, one domain call each."""
