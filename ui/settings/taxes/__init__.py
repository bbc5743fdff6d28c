"""What is taxed how: classes of goods, their rates, and how tax is counted."""
