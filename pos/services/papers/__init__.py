"""The paper of an order, drawn from its sealed entry."""
