-- Every table but entries is one kind of fact. Facts are only ever added.
-- Money is pence, days are London dates, instants are UTC. What holds several things is JSON.
-- '+0 days' makes SQLite count: a day that its month does not have (2021-02-30) becomes another,
-- and is refused.

-- One row for every recorded command; its facts point at it. The digest chains it to the last one.
CREATE TABLE entries (
  id INTEGER PRIMARY KEY,
  recorded_at TEXT NOT NULL
    CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days')),
  by TEXT NOT NULL,
  login TEXT NOT NULL,
  command TEXT NOT NULL,
  reason TEXT,
  pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
  digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64)
) STRICT;

-- A document's text as it was written.
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  text TEXT
) STRICT;
CREATE INDEX documents_entry ON documents (entry);

-- The system document, as first recorded or as amended; the newest row is in force.
CREATE TABLE systems (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  document TEXT NOT NULL REFERENCES documents (sha256),
  system TEXT NOT NULL,
  title TEXT NOT NULL,
  regime TEXT NOT NULL,
  valid_from TEXT NOT NULL CHECK (valid_from IS date(valid_from, '+0 days')),
  valid_until TEXT CHECK (valid_until IS date(valid_until, '+0 days')),
  weeks_per_year TEXT NOT NULL,
  rehearsal INTEGER NOT NULL CHECK (rehearsal IN (0, 1)),
  terms TEXT NOT NULL CHECK (json_valid(terms))
) STRICT;
CREATE INDEX systems_entry ON systems (entry);

-- Council decisions; a later row with the same reference corrects the earlier one.
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  document TEXT NOT NULL REFERENCES documents (sha256),
  decision TEXT NOT NULL,
  title TEXT NOT NULL,
  powers TEXT NOT NULL CHECK (json_valid(powers)),
  covers TEXT,
  key_decision INTEGER CHECK (key_decision IN (0, 1)),
  notice_published TEXT CHECK (notice_published IS date(notice_published, '+0 days')),
  taken_on TEXT CHECK (taken_on IS date(taken_on, '+0 days')),
  published_on TEXT CHECK (published_on IS date(published_on, '+0 days')),
  effective_on TEXT NOT NULL CHECK (effective_on IS date(effective_on, '+0 days')),
  effective_basis TEXT NOT NULL,
  taken_by TEXT,
  delegate TEXT
) STRICT;
CREATE INDEX decisions_entry ON decisions (entry);

-- Equality and data protection impact assessments.
CREATE TABLE assessments (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('eqia', 'dpia')),
  version TEXT NOT NULL,
  signed_on TEXT NOT NULL CHECK (signed_on IS date(signed_on, '+0 days')),
  review_by TEXT NOT NULL CHECK (review_by IS date(review_by, '+0 days'))
) STRICT;
CREATE INDEX assessments_entry ON assessments (entry);

-- Rule set versions as pinned by the first window that used them.
CREATE TABLE rule_sets (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  rule_set TEXT NOT NULL,
  version TEXT NOT NULL CHECK (version IS date(version, '+0 days')),
  document TEXT NOT NULL REFERENCES documents (sha256),
  grounds TEXT,
  grounds_document TEXT REFERENCES documents (sha256),
  UNIQUE (rule_set, version)
) STRICT;
CREATE INDEX rule_sets_entry ON rule_sets (entry);

-- Windows, half-open spans [opens_at, closes_at), named by their opening day.
CREATE TABLE windows (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  window TEXT NOT NULL UNIQUE CHECK (window IS date(window, '+0 days')),
  opens_at TEXT NOT NULL
    CHECK (opens_at IS strftime('%Y-%m-%dT%H:%M:%SZ', opens_at, '+0 days')),
  closes_at TEXT CHECK (closes_at IS strftime('%Y-%m-%dT%H:%M:%SZ', closes_at, '+0 days')),
  system INTEGER NOT NULL REFERENCES systems (id),
  decision INTEGER REFERENCES decisions (id),
  notice TEXT
) STRICT;
CREATE INDEX windows_entry ON windows (entry);

