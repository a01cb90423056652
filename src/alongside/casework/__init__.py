"""The files an organisation keeps for the people it walks with."""
