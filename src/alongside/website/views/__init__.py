"""What the site answers beside its pages."""
