"""The examiner: named checks that run before a claim is certified, each from a rule or an audit finding.

A subject's module ends with its ``CHECKS``; a new check is one function and one entry there. ``registry`` lists all.
"""
