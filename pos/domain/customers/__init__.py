"""People and companies who buy again."""
