"""Pages about people: signing in to the demo, and what anybody may read."""
