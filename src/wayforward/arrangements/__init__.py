"""One authority's local arrangements: names, contacts, quicklinks, teams, forum and papers.

Pure Python: no Django, no database, no clock. Facts live in TOML and JSON under a profile
folder; this package reads them into frozen dataclasses and refuses a wrong file with the file,
the line, the key and the reason.

- :func:`~wayforward.arrangements.loading.load_profile` reads a profile.
- :func:`~wayforward.arrangements.loading.check_profile` lists what is wrong with one.
- :func:`~wayforward.arrangements.words.load_vocabulary` and
  :func:`~wayforward.arrangements.words.load_glossary` read the search words and the glossary
  that every authority shares.
"""
