-- What befell a decision after it was taken. The newest event by its day counts.
CREATE TABLE decision_events (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  decision TEXT NOT NULL,
  event TEXT NOT NULL CHECK (event IN ('called in', 'released', 'revoked')),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days'))
) STRICT;
CREATE INDEX decision_events_entry ON decision_events (entry);

-- A gate that was shut when a window opened all the same, and what was missing.
CREATE TABLE gate_overrides (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  window INTEGER NOT NULL REFERENCES windows (id),
  gate TEXT NOT NULL,
  missing TEXT NOT NULL,
  reason TEXT NOT NULL,
  UNIQUE (window, gate)
) STRICT;
CREATE INDEX gate_overrides_entry ON gate_overrides (entry);

-- The published notice of a window; the newest one counts.
CREATE TABLE notices (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  window INTEGER NOT NULL REFERENCES windows (id),
  notice TEXT NOT NULL,
  address TEXT,
  sent_on TEXT CHECK (sent_on IS date(sent_on, '+0 days')),
  published_on TEXT CHECK (published_on IS date(published_on, '+0 days'))
) STRICT;
CREATE INDEX notices_entry ON notices (entry);
CREATE INDEX notices_window ON notices (window);

-- Contracts have one series of numbers, whichever table they stand in; where it is null, the
-- number is the id. The value is pence over the whole term, where it was given and not computed.
ALTER TABLE contracts ADD COLUMN number INTEGER;
ALTER TABLE contracts ADD COLUMN value_pence INTEGER CHECK (value_pence >= 0);
CREATE INDEX contracts_number ON contracts (COALESCE(number, id));

-- Contracts that no first award made: those that began before the ledger, with the document they
-- were read from and what it says of the home; and awards made again once one was annulled.
CREATE TABLE further_contracts (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL UNIQUE,
  application INTEGER REFERENCES applications (id),
  document TEXT REFERENCES documents (sha256),
  reference TEXT UNIQUE,
  home INTEGER NOT NULL REFERENCES homes (id),
  provider INTEGER NOT NULL REFERENCES providers (id),
  agreement TEXT NOT NULL,
  band TEXT NOT NULL,
  categories TEXT NOT NULL CHECK (json_valid(categories)),
  decision INTEGER NOT NULL REFERENCES decisions (id),
  awarded_on TEXT NOT NULL CHECK (awarded_on IS date(awarded_on, '+0 days')),
  starts_on TEXT NOT NULL CHECK (starts_on IS date(starts_on, '+0 days')),
  ends_on TEXT NOT NULL CHECK (ends_on IS date(ends_on, '+0 days')),
  basis TEXT,
  value_pence INTEGER CHECK (value_pence >= 0),
  district TEXT,
  beds INTEGER CHECK (beds >= 0),
  rating TEXT,
  CHECK ((application IS NULL) <> (document IS NULL))
) STRICT;
CREATE INDEX further_contracts_entry ON further_contracts (entry);
CREATE INDEX further_contracts_application ON further_contracts (application);
CREATE INDEX further_contracts_home ON further_contracts (home);

-- From here on `contract` is a contract's number.

-- People who lived in a home when a contract was taken over from before the ledger, under
-- pseudonymous references; fees are pence a week.
CREATE TABLE placements (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  contract INTEGER NOT NULL,
  ref TEXT NOT NULL,
  need TEXT NOT NULL,
  band TEXT NOT NULL,
  weekly_pence INTEGER NOT NULL CHECK (weekly_pence >= 0),
  starts_on TEXT CHECK (starts_on IS date(starts_on, '+0 days'))
) STRICT;
CREATE INDEX placements_entry ON placements (entry);
CREATE INDEX placements_contract ON placements (contract);

-- What the record of an award under delegated powers says beside the award itself; the newest one
-- of a contract counts.
CREATE TABLE award_records (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  contract INTEGER NOT NULL,
  reason TEXT,
  alternatives TEXT,
  conflicts TEXT
) STRICT;
CREATE INDEX award_records_entry ON award_records (entry);
CREATE INDEX award_records_contract ON award_records (contract);

-- Who signed a contract and on which day; the newest signature of each party counts.
CREATE TABLE signatures (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  contract INTEGER NOT NULL,
  party TEXT NOT NULL CHECK (party IN ('provider', 'council')),
  signed_on TEXT NOT NULL CHECK (signed_on IS date(signed_on, '+0 days'))
) STRICT;
CREATE INDEX signatures_entry ON signatures (entry);
CREATE INDEX signatures_contract ON signatures (contract);

