"""Speed, load and chaos programs that anyone can run (`python -m bench ...`)."""
