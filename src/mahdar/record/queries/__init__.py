"""Queries by name, one module a subject. Each takes a connection from `Record.read` and returns `mahdar.record.answers`.

Ids that the record doesn't hold give None; lists come in a fixed order that doesn't depend on the order of adding.
"""
