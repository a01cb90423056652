"""The journal: who did what, when and on what ground; append-only and chained by hashes."""
