package dev.migrator.model;

/// Of a delete marker, or of an entry whose attributes could not be read.
public record NoAttributes() implements Attributes {
  public static final NoAttributes INSTANCE = new NoAttributes();
}
