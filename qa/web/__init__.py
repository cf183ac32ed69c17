"""The pages: templates, their stylesheet, and what the templates are given."""
