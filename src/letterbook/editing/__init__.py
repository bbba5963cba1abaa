"""The only writer of `data/`: it imports letters and responses from the files in which they were written or received.

`originals` reads a file, `mending` repairs its text, `drafts` fills in the fields, and `files` writes whole or not at
all. `register_names` finds entries of the registers by any of their names, `yaml_text` writes YAML.
"""
