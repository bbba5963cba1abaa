"""A server for editors: it shows a saved letter at once, and the whole site as soon as it is built again."""
