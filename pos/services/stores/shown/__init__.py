"""How the web shop, and what is in it, is shown here."""
