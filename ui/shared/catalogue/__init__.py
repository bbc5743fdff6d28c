"""What several pages say of products."""
