-- Everything that dump and restore get wrong, on any supported server. Role names begin with odd_.
CREATE ROLE odd_owner LOGIN PASSWORD 'secret-of-owner' CREATEDB VALID UNTIL '2030-01-01';
CREATE ROLE "odd_Reader's ""best""" NOLOGIN;
CREATE ROLE odd_super SUPERUSER REPLICATION BYPASSRLS CONNECTION LIMIT 3;
COMMENT ON ROLE odd_owner IS 'owns; "everything" isn''t \ easy';
GRANT "odd_Reader's ""best""" TO odd_owner WITH ADMIN OPTION;
GRANT pg_monitor TO odd_owner;
ALTER ROLE odd_owner SET work_mem = '8MB';
ALTER ROLE odd_owner SET search_path = "$user", public, "with, comma";

CREATE SCHEMA "Odd ""Schema""" AUTHORIZATION odd_owner;
CREATE SCHEMA plain;
COMMENT ON SCHEMA plain IS E'line\nfeed; and $$dollars$$';
GRANT USAGE ON SCHEMA plain TO "odd_Reader's ""best""";
ALTER DEFAULT PRIVILEGES IN SCHEMA plain GRANT SELECT ON TABLES TO "odd_Reader's ""best""";

CREATE TABLE "Odd ""Schema"""."per%cent \ back" ("select" int, "Ä, ""q""" text, " " text);
INSERT INTO "Odd ""Schema"""."per%cent \ back" VALUES (1, E'tab\there', E'\\.'), (2, '', NULL), (3, E'\\N', E'cr\rlf\n');
CREATE TABLE "Odd ""Schema""".x23456789012345678901234567890123456789012345678901234567890123 (id int);
INSERT INTO "Odd ""Schema""".x23456789012345678901234567890123456789012345678901234567890123 VALUES (1);

CREATE TYPE plain.mood AS ENUM ('sad', 'it''s ok', 'happy');
CREATE DOMAIN plain.positive AS int CHECK (VALUE > 0);
CREATE TYPE plain.pair AS (a int, b text);
CREATE TYPE plain.floats AS RANGE (subtype = float8);
CREATE TABLE plain.types (
  id int GENERATED ALWAYS AS IDENTITY (MINVALUE -5 INCREMENT 3) PRIMARY KEY,
  n numeric, f4 real, f8 double precision, m money, b bytea, c char(5), v varchar(10),
  d date, ts timestamp, tz timestamptz, i interval, t time, tt timetz, bi bit(5), vb bit varying,
  mo plain.mood, po plain.positive, pa plain.pair, fr plain.floats, r int4range, a int[], ta text[][],
  j json, jb jsonb, tv tsvector, l pg_lsn, x8 xid8, u uuid, ip inet, ma macaddr, pt point, bx box, rc regclass,
  doubled int GENERATED ALWAYS AS (po * 2) STORED);
