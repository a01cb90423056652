"""The demonstration: organisations of the field, and people who are all invented."""
