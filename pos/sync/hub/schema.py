"""What stands in the hub's database: tables of exact bytes, who may do what, and two deeds of its owner.

One database is one shop; every key begins with the shop all the same, so that shops can be brought together
in a database that is spread over computers. Tills may add and read, never change or remove. What only the
office may do is said by policies without sub-selects. `{till}` and `{office}` stand for the two groups, which
belong to the whole server and therefore bear the hub's id. A life is owned by the group of all logins of its
till's letter: an office may bring it before its till has a login, or with another one than it gets.
"""

from __future__ import annotations

OFFICE_SCOPES = ("catalog", "settings")
OFFICE_KINDS = ("till.vouched", "till.fenced")
"""What a login of role till may not add."""

TABLES = """
CREATE SCHEMA comptoir;
REVOKE ALL ON SCHEMA comptoir FROM PUBLIC;

CREATE TABLE comptoir.hub(
  one int PRIMARY KEY DEFAULT 1 CHECK (one = 1), hub text NOT NULL, epoch text NOT NULL, shop text NOT NULL,
  root bytea NOT NULL, format int NOT NULL, oldest int NOT NULL, UNIQUE (shop));

CREATE TABLE comptoir.login(
  shop text NOT NULL REFERENCES comptoir.hub(shop), login text NOT NULL, letter text NOT NULL,
  role text NOT NULL CHECK (role IN ('office', 'till')), made_at timestamptz NOT NULL DEFAULT now(),
  until timestamptz, closed_at timestamptz, PRIMARY KEY (shop, login));

CREATE TABLE comptoir.life(
  shop text NOT NULL REFERENCES comptoir.hub(shop), origin bytea NOT NULL CHECK (octet_length(origin) = 16),
  owner text NOT NULL, login text NOT NULL DEFAULT current_user, made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (shop, origin), UNIQUE (shop, origin, owner));

CREATE TABLE comptoir.entry(
  shop text NOT NULL, origin bytea NOT NULL, owner text NOT NULL, seq bigint NOT NULL CHECK (seq > 0),
  event_id bytea NOT NULL CHECK (octet_length(event_id) = 16), kind text NOT NULL, scope text NOT NULL,
  header bytea NOT NULL CHECK (octet_length(header) <= 2048),
  chain bytea NOT NULL CHECK (octet_length(chain) = 32), sig bytea NOT NULL CHECK (octet_length(sig) = 64),
  body bytea NOT NULL CHECK (octet_length(body) <= 1048576),
  body_salt bytea NOT NULL CHECK (octet_length(body_salt) = 16),
  body_hash bytea NOT NULL CHECK (octet_length(body_hash) = 32),
  personal bytea CHECK (octet_length(personal) <= 1048576),
  personal_salt bytea CHECK (octet_length(personal_salt) = 16),
  personal_hash bytea CHECK (octet_length(personal_hash) = 32),
  login text NOT NULL DEFAULT current_user, received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (shop, origin, seq),
  FOREIGN KEY (shop, origin, owner) REFERENCES comptoir.life(shop, origin, owner),
  CHECK (convert_from(header, 'UTF8')::json ->> 'kind' = kind),
  CHECK (convert_from(header, 'UTF8')::json ->> 'scope' = scope));
CREATE INDEX entry_event ON comptoir.entry(shop, event_id);
CREATE INDEX entry_sale ON comptoir.entry(shop, origin, seq) WHERE kind = 'order.placed';

CREATE TABLE comptoir.image(
  shop text NOT NULL REFERENCES comptoir.hub(shop), image bytea NOT NULL, about bytea NOT NULL,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (shop, image));
CREATE TABLE comptoir.chunk(
  shop text NOT NULL, image bytea NOT NULL, number int NOT NULL, data bytea NOT NULL,
  PRIMARY KEY (shop, image, number));

CREATE TABLE comptoir.lease(
  shop text NOT NULL REFERENCES comptoir.hub(shop), name text NOT NULL, holder bytea NOT NULL,
  fence bigint NOT NULL, until timestamptz NOT NULL, PRIMARY KEY (shop, name));
"""

