"""Sequence models over tokens: what a linear chain has learnt, and its likeliest labellings. Knows nothing of what the labels mean."""

from mahdar.sequence.chain import OUTSIDE, Array, Chain, Channel, Decoded
from mahdar.sequence.weights import MOVE, Weights, read_weights

__all__ = ["MOVE", "OUTSIDE", "Array", "Chain", "Channel", "Decoded", "Weights", "read_weights"]
