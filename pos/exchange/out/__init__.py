"""Tables that leave the shop as files for spreadsheets and scripts."""
