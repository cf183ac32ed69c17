"""The pages: templates, their stylesheet and script, and what the templates are given."""
