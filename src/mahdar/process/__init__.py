"""Processes: rounds, commitments and positions over time, assembled from what many pages assert.

Pure functions: they take what pages tell (`Telling`, `Undertaken`, `Taken`) and give it joined, with the reason of each join, in an order
that doesn't depend on the order of adding. Values are chosen by `mahdar.linking.choice`; nothing that a page asserts is lost.
"""
