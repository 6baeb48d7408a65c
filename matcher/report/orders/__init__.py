"""Orders: the paper by which a college sends people to their places, with annexes, from a template it can edit."""
