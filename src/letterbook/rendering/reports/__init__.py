"""The periodic report in words: `view` writes it in a language, for its page, and for Word with `document`."""
