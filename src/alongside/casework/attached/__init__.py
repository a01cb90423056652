"""What arrives as a file: recognised by its content, looked at by a scanner, pictures copied."""
