"""The pages about people and their files."""
