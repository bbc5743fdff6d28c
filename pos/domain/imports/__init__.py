"""What a catalogue file says, and what taking it in would do."""
