"""What people must decide: values and rules."""
