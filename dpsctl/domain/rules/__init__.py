"""The rules: facts, sentences about them, conditions, rule sets, findings and verdicts."""
