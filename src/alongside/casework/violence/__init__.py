"""The rules of the GBVIMS (Gender-Based Violence Information Management System), and no more.

Nothing here knows a file, a key or a page: answers come in, a type, contexts and bands come out.
Codes are the system's own, letter by letter; the words for them are in `vocabulary.violence`.
"""
