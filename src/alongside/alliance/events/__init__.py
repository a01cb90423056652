"""What an event is made of beside its tables: figures, places, what is sealed of it."""
