"""The one box: keys and scans, what they find, what Enter will do."""
