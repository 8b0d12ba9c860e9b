package dev.migrator.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 as 64 lower-case hexadecimal digits.
public record Sha256(String hex) {
  /// Never used itself, only copied: to ask for a new one costs more.
  private static final MessageDigest FRESH = find();

  public Sha256 {
    if (hex.length() != 64 || !isHex(hex)) {
      throw new IllegalArgumentException("not a SHA-256: " + hex);
    }
  }

  /// A loop, since this is asked several times of each object.
  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  public static Sha256 of(byte[] bytes) {
    return ofDigest(newDigest().digest(bytes));
  }

  /// The value that `digest`, made by [#newDigest()], holds now; resets it.
  public static Sha256 of(MessageDigest digest) {
    return ofDigest(digest.digest());
  }

  private static Sha256 ofDigest(byte[] digest) {
    return new Sha256(HexFormat.of().formatHex(digest));
  }

  public static MessageDigest newDigest() {
    try {
      return (MessageDigest) FRESH.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's own SHA-256 can be copied", e);
    }
  }

  private static MessageDigest find() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
