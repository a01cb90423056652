"""Base page, form renderer, components, icons and style; imports nothing above core."""
