"""Workbooks read cell by cell, bounded and suspicious; what a cell means is for others to say."""
