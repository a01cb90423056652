"""Side-by-side measurements: a sealed node and its plaintext twin, in one run, as ratios."""
