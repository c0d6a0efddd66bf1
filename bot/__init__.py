"""The fronts, and the way of one job from prompt to delivery."""
