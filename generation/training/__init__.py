"""How the shipped checkpoint was made, from data that anyone can install."""
