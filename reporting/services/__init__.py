"""Acts: freezing a year, having its report made, publishing it."""
