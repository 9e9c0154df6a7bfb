"""What components are given: small frozen structures, and the one table of urgency words.

Each has its macro in `jinja2/web/components/`; /design shows them all with their code.
"""
