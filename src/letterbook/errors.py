"""The exceptions of the package.

Each is defined next to the code that raises it; those that belong to no single part are defined here. A message is for
users: it says what is wrong, where, and what to do about it.

* BaseException
  * Interrupted (`interruption`): a computation was ended early, such as a build during which something was saved
* Exception
  * BuildFailure: something other than the record stops a build, such as a setting, template or folder
    * EngineError (`site.theme_engine`): the theme engine cannot render its pages
    * BrokenSpecimen (`site.specimens`): the theme loses a placeholder for content, or renders one twice
    * NotOurs (`site.swap`): the site's folder holds something that Letterbook did not build
  * RecordErrors (`rules`): the record has errors; carries the diagnostics
  * UnusableList (`ingest.confidential_list`): the list of names that must not be published cannot be used
  * BrokenIndex (`search.reading`): a file of the search index is not as a build writes it
  * FirstBuildFailed (`serving.serve`): `serve` has nothing to show, since the record cannot be built as it is
  * PortUnavailable (`serving.server`): `serve` cannot use the port that it was given
  * TooLarge (`text.pdf.objects`): a PDF unpacks to more than is read
  * LeaksFound (`audit`): a finished site contains withheld content; carries the files and the rules they break
  * Refused (`scaffold`): `init` refuses a request and has changed nothing
  * Refusal (`editing.refusal`): a command does not write what it was asked to write
    * UnreadableOriginal (`editing.originals`): nothing can be imported from a file
    * NotInRecord (`editing.filed`): the record has no such letter or response, or it cannot be used
    * UnsafeChange (`editing.yaml_file`): a field cannot be changed safely as it is written
    * WouldOverwrite (`editing.files`): files to be written exist already
    * OutsideRecord (`editing.files`): a file would be written outside the record, or through a link
  * Unreachable (`watch`): a file of the live site cannot be fetched
  * ValueError
    * InvalidUrl (`watch`): a URL given to `watch` cannot be that of a site
    * InvalidReleaseFile (`watch`): the live site sent something that is not a `release.json`
  * AttributeError
    * UnreadFieldError (`model.partial`): code asked for a field that could not be read; a mistake in the program
  * ClickException
    * NoText (`cli.cite`): there is no text in which to look for citations
"""

from __future__ import annotations

import os


class BuildFailure(Exception):
    """Something other than the record stops a build: a setting, a template or a folder. The message says what and
    where; the old site is unchanged."""


def describe_os_error(error: OSError) -> str:
    """Return the path and the system's reason, such as "site/index.html: Permission denied". In CI, whose logs others
    may read, only the reason: the path may be that of a withheld letter."""
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename and not os.environ.get("CI") else reason
