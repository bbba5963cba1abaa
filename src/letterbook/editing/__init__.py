"""The only writer of `data/`: it imports letters and responses from the files in which they were written or received.

`originals` reads a file, `mending` repairs its text, `drafts` fills in the fields, and `files` writes all the files or
none. `register_names` finds register entries by any of their names, and `yaml_text` writes YAML.
"""
