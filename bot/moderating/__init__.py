"""What moderators do, whichever front they do it on: look at cases, decide them, keep people out, remember.

A server's moderators see and decide what was asked for on their server and is not private; operators, all.
Everything that is done is written into the audit log, in the transaction that does it.
"""
