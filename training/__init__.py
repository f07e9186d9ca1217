"""Learns the models that ship with the package from the annotated pages of the shared folder. Not part of the package."""
