"""What goes from till to till: values and rules."""
