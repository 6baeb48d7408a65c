"""Who may what: roles and their rights (one table), and the secrets that let people in."""
