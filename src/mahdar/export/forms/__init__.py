"""The forms of an export, a module each: ``write`` makes the pieces of a file of things, in their order."""
