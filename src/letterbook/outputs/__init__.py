"""What a site consists of: one file for each output, and `table`, which lists them all."""
