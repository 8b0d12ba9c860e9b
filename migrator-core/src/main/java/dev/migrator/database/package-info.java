/// What a database is: how it is captured at one cut, restored and compared.
@org.jspecify.annotations.NullMarked
package dev.migrator.database;
