"""The only writer of `data/`: it imports, starts and attaches what editors add to the record.

`originals` reads a file, `mending` repairs its text, `drafts` fills in the fields, and `files` writes all the files or
none. `filed` finds the letter or response that an editor names, `register_names` finds register entries by any of their
names, `yaml_text` writes YAML, and `yaml_changes` changes one field of a file.
"""
