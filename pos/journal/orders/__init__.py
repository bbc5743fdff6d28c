"""What an order's facts add up to: rows, moves of stock, sums of days; a pure function of their set."""
