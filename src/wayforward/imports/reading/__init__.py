"""Reads an upload into rows of words: one for each child, by the facts that we know.

Nothing of the file is trusted: sizes are bounded, formulas are refused, XML has no entities. What
a row says is only read into words here; whether it can be is for `judging`.
"""
