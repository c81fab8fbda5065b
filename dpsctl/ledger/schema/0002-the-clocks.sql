-- What an applicant was asked, and by when it was to answer; asking does not stop the clock.
CREATE TABLE clarifications (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  application INTEGER NOT NULL REFERENCES applications (id),
  asked TEXT NOT NULL,
  due_on TEXT NOT NULL CHECK (due_on IS date(due_on, '+0 days'))
) STRICT;
CREATE INDEX clarifications_entry ON clarifications (entry);
CREATE INDEX clarifications_application ON clarifications (application);

-- What came back, field by field; the newest answer for a field takes the place of what stood.
CREATE TABLE answers (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  application INTEGER NOT NULL REFERENCES applications (id),
  field TEXT NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;
CREATE INDEX answers_entry ON answers (entry);
CREATE INDEX answers_application ON answers (application);

-- The one extension of an application's assessment to the longer figure of its system.
CREATE TABLE extensions (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  application INTEGER NOT NULL UNIQUE REFERENCES applications (id)
) STRICT;
CREATE INDEX extensions_entry ON extensions (entry);
