"""The public site: pages, library, events and what visitors send. It runs apart from every file.

Its process holds no vault, no journal and no room of files. What it shows of members and services
comes as a reviewed export (`alliance.published`), what visitors send leaves as sealed letters.
"""
