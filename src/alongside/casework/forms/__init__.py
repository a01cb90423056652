"""The forms of a file: what may be typed, and how it becomes a document."""
