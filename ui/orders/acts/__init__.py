"""What can be done with an order: the dialogs that ask, and the writes behind them."""
