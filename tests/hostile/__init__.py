"""Files that mean harm."""
