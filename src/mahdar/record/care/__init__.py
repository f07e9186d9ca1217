"""Care of records: looking a record over, backing it up and restoring it, merging two, and telling how two differ."""
