SET NAMES utf8mb4;
SET sql_mode = '';
SET time_zone = '+00:00';
CREATE TABLE kinds (
  id INT AUTO_INCREMENT PRIMARY KEY,
  f FLOAT, d DOUBLE, fixed FLOAT(7,4), wide DOUBLE(20,3), dec65 DECIMAL(65,30),
  tiny TINYINT UNSIGNED ZEROFILL, big BIGINT UNSIGNED, bits BIT(9), y YEAR,
  day DATE, tm TIME(6), at DATETIME(6), stamp TIMESTAMP(3) NULL,
  en ENUM('', 'a', 'é') CHARACTER SET latin1, se SET('x', 'y', 'z'),
  fix CHAR(5), ucs VARCHAR(10) CHARACTER SET ucs2, u32 VARCHAR(10) CHARACTER SET utf32,
  latin VARCHAR(20) CHARACTER SET latin1, swe VARCHAR(20) CHARACTER SET swe7, greek TEXT CHARACTER SET greek,
  emoji TEXT CHARACTER SET utf8mb4, bin BINARY(4), vbin VARBINARY(300), blo LONGBLOB, geo GEOMETRY,
  js JSON, ip INET6, un UUID, un2 INET4
) DEFAULT CHARSET = utf8mb4 COMMENT = 'a "comment" with '' and \\ and é';
INSERT INTO kinds (f, d, fixed, wide, dec65, tiny, big, bits, y, day, tm, at, stamp, en, se, fix, ucs, u32, latin, swe, greek, emoji, bin, vbin, blo, geo, js, ip, un, un2) VALUES
 (0.1, 0.1, 1.23456, 12345678901234.5678, 99999999999999999999999999999999999.999999999999999999999999999999, 7, 18446744073709551615, b'100000001', 2155,
  '0000-00-00', '-838:59:59.999999', '9999-12-31 23:59:59.999999', '2038-01-19 03:14:07.999', 'é', 'x,z', 'a  ', 'aé', 'bé', CONCAT('it''s "q" \\', CHAR(10), CHAR(13), CHAR(0), CHAR(26), ';', CHAR(10)), 'xyz', 'αβ',
  '😀; -- \n;\n', 0x00FF, REPEAT(x'00277C5C0A22FF', 40), CONCAT(REPEAT(';\n', 100), x'00FF1A'), ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))', 4326), '{"a": [1, 2.50, "é\\n"]}', '2001:db8::1', '123e4567-e89b-12d3-a456-426655440000', '192.168.0.1'),
 (16777217, 5e-324, 999.9999, -0.001, -1, 255, 0, 0, 0,
  '2024-00-31', '00:00:00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', 'nonsense', '', '', '', '', '', '', '', '', '', '', '', NULL, 'null', '::', '00000000-0000-0000-0000-000000000000', '0.0.0.0'),
 (3.4028235e38, 1.7976931348623157e308, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  NULL, NULL, NULL, NULL, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
 (1.17549435e-38, 0.1e0 + 0.2e0, -1.5, 1e17, 1e-30, 1, 9007199254740993, b'1', 1901,
  '1000-01-01', '838:59:59', '1000-01-01 00:00:00.000001', '1970-01-01 00:00:01', 'a', 'y', 'x', '\'', '"', CONVERT(x'E9FF80' USING latin1), 'abc', 'γ',
  CONVERT(CONVERT('Ã©' USING latin1) USING utf8mb4), x'01020304', x'', x'', ST_GeomFromText('POINT(-0.5 1e-300)'), '"x"', '::ffff:1.2.3.4', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '255.255.255.255');
SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
INSERT INTO kinds (id) VALUES (0), (-5);
SET SESSION sql_mode = '';
CREATE TABLE `we``ird "näme" %s; \\ 'x'` (`sel``ect` INT PRIMARY KEY, `ünï` VARCHAR(10), `a b` INT DEFAULT 5) DEFAULT CHARSET = latin1;
INSERT INTO `we``ird "näme" %s; \\ 'x'` VALUES (1, 'ü', 2), (2, NULL, NULL);
CREATE TABLE `Users` (id INT PRIMARY KEY, name VARCHAR(20));
CREATE TABLE `users` (id INT PRIMARY KEY, name VARCHAR(20));
INSERT INTO `Users` VALUES (1, 'upper');
INSERT INTO `users` VALUES (1, 'lower'), (2, 'lower too');
CREATE TABLE empty_one (a INT);
CREATE TABLE keyless (a INT, b TEXT);
INSERT INTO keyless VALUES (1, 'twice'), (1, 'twice'), (NULL, NULL);
CREATE TABLE derived (a INT PRIMARY KEY, b INT AS (a * 2) STORED, c VARCHAR(20) AS (CONCAT('v', a)) VIRTUAL, hidden INT INVISIBLE DEFAULT 3, KEY (b));
INSERT INTO derived (a, hidden) VALUES (1, 10), (2, 20);
CREATE TABLE parent (id INT PRIMARY KEY, child INT);
CREATE TABLE child (id INT PRIMARY KEY, parent INT NOT NULL, CONSTRAINT child_parent FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE CASCADE);
ALTER TABLE parent ADD CONSTRAINT parent_child FOREIGN KEY (child) REFERENCES child (id);
SET foreign_key_checks = 0;
INSERT INTO parent VALUES (1, 1), (2, 99);
INSERT INTO child VALUES (1, 1);
SET foreign_key_checks = 1;
CREATE TABLE checked (a INT CHECK (a > 0));
SET check_constraint_checks = 0;
INSERT INTO checked VALUES (-1), (1);
SET check_constraint_checks = 1;
CREATE TABLE old_engine (a INT PRIMARY KEY, t TEXT, FULLTEXT (t)) ENGINE = MyISAM;
INSERT INTO old_engine VALUES (1, 'isam'), (2, 'isam two');
CREATE TABLE crash_safe (a INT) ENGINE = Aria;
INSERT INTO crash_safe VALUES (1);
CREATE TABLE parted (id INT, at DATE, PRIMARY KEY (id, at)) PARTITION BY RANGE (YEAR(at)) (PARTITION p0 VALUES LESS THAN (2020), PARTITION p1 VALUES LESS THAN MAXVALUE);
INSERT INTO parted VALUES (1, '2019-01-01'), (2, '2024-01-01');
CREATE TABLE versioned (id INT PRIMARY KEY, v VARCHAR(10)) WITH SYSTEM VERSIONING;
INSERT INTO versioned VALUES (1, 'a'), (2, 'x');
UPDATE versioned SET v = 'b' WHERE id = 1;
DELETE FROM versioned WHERE id = 2;
CREATE TABLE by_columns (id INT PRIMARY KEY, since TIMESTAMP(6) GENERATED ALWAYS AS ROW START, upto TIMESTAMP(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (since, upto)) WITH SYSTEM VERSIONING;
INSERT INTO by_columns (id) VALUES (1), (2);
DELETE FROM by_columns WHERE id = 2;
CREATE SEQUENCE numbers START WITH 100 INCREMENT BY 5 CACHE 10;
SELECT NEXTVAL(numbers);
CREATE TABLE numbered (id INT PRIMARY KEY DEFAULT NEXTVAL(numbers), t TEXT);
INSERT INTO numbered (t) VALUES ('one'), ('two');
CREATE TABLE log (line TEXT);
DELIMITER //
CREATE FUNCTION twice(n INT) RETURNS INT DETERMINISTIC
BEGIN
  -- a comment; with a semicolon, to collate the pages
  RETURN n * 2;
END//
CREATE PROCEDURE `say "it"`(IN word VARCHAR(20) CHARACTER SET latin1)
BEGIN
  SELECT 'é', word;
  INSERT INTO log VALUES (word);
END//
SET sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES'//
CREATE PROCEDURE quoted_mode()
BEGIN
  SELECT "line" || '\' FROM "log";
END//
SET sql_mode = ''//
CREATE TRIGGER users_first BEFORE INSERT ON users FOR EACH ROW
BEGIN
  SET NEW.name = UPPER(NEW.name);
END//
CREATE TRIGGER users_second BEFORE INSERT ON users FOR EACH ROW SET NEW.name = CONCAT(NEW.name, '!;')//
CREATE EVENT tick ON SCHEDULE EVERY 1 SECOND COMMENT 'ticks' DO
BEGIN
  INSERT INTO log VALUES ('tick');
END//
CREATE DEFINER = `gone`@`nowhere` EVENT tock ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM log//
DELIMITER ;
CREATE VIEW a_outer AS SELECT 1 AS one;
CREATE VIEW z_inner AS SELECT id, name FROM users;
CREATE VIEW m_middle AS SELECT id, UPPER(name) AS shout, twice(id) AS doubled FROM z_inner;
CREATE OR REPLACE VIEW a_outer AS SELECT shout, doubled FROM m_middle WHERE id > 0;
CREATE OR REPLACE DEFINER = `gone`@`nowhere` VIEW m_middle AS SELECT id, UPPER(name) AS shout, twice(id) AS doubled FROM z_inner;
CREATE OR REPLACE DEFINER = `gone`@`nowhere` VIEW z_inner AS SELECT id, name FROM users;
