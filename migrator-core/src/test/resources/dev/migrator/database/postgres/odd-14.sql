CREATE TABLE plain.newer (id int, mr int4multirange, n numeric);
INSERT INTO plain.newer VALUES (1, '{[1,3),[5,)}', 'Infinity'), (2, '{}', '-Infinity');
CREATE FUNCTION plain.atomic(a int) RETURNS text LANGUAGE sql BEGIN ATOMIC
  SELECT CASE WHEN a > 0 THEN 'positive;' ELSE 'not' END;
  SELECT CASE a WHEN 1 THEN 'one' ELSE CASE WHEN a = 2 THEN 'two' END END;
END;
CREATE FUNCTION plain.grouped_rows() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM (SELECT id, v FROM plain.keyed GROUP BY id) g; END;
