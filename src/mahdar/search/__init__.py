"""Search, without a store: the one analyzer for what is indexed and what is asked (`analyzer`), and the query language (`syntax`)."""
