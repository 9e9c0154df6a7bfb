"""What the file store refuses, in words for the person who sent the file."""


class UploadRefused(Exception):
    """The file is not kept. The message says why and what to do."""


class VersionNotHeld(Exception):
    """The version is already clean or refused, so it cannot be released."""


class ScannerDecides(Exception):
    """A virus scanner is set up: it releases files, and no person does."""


class VersionNotClean(Exception):
    """The version may not be given out: it waits for its check, or was refused."""
