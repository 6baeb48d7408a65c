"""Screens: what a screen of the page shows, worked out and put into words in a child, a file a screen."""
