CREATE TABLE plain.nulls (a int UNIQUE NULLS NOT DISTINCT);
INSERT INTO plain.nulls VALUES (NULL), (1);
CREATE VIEW plain.invoking WITH (security_invoker = true) AS SELECT 1 AS one;
CREATE PUBLICATION some_rows FOR TABLE plain.keyed (id, v) WHERE (id > 10);
CREATE PUBLICATION a_schema FOR TABLES IN SCHEMA "Odd ""Schema""";
