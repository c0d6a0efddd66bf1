"""Contests, whichever front they are held on: who may enter and vote, who has won, and what it adds up to.

Everything here is about people, jobs and rows; how it is shown, the fronts know.
"""
