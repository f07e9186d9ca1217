"""Engine: the reader over many pages, on one core, on all of them, or on a cluster, with the same results.

    timing    where the time goes, room by room
    workers   work spread over processes of this machine; one that dies costs its item alone
    wanted    which pages are wanted at all
    reading   what a reader is made of, and what becomes of each page
    report    what came of a run
    shards    the sources as pieces of work
    tables    readings as rows, a table a noun, and back
    dataset   a folder of Parquet that holds them, with its manifest
    work      a piece of work: a shard read and kept
    engines   who does it: processes of this machine, or (on_daft) Daft, alone or over Ray
    run       all of it, until every shard is done
    linking   copies and stories of a dataset, as group-bys
    meetings  who shares keys, part by part of them; prepared: what is compared then, page by page
    entities  its ids that mean one

A record is fed by `reading` page by page; a dataset by `run` shard by shard, whoever works.
"""
