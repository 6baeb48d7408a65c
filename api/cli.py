"""Verbs of the service for the command ``praktika``; what they do lives in the rooms they call."""
