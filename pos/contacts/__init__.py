"""Phone numbers, e-mail addresses, VAT numbers and postal addresses, checked without asking anybody.

The libraries behind it are large, so each is loaded at its first use: in a lane, never at the first paint.
"""
