/// The story of a customer who must leave, told on embedded services.
@NullMarked
package dev.migrator.cli.demo;

import org.jspecify.annotations.NullMarked;
