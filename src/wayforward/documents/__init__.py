"""The file store: uploads and their checks, previews, and PDF and DOCX from one content.

Knows no child and no rule of who may see what. An app above keeps a foreign key to `Document`,
decides who may see it, and answers with `responses.file_response`.
"""
