"""How the weights of the text filter were made: data, training, calibration."""
