"""What a press of a button, a menu or a form on a card does, and for whom."""
