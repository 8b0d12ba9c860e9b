package dev.migrator.doctor;

import dev.migrator.check.Check;

/// One finding, and of what.
public record Line(Subject subject, Check check) {}
