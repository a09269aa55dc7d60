"""Bad luck tried for real: killed workers, a broker that is gone."""
