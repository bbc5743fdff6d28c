"""What a receipt and an invoice say, as values."""
