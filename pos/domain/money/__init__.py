"""Amounts, quantities, taxes, discounts and tenders: exact, rounded in one place."""
