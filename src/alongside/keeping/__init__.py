"""How long a file is kept, who may still open it, and how it ends: by two people, for good."""
