"""What every room may use and which knows no word of the domain."""