INSERT INTO plain.types (n, f4, f8, m, b, c, v, d, ts, tz, i, t, tt, bi, vb, mo, po, pa, fr, r, a, ta, j, jb, tv, l, x8, u, ip, ma, pt, bx, rc) VALUES
 ('NaN', 'Infinity', '-Infinity', -12345.67, '\x00ff0a0d5c09', 'ab', E'\t', 'infinity', '-infinity', '0044-03-15 BC', '-1 year +2 days -03:04:05.000006', '24:00:00', '23:59:59.999999+14', B'10101', B'', 'it''s ok', 7, ROW(NULL, 'x,"y\'), 'empty', '(,5]', '[-2:0]={1,NULL,3}', '{{a,"b,c"},{"NULL",NULL}}', '{"a" : 1,  "a":2}', '{"b": [1, 2.50, null, "\u00e9"]}', 'a:1A ''it''''s'':2', 'FF/FFFFFFFF', '18446744073709551615', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '::1/64', '08:00:2b:01:02:03', '(1e-300,-0)', '(2,2),(1,1)', 'pg_class')
 ON CONFLICT DO NOTHING;
INSERT INTO plain.types (n, f4, f8) VALUES (-1e-100, 1.1754944e-38, 4.9406564584124654e-324), (123456789012345678901234567890.123456789, 3.4028235e38, 1.7976931348623157e308), (0, '-0', 0.1);

CREATE TABLE plain.nothing ();
INSERT INTO plain.nothing DEFAULT VALUES;
INSERT INTO plain.nothing DEFAULT VALUES;
CREATE TABLE plain.dropped (a int, b text, c int);
INSERT INTO plain.dropped VALUES (1, 'gone', 2);
ALTER TABLE plain.dropped DROP COLUMN b;
CREATE UNLOGGED TABLE plain.unlogged (id serial, v text);
INSERT INTO plain.unlogged (v) SELECT 'row ' || g FROM generate_series(1, 1000) g;

CREATE SEQUENCE plain.counting_down INCREMENT -1 MINVALUE -10 MAXVALUE -1 CYCLE;
SELECT nextval('plain.counting_down') FROM generate_series(1, 13);
CREATE SEQUENCE plain.exhausted MAXVALUE 2;
SELECT nextval('plain.exhausted'), nextval('plain.exhausted');
CREATE SEQUENCE plain.untouched START 7;

CREATE TABLE plain.parent (id int, name text);
CREATE TABLE plain.child (extra text) INHERITS (plain.parent);
ALTER TABLE plain.parent ADD COLUMN late int;
INSERT INTO plain.parent VALUES (1, 'parent', 1);
INSERT INTO plain.child VALUES (2, 'child', 'e', 2);
CREATE TABLE plain.byhash (k text, v int) PARTITION BY HASH (k);
CREATE TABLE plain.byhash_0 PARTITION OF plain.byhash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE plain.byhash_1 (v int, k text);
ALTER TABLE plain.byhash ATTACH PARTITION plain.byhash_1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
ALTER TABLE plain.byhash ADD PRIMARY KEY (k);
INSERT INTO plain.byhash SELECT 'key ' || g, g FROM generate_series(1, 500) g;
CREATE TABLE plain.bydate (d date NOT NULL, v int) PARTITION BY RANGE (d);
CREATE TABLE plain.bydate_old PARTITION OF plain.bydate FOR VALUES FROM (MINVALUE) TO ('2020-01-01') PARTITION BY LIST (v);
CREATE TABLE plain.bydate_old_1 PARTITION OF plain.bydate_old FOR VALUES IN (1, NULL);
CREATE TABLE plain.bydate_rest PARTITION OF plain.bydate DEFAULT;
CREATE INDEX bydate_v ON plain.bydate (v);
INSERT INTO plain.bydate VALUES ('-infinity', 1), ('2019-12-31', NULL), ('2024-02-29', 3);

CREATE TABLE plain.chicken (id int PRIMARY KEY, egg int);
CREATE TABLE plain.egg (id int PRIMARY KEY, chicken int REFERENCES plain.chicken DEFERRABLE INITIALLY DEFERRED);
ALTER TABLE plain.chicken ADD FOREIGN KEY (egg) REFERENCES plain.egg DEFERRABLE INITIALLY DEFERRED;
BEGIN;
INSERT INTO plain.chicken VALUES (1, 1);
INSERT INTO plain.egg VALUES (1, 1);
COMMIT;
CREATE TABLE plain.broken (id int, ref int, CONSTRAINT e EXCLUDE USING btree (id WITH =));
INSERT INTO plain.broken VALUES (-1, 99);
ALTER TABLE plain.broken ADD CONSTRAINT not_yet CHECK (id > 0) NOT VALID;
ALTER TABLE plain.broken ADD CONSTRAINT nowhere FOREIGN KEY (ref) REFERENCES plain.egg NOT VALID;
CREATE UNIQUE INDEX partial ON plain.broken (ref) WHERE id > 0;
CREATE INDEX expression ON plain.broken ((id + ref), id DESC NULLS LAST) INCLUDE (ref);
CREATE STATISTICS plain.both (dependencies) ON id, ref FROM plain.broken;

CREATE TABLE plain.log (what text);
CREATE FUNCTION plain.refuse() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
  -- a ; and a $$ and a ' in here
  RAISE EXCEPTION 'no rows; not today, it''s "late"';
END $fn$;
CREATE TRIGGER refuses BEFORE INSERT ON plain.chicken FOR EACH ROW EXECUTE FUNCTION plain.refuse();
CREATE TRIGGER sleeps AFTER INSERT ON plain.egg FOR EACH ROW EXECUTE FUNCTION plain.refuse();
ALTER TABLE plain.egg DISABLE TRIGGER sleeps;
CREATE FUNCTION plain.tell() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO plain.log VALUES (tg_tag); END';
CREATE EVENT TRIGGER calls_out ON ddl_command_end EXECUTE FUNCTION plain.tell();
ALTER EVENT TRIGGER calls_out ENABLE ALWAYS;
CREATE RULE two AS ON UPDATE TO plain.log DO ALSO (INSERT INTO plain.log VALUES ('one;'); DELETE FROM plain.log WHERE what = ';');
CREATE PROCEDURE plain.work(INOUT a int) LANGUAGE sql AS 'SELECT a + 1; -- '';''';
CREATE AGGREGATE plain.sumup (int) (sfunc = int4pl, stype = int, initcond = '0');
CREATE OPERATOR plain.=== (leftarg = int, rightarg = int, function = int4eq);
CREATE CAST (plain.pair AS text) WITH INOUT;
CREATE COLLATION plain.posix FROM "C";
CREATE TEXT SEARCH CONFIGURATION plain.search (COPY = simple);

CREATE TABLE plain.hidden (id int, owner text);
INSERT INTO plain.hidden SELECT g, 'somebody' FROM generate_series(1, 10) g;
ALTER TABLE plain.hidden ENABLE ROW LEVEL SECURITY;
ALTER TABLE plain.hidden FORCE ROW LEVEL SECURITY;
CREATE POLICY mine ON plain.hidden USING (owner = current_user);
ALTER TABLE plain.hidden OWNER TO odd_owner;
GRANT SELECT (id) ON plain.hidden TO "odd_Reader's ""best""" WITH GRANT OPTION;
COMMENT ON COLUMN plain.hidden.owner IS 'who; it''s';

CREATE TABLE plain.keyed (id int PRIMARY KEY, v text);
INSERT INTO plain.keyed SELECT g, md5(g::text) FROM generate_series(1, 100) g;
CREATE VIEW plain.grouped AS SELECT id, v, count(*) FROM plain.keyed GROUP BY id;
CREATE MATERIALIZED VIEW plain.upper_half AS SELECT * FROM plain.keyed WHERE id > 50;
CREATE MATERIALIZED VIEW plain.above AS SELECT count(*) AS n FROM plain.upper_half;
CREATE UNIQUE INDEX ON plain.upper_half (id);
CREATE MATERIALIZED VIEW plain.empty_one AS SELECT 1 AS x WITH NO DATA;

CREATE FOREIGN DATA WRAPPER dummy;
CREATE SERVER far FOREIGN DATA WRAPPER dummy OPTIONS (host 'far.example');
CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'u', password 'secret-of-mapping');
CREATE FOREIGN TABLE plain.far_away (id int) SERVER far;
CREATE PUBLICATION news FOR TABLE plain.keyed;
CREATE SUBSCRIPTION letters CONNECTION 'host=nowhere.example password=secret-of-subscription' PUBLICATION p WITH (connect = false);

SELECT lo_create(424201);
SELECT lo_from_bytea(424202, decode(repeat('00ff5c0a', 200000), 'hex'));
SELECT lo_from_bytea(424203, 'short');
ALTER LARGE OBJECT 424202 OWNER TO odd_owner;
GRANT SELECT ON LARGE OBJECT 424202 TO "odd_Reader's ""best""";
COMMENT ON LARGE OBJECT 424203 IS 'it''s large; really';
