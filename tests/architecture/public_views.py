"""Every address that answers without a sign-in, and why. Nothing else does."""

PUBLIC: dict[str, str] = {}
