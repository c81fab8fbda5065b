-- What was seen of a provider's proofs after its application: an insurance certificate, a policy
-- reviewed, a declaration signed anew. `on_day` is the day it was signed or reviewed, or an insurance
-- begins; `until_day` the last day on which it holds; cover is pence. The newest of a kind counts.
CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  provider INTEGER NOT NULL REFERENCES providers (id),
  kind TEXT NOT NULL,
  on_day TEXT CHECK (on_day IS date(on_day, '+0 days')),
  until_day TEXT CHECK (until_day IS date(until_day, '+0 days')),
  cover_pence INTEGER CHECK (cover_pence >= 0),
  reference TEXT,
  CHECK (on_day IS NOT NULL OR until_day IS NOT NULL),
  CHECK (on_day <= until_day)
) STRICT;
CREATE INDEX evidence_entry ON evidence (entry);
CREATE INDEX evidence_provider ON evidence (provider);

-- A renewed self-declaration asked for of a contract's provider: when, and by when it is due.
CREATE TABLE renewal_requests (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  contract INTEGER NOT NULL,
  provider INTEGER NOT NULL REFERENCES providers (id),
  requested_on TEXT NOT NULL CHECK (requested_on IS date(requested_on, '+0 days')),
  due_on TEXT NOT NULL CHECK (due_on IS date(due_on, '+0 days')),
  basis TEXT NOT NULL,
  CHECK (requested_on <= due_on)
) STRICT;
CREATE INDEX renewal_requests_entry ON renewal_requests (entry);
CREATE INDEX renewal_requests_contract ON renewal_requests (contract);

-- What the documents of contracts from before the ledger, and of transfers, say of the provider: as
-- JSON, by the paths of an application's facts.
ALTER TABLE further_contracts ADD COLUMN facts TEXT CHECK (facts IS NULL OR json_valid(facts));
ALTER TABLE transfers ADD COLUMN facts TEXT CHECK (facts IS NULL OR json_valid(facts));