TABLES_NAMED = ("hub", "login", "life", "entry", "image", "chunk", "lease")

_OFFICE_ONLY = f"scope IN {OFFICE_SCOPES} OR kind IN {OFFICE_KINDS}"

RIGHTS = f"""
GRANT {{till}}, {{office}} TO CURRENT_USER;
GRANT USAGE ON SCHEMA comptoir TO {{till}}, {{office}};
GRANT SELECT ON comptoir.hub, comptoir.login, comptoir.life, comptoir.entry, comptoir.image, comptoir.chunk,
  comptoir.lease TO {{till}}, {{office}};
GRANT INSERT (shop, origin, owner) ON comptoir.life TO {{till}}, {{office}};
GRANT INSERT (shop, origin, owner, seq, event_id, kind, scope, header, chain, sig, body, body_salt, body_hash,
  personal, personal_salt, personal_hash) ON comptoir.entry TO {{till}}, {{office}};
GRANT UPDATE (personal, personal_salt) ON comptoir.entry TO {{office}};
GRANT DELETE ON comptoir.entry TO {{office}};
GRANT INSERT (shop, image, about), DELETE ON comptoir.image TO {{office}};
GRANT INSERT (shop, image, number, data), DELETE ON comptoir.chunk TO {{office}};
GRANT INSERT (shop, name, holder, fence, until), UPDATE (holder, fence, until)
  ON comptoir.lease TO {{till}}, {{office}};

ALTER TABLE comptoir.hub ENABLE ROW LEVEL SECURITY;
ALTER TABLE comptoir.login ENABLE ROW LEVEL SECURITY;
ALTER TABLE comptoir.life ENABLE ROW LEVEL SECURITY;
ALTER TABLE comptoir.entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE comptoir.image ENABLE ROW LEVEL SECURITY;
ALTER TABLE comptoir.chunk ENABLE ROW LEVEL SECURITY;
ALTER TABLE comptoir.lease ENABLE ROW LEVEL SECURITY;
CREATE POLICY look ON comptoir.hub FOR SELECT TO {{till}}, {{office}} USING (true);
CREATE POLICY look ON comptoir.login FOR SELECT TO {{till}}, {{office}} USING (true);
CREATE POLICY look ON comptoir.life FOR SELECT TO {{till}}, {{office}} USING (true);
CREATE POLICY look ON comptoir.entry FOR SELECT TO {{till}}, {{office}} USING (true);
CREATE POLICY look ON comptoir.image FOR SELECT TO {{till}}, {{office}} USING (true);
CREATE POLICY look ON comptoir.chunk FOR SELECT TO {{till}}, {{office}} USING (true);
CREATE POLICY hold ON comptoir.lease FOR ALL TO {{till}}, {{office}} USING (true) WITH CHECK (true);
CREATE POLICY begin_own ON comptoir.life FOR INSERT TO {{till}}
  WITH CHECK (login = current_user AND pg_has_role(current_user, owner, 'member'));
CREATE POLICY begin_any ON comptoir.life FOR INSERT TO {{office}} WITH CHECK (login = current_user);
CREATE POLICY add_own ON comptoir.entry FOR INSERT TO {{till}}
  WITH CHECK (login = current_user AND pg_has_role(current_user, owner, 'member') AND NOT ({_OFFICE_ONLY}));
CREATE POLICY add_any ON comptoir.entry FOR INSERT TO {{office}} WITH CHECK (login = current_user);
CREATE POLICY blank ON comptoir.entry FOR UPDATE TO {{office}} USING (true)
  WITH CHECK (personal IS NULL AND personal_salt IS NULL);
CREATE POLICY repair ON comptoir.entry FOR DELETE TO {{office}} USING (true);
CREATE POLICY keep ON comptoir.image FOR INSERT TO {{office}} WITH CHECK (true);
CREATE POLICY drop ON comptoir.image FOR DELETE TO {{office}} USING (true);
CREATE POLICY keep ON comptoir.chunk FOR INSERT TO {{office}} WITH CHECK (true);
CREATE POLICY drop ON comptoir.chunk FOR DELETE TO {{office}} USING (true);
"""
"""Rights and policies; adding is by single columns, so that `login` and times are the server's own word."""

