"""Screens: a file each; a screen asks the store and the library, and hands a template what it shows."""
