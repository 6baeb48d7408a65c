"""Dynamic placement: people come and withdraw day by day, and each gets a seat, for good, before the next are known."""
