"""Orders by what is written in them: an index of words and digits over all there ever was."""
