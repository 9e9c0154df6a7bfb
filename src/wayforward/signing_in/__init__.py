"""Signing in: passwords, second factors, links by e-mail, OpenID Connect, and sessions that end."""
