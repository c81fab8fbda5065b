-- The sums that a decision approves, as its document gives them.
ALTER TABLE decisions ADD COLUMN approves TEXT CHECK (approves IS NULL OR json_valid(approves));

-- Cost model versions, as pinned by the first window or placement that used them.
CREATE TABLE cost_models (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  cost_model TEXT NOT NULL,
  version TEXT NOT NULL CHECK (version IS date(version, '+0 days')),
  document TEXT NOT NULL REFERENCES documents (sha256),
  UNIQUE (cost_model, version)
) STRICT;
CREATE INDEX cost_models_entry ON cost_models (entry);

-- Which pinned cost model prices an agreement's applications in a window.
CREATE TABLE window_cost_models (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  window INTEGER NOT NULL REFERENCES windows (id),
  agreement TEXT NOT NULL,
  cost_model INTEGER NOT NULL REFERENCES cost_models (id),
  UNIQUE (window, agreement)
) STRICT;
CREATE INDEX window_cost_models_entry ON window_cost_models (entry);

-- What an applicant fed the cost model with, where the offered fee was made by it.
ALTER TABLE application_placements ADD COLUMN price TEXT CHECK (price IS NULL OR json_valid(price));
CREATE INDEX application_placements_ref ON application_placements (ref);
CREATE INDEX placements_ref ON placements (ref);

-- A person placed by the council, under a pseudonymous reference, from a day on; the fee is pence a
-- week. Without a contract that could take the placement `contract` is null. `outside` says what
-- put it outside the contract's terms when it was recorded, and `reason` why it was made so.
CREATE TABLE placings (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  contract INTEGER,
  home INTEGER NOT NULL REFERENCES homes (id),
  ref TEXT NOT NULL,
  need TEXT NOT NULL,
  band TEXT NOT NULL,
  weekly_pence INTEGER NOT NULL CHECK (weekly_pence >= 0),
  starts_on TEXT NOT NULL CHECK (starts_on IS date(starts_on, '+0 days')),
  basis TEXT NOT NULL CHECK (basis IN ('transfer', 'call-off', 'direct', 'user choice')),
  outside TEXT,
  reason TEXT,
  cost_model INTEGER REFERENCES cost_models (id),
  price TEXT CHECK (price IS NULL OR json_valid(price)),
  CHECK (contract IS NOT NULL OR outside IS NOT NULL),
  CHECK (outside IS NULL OR reason IS NOT NULL),
  CHECK ((price IS NULL) = (cost_model IS NULL))
) STRICT;
CREATE INDEX placings_entry ON placings (entry);
CREATE INDEX placings_contract ON placings (contract);
CREATE INDEX placings_home ON placings (home);
CREATE INDEX placings_ref ON placings (ref);

-- What is said below of a placement names its `placing`; or, of a person who came with a contract,
-- by its application or its own document, the `contract` and the `ref` there.

-- The day on which a person left: the first no longer there. The newest of a placement counts.
CREATE TABLE placement_endings (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  placing INTEGER REFERENCES placings (id),
  contract INTEGER,
  ref TEXT NOT NULL,
  left_on TEXT NOT NULL CHECK (left_on IS date(left_on, '+0 days')),
  reason TEXT,
  CHECK ((placing IS NULL) <> (contract IS NULL))
) STRICT;
CREATE INDEX placement_endings_entry ON placement_endings (entry);
CREATE INDEX placement_endings_placing ON placement_endings (placing, id, left_on);
CREATE INDEX placement_endings_contract ON placement_endings (contract, ref);

-- Uplifts: `rate` is the exact share by which fees rose, from the first to the last day that it
-- speaks for, both in. A later row of the same name completes it, for those it had left out.
CREATE TABLE uplifts (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  document TEXT NOT NULL REFERENCES documents (sha256),
  uplift TEXT NOT NULL,
  decision INTEGER NOT NULL REFERENCES decisions (id),
  rate TEXT NOT NULL,
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
  until_day TEXT NOT NULL CHECK (until_day IS date(until_day, '+0 days')),
  agreements TEXT NOT NULL CHECK (json_valid(agreements)),
  bands TEXT NOT NULL CHECK (json_valid(bands))
) STRICT;
CREATE INDEX uplifts_entry ON uplifts (entry);

-- Another weekly fee of a placement from a day on, in pence, and another band where one is given:
-- by an uplift, or after a review of this one person. Of several for one day the newest counts.
CREATE TABLE fee_changes (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  placing INTEGER REFERENCES placings (id),
  contract INTEGER,
  ref TEXT NOT NULL,
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
  weekly_pence INTEGER NOT NULL CHECK (weekly_pence >= 0),
  band TEXT,
  uplift INTEGER REFERENCES uplifts (id),
  reason TEXT,
  CHECK ((placing IS NULL) <> (contract IS NULL)),
  CHECK ((uplift IS NULL) <> (reason IS NULL))
) STRICT;
CREATE INDEX fee_changes_entry ON fee_changes (entry);
CREATE INDEX fee_changes_placing ON fee_changes (placing, from_day, id, weekly_pence);
CREATE INDEX fee_changes_contract ON fee_changes (contract, ref, from_day, id, weekly_pence);
CREATE INDEX fee_changes_uplift ON fee_changes (uplift);
