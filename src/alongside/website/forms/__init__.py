"""What visitors may fill in."""
