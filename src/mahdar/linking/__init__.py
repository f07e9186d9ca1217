"""Linking: what joins across pages. Pure functions over what pages assert; the record calls them.

Today's joins are the certain ones. Entities and meetings join by id (a reading carries the shipped id, or
``kind:transliteration``, or ``series-ordinal``), and identical bytes are one page with several captures.
"""
