"""Addresses of the site that are no pages of the editors'."""
