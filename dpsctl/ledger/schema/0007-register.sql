-- A file of the public register of care homes, as read on a day: `whole` says that it lists every
-- location that is active, so that it is told of a home when it leaves that out.
CREATE TABLE register_snapshots (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  taken_on TEXT NOT NULL CHECK (taken_on IS date(taken_on, '+0 days')),
  sha256 TEXT NOT NULL UNIQUE,
  shape TEXT NOT NULL,
  whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
  locations INTEGER NOT NULL CHECK (locations >= 0),
  unread INTEGER NOT NULL CHECK (unread >= 0)
) STRICT;
CREATE INDEX register_snapshots_entry ON register_snapshots (entry);

-- A snapshot's day put right: the newest row holds.
CREATE TABLE snapshot_days (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  snapshot INTEGER NOT NULL REFERENCES register_snapshots (id),
  taken_on TEXT NOT NULL CHECK (taken_on IS date(taken_on, '+0 days'))
) STRICT;
CREATE INDEX snapshot_days_entry ON snapshot_days (entry);
CREATE INDEX snapshot_days_snapshot ON snapshot_days (snapshot);

-- What a snapshot says of one location that is, was or may become that of a home we know. `listed`
-- is 0 where a whole snapshot leaves it out: then nothing else is said. Yes/no is 1 or 0, what the
-- register does not say is null. `categories` are the register's service user bands in our codes;
-- `related` is a list of {location, name, relation, reason}, JSON.
CREATE TABLE register_locations (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  snapshot INTEGER NOT NULL REFERENCES register_snapshots (id),
  cqc_location TEXT NOT NULL,
  listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
  line INTEGER,
  name TEXT,
  cqc_provider TEXT,
  provider_name TEXT,
  company_number TEXT,
  registration TEXT CHECK (registration IN ('Registered', 'Deregistered')),
  registered_on TEXT CHECK (registered_on IS date(registered_on, '+0 days')),
  deregistered_on TEXT CHECK (deregistered_on IS date(deregistered_on, '+0 days')),
  dormant INTEGER CHECK (dormant IN (0, 1)),
  care_home INTEGER CHECK (care_home IN (0, 1)),
  beds INTEGER CHECK (beds >= 0),
  rating TEXT,
  rated_on TEXT CHECK (rated_on IS date(rated_on, '+0 days')),
  inherited_rating INTEGER CHECK (inherited_rating IN (0, 1)),
  registered_manager INTEGER CHECK (registered_manager IN (0, 1)),
  categories TEXT CHECK (categories IS NULL OR json_valid(categories)),
  local_authority TEXT,
  postcode TEXT,
  uprn TEXT,
  related TEXT CHECK (related IS NULL OR json_valid(related)),
  UNIQUE (snapshot, cqc_location)
) STRICT;
CREATE INDEX register_locations_entry ON register_locations (entry);
CREATE INDEX register_locations_location ON register_locations (cqc_location);

-- The snapshot that a finding rests on, where it rests on the register: then it is named.
ALTER TABLE findings ADD COLUMN snapshot INTEGER REFERENCES register_snapshots (id)
  CHECK (source IS NOT 'register' OR snapshot IS NOT NULL);