-- The council's seal, by its number in the register of seals; the newest one counts.
CREATE TABLE seals (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  contract INTEGER NOT NULL,
  sealed_on TEXT NOT NULL CHECK (sealed_on IS date(sealed_on, '+0 days')),
  register TEXT NOT NULL
) STRICT;
CREATE INDEX seals_entry ON seals (entry);
CREATE INDEX seals_contract ON seals (contract);

-- No new placements from this instant to the end of the last day; residents and bills go on.
CREATE TABLE suspensions (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  contract INTEGER NOT NULL,
  suspended_at TEXT NOT NULL
    CHECK (suspended_at IS strftime('%Y-%m-%dT%H:%M:%SZ', suspended_at, '+0 days')),
  last_day TEXT NOT NULL CHECK (last_day IS date(last_day, '+0 days'))
) STRICT;
CREATE INDEX suspensions_entry ON suspensions (entry);
CREATE INDEX suspensions_contract ON suspensions (contract);

-- A suspension ended before its last day.
CREATE TABLE resumptions (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  suspension INTEGER NOT NULL UNIQUE REFERENCES suspensions (id),
  resumed_at TEXT NOT NULL
    CHECK (resumed_at IS strftime('%Y-%m-%dT%H:%M:%SZ', resumed_at, '+0 days'))
) STRICT;
CREATE INDEX resumptions_entry ON resumptions (entry);

-- Another band or number of beds, from a day on; what is null stays as it was.
CREATE TABLE variations (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  contract INTEGER NOT NULL,
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
  band TEXT,
  beds INTEGER CHECK (beds >= 0),
  decision INTEGER NOT NULL REFERENCES decisions (id)
) STRICT;
CREATE INDEX variations_entry ON variations (entry);
CREATE INDEX variations_contract ON variations (contract);

-- A home sold or registered anew: the contract's provider from a day on.
CREATE TABLE transfers (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  contract INTEGER NOT NULL,
  document TEXT NOT NULL REFERENCES documents (sha256),
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
  provider INTEGER NOT NULL REFERENCES providers (id),
  cqc_location TEXT NOT NULL
) STRICT;
CREATE INDEX transfers_entry ON transfers (entry);
CREATE INDEX transfers_contract ON transfers (contract);

-- A later last day, from when it is recorded.
CREATE TABLE contract_extensions (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  contract INTEGER NOT NULL,
  ends_on TEXT NOT NULL CHECK (ends_on IS date(ends_on, '+0 days')),
  decision INTEGER NOT NULL REFERENCES decisions (id)
) STRICT;
CREATE INDEX contract_extensions_entry ON contract_extensions (entry);
CREATE INDEX contract_extensions_contract ON contract_extensions (contract);

-- A contract's first day no longer in force; before it was signed, that annuls the award. The
-- newest ending counts.
CREATE TABLE endings (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  contract INTEGER NOT NULL,
  ended_on TEXT NOT NULL CHECK (ended_on IS date(ended_on, '+0 days')),
  annuls INTEGER NOT NULL CHECK (annuls IN (0, 1))
) STRICT;
CREATE INDEX endings_entry ON endings (entry);
CREATE INDEX endings_contract ON endings (contract);

-- A home re-modelled: the contract it leaves on the day the new one is in force.
CREATE TABLE remodellings (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  contract INTEGER NOT NULL UNIQUE,
  leaves INTEGER NOT NULL
) STRICT;
CREATE INDEX remodellings_entry ON remodellings (entry);
CREATE INDEX remodellings_leaves ON remodellings (leaves);

-- What an applicant was told of an outcome: the text as sent, and the digest of the same as a page.
-- It tells of the number of a contract (awarded), a determination (admitted where that gives
-- membership and no contract, refused) or a withdrawal (withdrawn).
CREATE TABLE letters (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  application INTEGER NOT NULL REFERENCES applications (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('admitted', 'awarded', 'refused', 'withdrawn')),
  tells_of INTEGER NOT NULL,
  sent_on TEXT NOT NULL CHECK (sent_on IS date(sent_on, '+0 days')),
  document TEXT NOT NULL REFERENCES documents (sha256),
  page_sha256 TEXT NOT NULL CHECK (length(page_sha256) = 64),
  UNIQUE (outcome, tells_of)
) STRICT;
CREATE INDEX letters_entry ON letters (entry);
CREATE INDEX letters_application ON letters (application);
