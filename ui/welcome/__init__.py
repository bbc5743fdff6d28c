"""The first start: create a shop or try one; and what to do when a shop cannot be opened."""
