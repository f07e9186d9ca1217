"""Engine: the reader over many pages, on one core, on all of them, or on a cluster, with the same results.

timing    where the time goes, room by room
workers   work spread over processes of this machine; one that dies costs its item alone
reading   what a reader is made of, and what becomes of each page
"""
