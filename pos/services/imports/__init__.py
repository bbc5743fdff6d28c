"""Catalogue files taken in, and taken back."""
