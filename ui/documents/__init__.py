"""The page of all papers that were issued."""
