"""Values and rules: frozen, exact, standard library only."""
