"""Faults, tried for real: killed, crowded out, without room, damaged, out of time, far from home.

``python -m tests.faults`` tries them all and prints what README says of them; the tests beside
this take a small sample of each.
"""
