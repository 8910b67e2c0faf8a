-- The customer database of LJT Systems (invented), as such firms really have it: grown over years, with
-- foreign keys where somebody thought of them and without where nobody did.

CREATE TABLE addresses (
  id INTEGER PRIMARY KEY,
  line1 TEXT NOT NULL,
  line2 TEXT,
  town TEXT NOT NULL,
  postcode TEXT NOT NULL
);

CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                -- home | business
  name TEXT NOT NULL,                -- "Whitcombe", "Whitcombe & Marsh" (joint), "Harbour Lane Dental Ltd"
  parent_id INTEGER REFERENCES accounts (id),  -- a firm's holding company: a customer in its own right
  main_contact_id INTEGER,           -- no key: accounts and contacts point at each other
  opened_on DATE NOT NULL,
  closed_on DATE,
  terms TEXT NOT NULL,
  credit_limit NUMERIC,
  status TEXT NOT NULL               -- live | on stop | closed
);

CREATE TABLE contacts (
  id INTEGER PRIMARY KEY,            -- the customer number
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  address_id INTEGER NOT NULL REFERENCES addresses (id),
  title TEXT,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  email TEXT,
  email_since DATE,                  -- the day on which this e-mail address was recorded
  phone TEXT,                        -- landline; ' ' where the form was left blank; the switchboard's where a clerk had none
  mobile TEXT,
  born DATE,
  national_id TEXT,                  -- asked for with credit agreements, so few have one
  postcode TEXT NOT NULL,
  job TEXT,                          -- what somebody is at a firm
  advertising TEXT NOT NULL,         -- yes | no
  advertising_since DATE,
  created_at DATETIME NOT NULL,
  closed_on DATE
);

CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  job TEXT NOT NULL,
  email TEXT NOT NULL,               -- at work: @ljtsystems.example
  phone TEXT,
  started_on DATE NOT NULL,
  left_on DATE,
  contact_id INTEGER REFERENCES contacts (id)  -- the colleague's own customer record, for the staff discount
);

CREATE TABLE sites (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  address_id INTEGER NOT NULL REFERENCES addresses (id),
  name TEXT NOT NULL,
  access TEXT                        -- "key safe by the side door", ...
);

CREATE TABLE products (
  sku TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  price NUMERIC NOT NULL
);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  placed_on DATE NOT NULL,
  completed_on DATE,
  channel TEXT NOT NULL,
  status TEXT NOT NULL,
  deliver_to TEXT,                   -- as written on the order
  taken_by INTEGER REFERENCES staff (id),
  total NUMERIC NOT NULL
);

CREATE TABLE order_lines (
  order_id INTEGER NOT NULL REFERENCES orders (id),
  line_no INTEGER NOT NULL,
  sku TEXT NOT NULL REFERENCES products (sku),
  quantity INTEGER NOT NULL,
  unit_price NUMERIC NOT NULL,
  PRIMARY KEY (order_id, line_no)
) WITHOUT ROWID;

CREATE TABLE subscriptions (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  contact_id INTEGER REFERENCES contacts (id),  -- the person at a firm who uses it
  held_by TEXT NOT NULL,             -- account: the account's holders have it; contact: the person named has it
  sku TEXT NOT NULL REFERENCES products (sku),
  started_on DATE NOT NULL,
  ended_on DATE,
  monthly NUMERIC NOT NULL
);

CREATE TABLE equipment (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES sites (id),
  contact_id INTEGER,                -- no key: the person at a firm to whom it was handed
  held_by TEXT NOT NULL,             -- account | contact, as above
  sku TEXT NOT NULL REFERENCES products (sku),
  serial TEXT NOT NULL,
  installed_on DATE NOT NULL,
  removed_on DATE
);

CREATE TABLE invoices (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  contact_id INTEGER,                -- no key: for the attention of, at a firm
  held_by TEXT NOT NULL,             -- account: billed to the account's holders; contact: to the person named
  order_id INTEGER,                  -- no key
  credit_of INTEGER REFERENCES invoices (id),  -- a credit note names the invoice that it corrects
  issued_on DATE NOT NULL,
  due_on DATE NOT NULL,
  net NUMERIC NOT NULL,
  vat NUMERIC NOT NULL,
  total NUMERIC NOT NULL
);

CREATE TABLE payments (
  id INTEGER PRIMARY KEY,
  invoice_id INTEGER NOT NULL REFERENCES invoices (id),
  contact_id INTEGER NOT NULL REFERENCES contacts (id),  -- who paid: now and then not whose invoice it was
  paid_on DATE NOT NULL,
  amount NUMERIC NOT NULL,
  method TEXT NOT NULL,              -- card | direct debit | bank transfer
  card_brand TEXT,
  card_token TEXT,
  last_four TEXT
);

