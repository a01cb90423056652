"""Organisations, the people who work in them, their teams and roles, and how they sign in."""
