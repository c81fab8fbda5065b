-- Documents that should never have been imported: their text is gone, and this says by whose act.
-- The one update that the ledger allows, of that text to nothing, is in this fact's transaction.
CREATE TABLE redactions (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  sha256 TEXT NOT NULL UNIQUE REFERENCES documents (sha256)
) STRICT;
CREATE INDEX redactions_entry ON redactions (entry);
