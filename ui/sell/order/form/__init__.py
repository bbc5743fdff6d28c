"""The panel of customer and delivery: its sections and fields."""
