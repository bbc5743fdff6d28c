"""The look: colours, type, icons, strokes."""
