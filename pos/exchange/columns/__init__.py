"""What the columns of a table mean: by their names, their neighbours and what stands below them."""
