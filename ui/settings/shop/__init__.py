"""Who the shop is."""
