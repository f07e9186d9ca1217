"""What leaves the record: one module a format, each a pure function of the record's answers. Nothing here asks the clock."""
