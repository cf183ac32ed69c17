"""What can be found: lexical and dense retrieval, fusion, filters, and generations on disk."""
