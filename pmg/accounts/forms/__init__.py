"""Forms about people, and the filters above their lists."""
