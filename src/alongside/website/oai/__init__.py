"""The library for harvesters: OAI-PMH 2.0 with Dublin Core.

https://www.openarchives.org/OAI/openarchivesprotocol.html
"""
