"""All of a kind that a record holds, or all that is asked for, one after the other: for exports, which don't end after fifty.

Each stream gives its things in an order that depends on what they are and not on how the record came to hold them, and fetches them in batches:
a record of any size is read with the memory of some hundreds of pages. What is kept besides are ids and numbers.
"""
