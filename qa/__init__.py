"""What is answered: reading, deciding, grouping and citing; the service and the command line."""
