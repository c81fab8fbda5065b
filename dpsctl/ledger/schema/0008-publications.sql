-- Something that had to be published, or sent, and was: which duty it answers, under which
-- reference, and on which day.
CREATE TABLE publications (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  duty TEXT NOT NULL,
  reference TEXT NOT NULL,
  published_on TEXT NOT NULL CHECK (published_on IS date(published_on, '+0 days'))
) STRICT;
CREATE INDEX publications_entry ON publications (entry);

-- What a publication was about: a contract, an application, or a quarter such as 2021-Q2. `event`
-- is what of it, where a duty has several: admitted, refused, removed.
CREATE TABLE publication_subjects (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  publication INTEGER NOT NULL REFERENCES publications (id),
  contract INTEGER,
  application INTEGER REFERENCES applications (id),
  quarter TEXT,
  event TEXT NOT NULL,
  CHECK ((contract IS NOT NULL) + (application IS NOT NULL) + (quarter IS NOT NULL) = 1)
) STRICT;
CREATE INDEX publication_subjects_entry ON publication_subjects (entry);
CREATE INDEX publication_subjects_publication ON publication_subjects (publication);

-- What a publication was said to be about, and was not so: what it says of `subject` counts no more;
-- `instead` is what it should have said, nothing where it was not published at all.
CREATE TABLE publication_corrections (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  subject INTEGER NOT NULL UNIQUE REFERENCES publication_subjects (id),
  instead INTEGER UNIQUE REFERENCES publication_subjects (id) CHECK (instead <> subject)
) STRICT;
CREATE INDEX publication_corrections_entry ON publication_corrections (entry);
