"""What the search costs: a build's time and memory for its index, bytes on the disk, and what a browser loads."""

from __future__ import annotations

import gzip
import resource
import sys
import tempfile
import time
from pathlib import Path

from letterbook import corpus, search
from letterbook.interface import Interface
from letterbook.relations import Relations
from letterbook.release import release
from synthetic import AS_OF, write_record

PROJECT = Path(__file__).resolve().parents[1]
LOADED = ("index.json", "documents.json")
"""What a browser loads before it can answer, beside the scripts."""


def main(sizes: list[int]) -> None:
    """Print a row for each size of the record: seconds of processor time, and kilobytes as they are and compressed."""
    print(f"{'letters':>8} {'seconds':>8} {'memory MB':>10} {'KB':>8} {'loaded KB':>10} {'gzip KB':>8}")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="letterbook-bench-") as folder:
            data = Path(folder) / "data"
            write_record(data, size, PROJECT / "data" / "registers")
            record = corpus.load(data).corpus
            if record is None:
                sys.exit("the synthetic record cannot be read")
            public = release(record, AS_OF)
        interface = Interface("en")
        start = time.process_time()
        files = {
            each.path.rpartition("/")[2]: each.content
            for each in search.lunr_files(tuple(search.documents_of(public, Relations(public), interface)), interface)
            if isinstance(each.content, bytes)
        }
        seconds = time.process_time() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        scripts = [each.content for each in search.component_files() if isinstance(each.content, bytes)]
        loaded = [*(files[each] for each in LOADED), *scripts]
        kept = sum(map(len, files.values())) / 1000
        sent = sum(map(len, loaded)) / 1000
        packed = sum(len(gzip.compress(each)) for each in loaded) / 1000
        print(f"{size:>8,} {seconds:>8.2f} {memory:>10.0f} {kept:>8,.0f} {sent:>10,.0f} {packed:>8,.0f}")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [100, 1_000])
