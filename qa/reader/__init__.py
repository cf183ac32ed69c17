"""The extractive reader: from a question and passages to candidate spans."""
