"""The alliance: its members and what they offer, what crosses to the public site and back."""
