"""Keys and sealing; the only room that touches libsodium."""
