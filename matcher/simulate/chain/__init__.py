"""Chain: from the practice round to graduation, work and the check dates afterwards, for one trial after another."""
