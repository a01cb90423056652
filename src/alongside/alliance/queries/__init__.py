"""What this room finds: members, services, events, letters, and what would be published."""
