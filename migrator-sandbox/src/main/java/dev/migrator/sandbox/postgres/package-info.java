/// What a PostgreSQL server is unpacked from, made with, run as and kept by.
@NullMarked
package dev.migrator.sandbox.postgres;

import org.jspecify.annotations.NullMarked;
