"""The web shop behind the window: its rounds, the chip in the status bar, the panel."""
