package dev.migrator.doctor;

/// What is looked at.
///
/// @param name of the source; of the bundle empty
/// @param label kind and place, never a credential
public record Subject(Role role, String name, String label) {

  public enum Role {
    SOURCE,
    BUNDLE,
    TARGET
  }
}