CREATE TABLE tickets (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER REFERENCES contacts (id),  -- empty on a continuation, which has only follows_id
  handled_by INTEGER REFERENCES staff (id),
  follows_id INTEGER REFERENCES tickets (id),   -- the same matter of the same person, reopened
  related_id INTEGER,                -- a similar fault, often somebody else's
  opened_at DATETIME NOT NULL,
  closed_at DATETIME,
  channel TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL
);

CREATE TABLE visits (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES sites (id),
  contact_id INTEGER NOT NULL REFERENCES contacts (id),  -- whom the engineer met
  engineer_id INTEGER REFERENCES staff (id),
  ticket_id INTEGER,                 -- no key
  planned_for DATETIME NOT NULL,
  done_on DATE,
  outcome TEXT
);

CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  entity_table TEXT NOT NULL,        -- contacts | accounts | orders | tickets | visits | invoices
  entity_id INTEGER NOT NULL,        -- the number of the row there; no key is possible
  author_id INTEGER REFERENCES staff (id),
  written_at DATETIME NOT NULL,
  text TEXT NOT NULL
);

CREATE TABLE tags (
  entity_table TEXT NOT NULL,        -- contacts | accounts | tickets
  entity_id INTEGER NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (entity_table, entity_id, tag)
) WITHOUT ROWID;

CREATE TABLE credit_checks (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL,       -- no key: written by the agency's own program
  source TEXT NOT NULL,              -- the agency
  reference TEXT NOT NULL,
  told_on DATE,                      -- the person was told that a check would be made
  checked_on DATE NOT NULL,
  score INTEGER,
  result TEXT NOT NULL,
  decided_by TEXT NOT NULL           -- a person, never a computer alone
);

CREATE TABLE identity_checks (
  national_id TEXT PRIMARY KEY,      -- the agency's key, and the only way to the person
  full_name TEXT NOT NULL,
  born DATE,
  source TEXT NOT NULL,
  checked_on DATE NOT NULL,
  document TEXT NOT NULL,
  result TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE logins (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL,       -- no key
  username TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  last_seen_at DATETIME,
  last_ip TEXT
);

CREATE TABLE enquiries (             -- the website's form: nothing but what was typed says who it was
  id INTEGER PRIMARY KEY,
  received_at DATETIME NOT NULL,
  name TEXT NOT NULL,
  email TEXT,
  phone TEXT,
  page TEXT NOT NULL,
  text TEXT NOT NULL,
  answered_by INTEGER REFERENCES staff (id),
  answered_at DATETIME
);

CREATE TABLE newsletter (            -- the address only
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  signed_up_at DATETIME NOT NULL,
  confirmed_at DATETIME,
  left_at DATETIME,
  topics TEXT NOT NULL,
  page TEXT NOT NULL
);

CREATE TABLE reviews (               -- of products, on the website
  id INTEGER PRIMARY KEY,
  sku TEXT NOT NULL REFERENCES products (sku),
  email TEXT NOT NULL,
  shown_as TEXT NOT NULL,            -- "Hannah W.": no name to match by
  stars INTEGER NOT NULL,
  text TEXT NOT NULL,
  written_on DATE NOT NULL
);

-- What the firm's own programs search by.
CREATE INDEX contacts_account ON contacts (account_id);
CREATE INDEX contacts_address ON contacts (address_id);
CREATE INDEX contacts_name ON contacts (last_name, first_name);
CREATE INDEX staff_contact ON staff (contact_id);
CREATE INDEX sites_account ON sites (account_id);
CREATE INDEX sites_address ON sites (address_id);
CREATE INDEX orders_contact ON orders (contact_id);
CREATE INDEX orders_account ON orders (account_id);
CREATE INDEX orders_staff ON orders (taken_by);
CREATE INDEX subscriptions_account ON subscriptions (account_id);
CREATE INDEX subscriptions_contact ON subscriptions (contact_id);
CREATE INDEX equipment_site ON equipment (site_id);
CREATE INDEX equipment_contact ON equipment (contact_id);
CREATE INDEX invoices_account ON invoices (account_id);
CREATE INDEX invoices_contact ON invoices (contact_id);
CREATE INDEX invoices_credit ON invoices (credit_of);
CREATE INDEX payments_invoice ON payments (invoice_id);
CREATE INDEX payments_contact ON payments (contact_id);
CREATE INDEX tickets_contact ON tickets (contact_id);
CREATE INDEX tickets_staff ON tickets (handled_by);
CREATE INDEX tickets_follows ON tickets (follows_id);
CREATE INDEX visits_contact ON visits (contact_id);
CREATE INDEX visits_site ON visits (site_id);
CREATE INDEX visits_staff ON visits (engineer_id);
CREATE INDEX notes_entity ON notes (entity_table, entity_id);
CREATE INDEX notes_author ON notes (author_id);
CREATE INDEX credit_checks_contact ON credit_checks (contact_id);
CREATE INDEX logins_contact ON logins (contact_id);
CREATE INDEX enquiries_staff ON enquiries (answered_by);
