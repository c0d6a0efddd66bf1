"""Other projects' checkpoints, converted once to directories of ours."""
