"""The desk of the reading room: who may write, how it is guarded, and the faces on which what was read is put right."""
