"""Answers: questions about a stored round or result, worked out in a child, with nothing solved anew."""
