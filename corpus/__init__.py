"""What was published: documents, their revisions, sentences and passages, and the store."""
