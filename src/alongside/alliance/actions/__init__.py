"""What is done in this room, a module for each part of it."""
