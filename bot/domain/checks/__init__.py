"""The checks: what a text says wrong, or does not say, before people are asked to approve it.

Each module looks for one kind of mistake on a `Sheet` and yields `Concern`s. What is certain blocks
(an open place, a number nobody owns); what only words hint at warns, because a wrong block costs
minutes when minutes count.
"""