-- Which pinned rules judge an agreement's applications in a window.
CREATE TABLE window_rules (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  window INTEGER NOT NULL REFERENCES windows (id),
  agreement TEXT NOT NULL,
  rule_set INTEGER NOT NULL REFERENCES rule_sets (id),
  UNIQUE (window, agreement)
) STRICT;
CREATE INDEX window_rules_entry ON window_rules (entry);

-- A new closing instant for a window.
CREATE TABLE window_changes (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  window INTEGER NOT NULL REFERENCES windows (id),
  closes_at TEXT NOT NULL
    CHECK (closes_at IS strftime('%Y-%m-%dT%H:%M:%SZ', closes_at, '+0 days'))
) STRICT;
CREATE INDEX window_changes_entry ON window_changes (entry);

-- A window closed early, for good.
CREATE TABLE closures (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  window INTEGER NOT NULL REFERENCES windows (id),
  closed_at TEXT NOT NULL
    CHECK (closed_at IS strftime('%Y-%m-%dT%H:%M:%SZ', closed_at, '+0 days'))
) STRICT;
CREATE INDEX closures_entry ON closures (entry);

-- Legal entities; what they are called and registered as are dated facts about them.
CREATE TABLE providers (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX providers_entry ON providers (entry);

CREATE TABLE provider_names (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  provider INTEGER NOT NULL REFERENCES providers (id),
  name TEXT NOT NULL,
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days'))
) STRICT;
CREATE INDEX provider_names_entry ON provider_names (entry);

CREATE TABLE provider_numbers (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  provider INTEGER NOT NULL REFERENCES providers (id),
  scheme TEXT NOT NULL,
  number TEXT NOT NULL,
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
  UNIQUE (scheme, number)
) STRICT;
CREATE INDEX provider_numbers_entry ON provider_numbers (entry);

-- Care homes; names, CQC locations and owners are dated facts about them.
CREATE TABLE homes (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX homes_entry ON homes (entry);

CREATE TABLE home_names (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  home INTEGER NOT NULL REFERENCES homes (id),
  name TEXT NOT NULL,
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days'))
) STRICT;
CREATE INDEX home_names_entry ON home_names (entry);

CREATE TABLE home_locations (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  home INTEGER NOT NULL REFERENCES homes (id),
  cqc_location TEXT NOT NULL UNIQUE,
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days'))
) STRICT;
CREATE INDEX home_locations_entry ON home_locations (entry);

CREATE TABLE home_providers (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  home INTEGER NOT NULL REFERENCES homes (id),
  provider INTEGER NOT NULL REFERENCES providers (id),
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days'))
) STRICT;
CREATE INDEX home_providers_entry ON home_providers (entry);

-- Applications; facts is the document as the rules see it, a JSON object of path to value.
CREATE TABLE applications (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  document TEXT NOT NULL REFERENCES documents (sha256),
  supersedes INTEGER UNIQUE REFERENCES applications (id),
  reference TEXT,
  window INTEGER NOT NULL REFERENCES windows (id),
  home INTEGER NOT NULL REFERENCES homes (id),
  provider INTEGER NOT NULL REFERENCES providers (id),
  agreement TEXT NOT NULL,
  band TEXT NOT NULL,
  categories TEXT NOT NULL CHECK (json_valid(categories)),
  received_at TEXT NOT NULL
    CHECK (received_at IS strftime('%Y-%m-%dT%H:%M:%SZ', received_at, '+0 days')),
  facts TEXT NOT NULL CHECK (json_valid(facts))
) STRICT;
CREATE INDEX applications_entry ON applications (entry);

-- People already placed in the home, under pseudonymous references; fees are pence a week.
CREATE TABLE application_placements (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  application INTEGER NOT NULL REFERENCES applications (id),
  ref TEXT NOT NULL,
  need TEXT NOT NULL,
  band TEXT NOT NULL,
  current_weekly_pence INTEGER NOT NULL CHECK (current_weekly_pence >= 0),
  offered_weekly_pence INTEGER NOT NULL CHECK (offered_weekly_pence >= 0),
  UNIQUE (application, ref)
) STRICT;
CREATE INDEX application_placements_entry ON application_placements (entry);

-- One judging of one application, with all that is needed to judge it so again.
CREATE TABLE checks (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  application INTEGER NOT NULL REFERENCES applications (id),
  rule_set INTEGER NOT NULL REFERENCES rule_sets (id),
  judged_on TEXT NOT NULL CHECK (judged_on IS date(judged_on, '+0 days')),
  window_opens TEXT NOT NULL CHECK (window_opens IS date(window_opens, '+0 days')),
  window_closes TEXT CHECK (window_closes IS date(window_closes, '+0 days')),
  parameters TEXT NOT NULL CHECK (json_valid(parameters)),
  facts_sha256 TEXT NOT NULL CHECK (length(facts_sha256) = 64),
  verdict TEXT NOT NULL
    CHECK (verdict IN ('qualified', 'referred', 'incomplete', 'failed', 'mixed')),
  verdicts TEXT NOT NULL CHECK (json_valid(verdicts))
) STRICT;
CREATE INDEX checks_entry ON checks (entry);

-- One rule on one application.
CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  check_id INTEGER NOT NULL REFERENCES checks (id),
  rule TEXT NOT NULL,
  kind TEXT NOT NULL,
  categories TEXT NOT NULL CHECK (json_valid(categories)),
  finding TEXT NOT NULL CHECK (finding IN ('met', 'unmet', 'unknown', 'not_applicable')),
  seen TEXT NOT NULL,
  source TEXT NOT NULL,
  wanted TEXT NOT NULL,
  cite TEXT NOT NULL,
  otherwise TEXT NOT NULL,
  UNIQUE (check_id, rule)
) STRICT;
CREATE INDEX findings_entry ON findings (entry);

-- A person's act on an application.
CREATE TABLE determinations (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  application INTEGER NOT NULL REFERENCES applications (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('admit', 'refuse')),
  categories TEXT NOT NULL CHECK (json_valid(categories)),
  reason TEXT NOT NULL,
  override TEXT
) STRICT;
CREATE INDEX determinations_entry ON determinations (entry);

-- A determination taken back.
CREATE TABLE rescissions (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  determination INTEGER NOT NULL UNIQUE REFERENCES determinations (id)
) STRICT;
CREATE INDEX rescissions_entry ON rescissions (entry);

-- An application taken back by its applicant.
CREATE TABLE withdrawals (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  application INTEGER NOT NULL UNIQUE REFERENCES applications (id)
) STRICT;
CREATE INDEX withdrawals_entry ON withdrawals (entry);

-- Awards: the contract's first and last day, both in.
CREATE TABLE contracts (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  application INTEGER NOT NULL UNIQUE REFERENCES applications (id),
  home INTEGER NOT NULL REFERENCES homes (id),
  provider INTEGER NOT NULL REFERENCES providers (id),
  agreement TEXT NOT NULL,
  band TEXT NOT NULL,
  categories TEXT NOT NULL CHECK (json_valid(categories)),
  decision INTEGER NOT NULL REFERENCES decisions (id),
  awarded_on TEXT NOT NULL CHECK (awarded_on IS date(awarded_on, '+0 days')),
  starts_on TEXT NOT NULL CHECK (starts_on IS date(starts_on, '+0 days')),
  ends_on TEXT NOT NULL CHECK (ends_on IS date(ends_on, '+0 days')),
  basis TEXT
) STRICT;
CREATE INDEX contracts_entry ON contracts (entry);

CREATE INDEX window_changes_window ON window_changes (window);
CREATE INDEX closures_window ON closures (window);
CREATE INDEX home_names_home ON home_names (home);
CREATE INDEX home_locations_home ON home_locations (home);
CREATE INDEX home_providers_home ON home_providers (home);
CREATE INDEX provider_names_provider ON provider_names (provider);
CREATE INDEX applications_window ON applications (window);
CREATE INDEX applications_home ON applications (home);
CREATE INDEX applications_document ON applications (document);
CREATE INDEX applications_reference ON applications (reference);
CREATE INDEX checks_application ON checks (application);
CREATE INDEX determinations_application ON determinations (application);
CREATE INDEX contracts_home ON contracts (home);
