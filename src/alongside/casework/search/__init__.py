"""Finding a person by name in any script, forgiving how it is spelt.

Names lie in sealed segments of about a thousand people of one team. A search opens them in memory,
compares, and forgets; there is no index in clear and nothing is kept between requests.
"""
