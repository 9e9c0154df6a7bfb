"""How assets are gathered: hashed names, also where one script imports another."""

from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)


class HashedAssets(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Rewrites `import ... from './other.js'` to the hashed name, so it too is cached for ever."""

    support_js_module_import_aggregation = True
