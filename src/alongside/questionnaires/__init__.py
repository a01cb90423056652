"""Forms that organisations bring or choose: read, checked, filled in.

What they ask about is not known here.
"""
