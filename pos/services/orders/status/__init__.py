"""How far orders are said to be."""
