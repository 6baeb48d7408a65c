"""Scenarios: example rounds that anyone can open, and the programme that writes them."""
