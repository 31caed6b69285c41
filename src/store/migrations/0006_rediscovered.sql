-- People whom the member is glad to have found again, for letters and keeping in touch.

CREATE TABLE rediscovered (
    person_id INTEGER PRIMARY KEY REFERENCES person (id),
    since     TEXT NOT NULL
) STRICT;
