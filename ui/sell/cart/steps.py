"""Undo and redo: since every change of the cart is a new cart, a list of carts is all it takes."""

from __future__ import annotations

from pos.domain.orders.cart import Cart

DEEPEST = 500
"""Carts kept to go back to; far more than a person remembers, and little memory since carts share lines."""


class Steps:
    """The carts of one sale in order, and which of them is on screen."""

    def __init__(self, cart: Cart) -> None:
        self._carts = [cart]
        self._at = 0
        self._step = ""

    @property
    def cart(self) -> Cart:
        return self._carts[self._at]

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back and nothing else done since."""
        return self._at < len(self._carts) - 1

    def go(self, cart: Cart, step: str = "") -> None:
        """Put a changed cart on screen; what had been taken back before is forgotten.

        Changes that follow each other under one name, as the letters typed into one field, are one step.
        """
        if cart == self.cart:
            return
        kept = self._at if step and step == self._step else self._at + 1
        self._step = step
        self._carts = [*self._carts[:kept], cart][-DEEPEST:]
        self._at = len(self._carts) - 1

    def undo(self) -> Cart:
        """The cart before the last change; the same one when there is none."""
        self._at, self._step = max(self._at - 1, 0), ""
        return self.cart

    def redo(self) -> Cart:
        """The cart that the last undo took away; the same one when there is none."""
        self._at, self._step = min(self._at + 1, len(self._carts) - 1), ""
        return self.cart
