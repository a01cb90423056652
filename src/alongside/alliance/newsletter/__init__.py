"""What the newsletter is made of beside its tables: keys, mails, what comes back."""
