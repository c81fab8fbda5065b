"""The head of an exported ledger's chain, recomputed: README shows these lines."""

import hashlib
import json
import sys

entries = []
for line in open(sys.argv[1], encoding="utf-8"):  # noqa: SIM115
    table, row = json.loads(line)
    if table == "entries":
        entries.append((row, []))
    elif table == "texts":
        assert hashlib.sha256(row["text"].encode()).hexdigest() == row["sha256"], row["sha256"]
    else:
        entries[-1][1].append([table, row])
head = ""
for entry, facts in entries:
    digest = entry.pop("digest")
    chained = [head, entry, facts]
    whole = json.dumps(chained, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    head = hashlib.sha256(whole.encode()).hexdigest()
    assert head == digest, f"entry {entry['id']} is not what was recorded"
print(head)
