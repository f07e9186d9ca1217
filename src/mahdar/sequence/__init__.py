"""Models learnt from annotated pages: a linear chain over tokens, a choice among candidates. Knows nothing of what they mean."""

from mahdar.sequence.chain import OUTSIDE, Array, Chain, Channel, Decoded
from mahdar.sequence.choice import Choice, class_features, read_choice
from mahdar.sequence.weights import MOVE, Weights, read_weights

__all__ = ["MOVE", "OUTSIDE", "Array", "Chain", "Channel", "Choice", "Decoded", "Weights", "class_features", "read_choice", "read_weights"]