DEEDS = """
CREATE FUNCTION comptoir.let_in(
  as_login text, verifier text, its_letter text, its_role text, good_for interval) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ends timestamptz := clock_timestamp() + good_for;
  bearers text := '{hub_name}_of_' || lower(its_letter);
BEGIN
  IF NOT pg_has_role(session_user, '{office_name}', 'member') OR its_role NOT IN ('office', 'till')
     OR its_letter !~ '^[A-Z]{1,3}$' OR as_login !~ '^{hub_name}_[a-z0-9]+_[0-9a-f]+$'
     OR verifier NOT LIKE 'SCRAM-SHA-256$%' THEN
    RAISE insufficient_privilege;
  END IF;
  EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE INHERIT CONNECTION LIMIT 3 '
    'PASSWORD %L VALID UNTIL %L', as_login, verifier, coalesce(ends, 'infinity'));
  EXECUTE format('GRANT %I TO %I',
    CASE its_role WHEN 'office' THEN '{office_name}' ELSE '{till_name}' END, as_login);
  EXECUTE format('GRANT %I TO %I', as_login, current_user);
  IF to_regrole(bearers) IS NULL THEN
    EXECUTE format('CREATE ROLE %I NOLOGIN', bearers);
    EXECUTE format('GRANT %I TO %I', bearers, current_user);
  END IF;
  EXECUTE format('GRANT %I TO %I', bearers, as_login);
  INSERT INTO comptoir.login(shop, login, letter, role, until)
    SELECT shop, as_login, its_letter, its_role, ends FROM comptoir.hub;
END $$;

CREATE FUNCTION comptoir.settle(verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE one record; bears text;
BEGIN
  SELECT letter INTO bears FROM comptoir.login WHERE login = session_user AND closed_at IS NULL;
  IF bears IS NULL OR verifier NOT LIKE 'SCRAM-SHA-256$%' THEN
    RAISE insufficient_privilege;
  END IF;
  EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL ''infinity''', session_user, verifier);
  UPDATE comptoir.login SET until = NULL WHERE login = session_user;
  FOR one IN SELECT login FROM comptoir.login
      WHERE letter = bears AND until IS NOT NULL AND closed_at IS NULL LOOP
    EXECUTE format('ALTER ROLE %I VALID UNTIL ''epoch''', one.login);
    UPDATE comptoir.login SET closed_at = clock_timestamp() WHERE login = one.login;
  END LOOP;
END $$;

CREATE FUNCTION comptoir.shut_out(its_letter text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE one record;
BEGIN
  FOR one IN SELECT login FROM comptoir.login WHERE letter = its_letter AND closed_at IS NULL LOOP
    IF NOT pg_has_role(session_user, '{office_name}', 'member') AND one.login <> session_user THEN
      RAISE insufficient_privilege;
    END IF;
    EXECUTE format('ALTER ROLE %I NOLOGIN', one.login);
    UPDATE comptoir.login SET closed_at = clock_timestamp() WHERE login = one.login;
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE usename = one.login AND pid <> pg_backend_pid();
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION comptoir.let_in(text, text, text, text, interval), comptoir.settle(text),
  comptoir.shut_out(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION comptoir.let_in(text, text, text, text, interval) TO {office};
GRANT EXECUTE ON FUNCTION comptoir.settle(text), comptoir.shut_out(text) TO {till}, {office};
"""
"""What needs the owner's rights and no owner present: a login for one more till, its own password, its end.

A login ends `good_for` from now by the server's clock, unless it was settled by then: its till gave it a
password of its own. That ends what other codes hold for the same letter.
"""

IS_OURS = "SELECT to_regclass('comptoir.hub') IS NOT NULL"
FOREIGN = """SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND n.nspname NOT LIKE 'pg\\_%'
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"""
"""Tables of others: those of extensions and of the server itself are nobody's."""
