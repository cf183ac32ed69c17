"""How the shipped reader was trained and calibrated; never imported by the service."""
