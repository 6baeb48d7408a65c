"""Explanations of a result: what one seat more or fewer would change."""
