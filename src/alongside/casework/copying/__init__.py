"""One file as it leaves: what is in a copy, and the three ways to write it down."""
