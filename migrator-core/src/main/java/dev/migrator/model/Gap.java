package dev.migrator.model;

import org.jspecify.annotations.Nullable;

/// Something that was not captured, with the reason.
///
/// @param source name of the source
/// @param reason in words, with what the host said
public record Gap(String source, Scope scope, Code code, String reason) {

  public sealed interface Scope permits OfRange, OfKey, OfSource, OfPart {}

  /// The bytes of an object version, or one attribute of it.
  ///
  /// @param attribute null for the bytes
  public record OfKey(Key key, @Nullable String versionId, @Nullable String attribute)
      implements Scope {}

  /// All keys of a range: nothing is known of them, not even how many there are.
  public record OfRange(KeyRange range) implements Scope {}

  /// A part of the source's configuration, as `policy`.
  public record OfSource(String attribute) implements Scope {}

  /// A part of a database: `table public.users`, `schema`.
  public record OfPart(String part) implements Scope {}

  /// Why. The wire spelling is the name in lower case with hyphens; spellings never change.
  public enum Code {
    /// A permission is missing.
    FORBIDDEN,
    /// The account was closed, or its credentials refused, before this was reached.
    ACCOUNT_GONE,
    /// The snapshot has not come here yet.
    NOT_REACHED,
    /// In a storage class that must be restored before it can be read.
    ARCHIVED,
    /// Encrypted with a key that the customer holds and did not give.
    CUSTOMER_KEY,
    /// The bytes do not match what the host says of them, however often read.
    DAMAGED_AT_SOURCE,
    /// Changed under every attempt to read it.
    CHANGING,
    /// Not a file, folder or link.
    SPECIAL_FILE,
    /// The host failed until the retry budget was spent.
    UNREADABLE,
    /// The host has it but does not hand it out, as `x-amz-missing-meta`.
    NOT_TOLD;

    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException if there is no such code
    public static Code ofWire(String wire) {
      return valueOf(wire.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }
  }
}
