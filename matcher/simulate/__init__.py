"""What-if: what a change of partners, seats, buses or rules would do to the employment of graduates."""
