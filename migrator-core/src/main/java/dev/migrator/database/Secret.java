package dev.migrator.database;

import java.io.Serializable;

/// A password, which shows itself to nobody by accident.
public record Secret(String value) implements Serializable {
  @Override
  public String toString() {
    return "***";
  }
}
