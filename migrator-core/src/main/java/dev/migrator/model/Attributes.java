package dev.migrator.model;

/// What a store says of an object besides its bytes.
public sealed interface Attributes permits FileAttributes, NoAttributes, ObjectAttributes {}
