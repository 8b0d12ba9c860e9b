package dev.migrator.store.s3;

import dev.migrator.model.AttributeName;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/// Something that an entry may need of a host and that hosts differ in.
///
/// @param what as in [dev.migrator.store.ObjectTarget.Loss]
/// @param detail tells features of one attribute apart; empty where there is one only
record Feature(String what, String detail) {
  /// Just an object.
  static final Feature PLAIN = new Feature("bytes", "");

  /// A key that is another key's folder too. No single entry needs it.
  static final Feature FOLDER_AND_OBJECT = new Feature("key", "folder and object");

  static final Feature USER_METADATA = new Feature(AttributeName.USER_METADATA, "");
  static final Feature TEXT_METADATA = new Feature(AttributeName.USER_METADATA, "non-ascii");
  static final Feature TAGS = new Feature(AttributeName.TAGS, "");
  static final Feature TEXT_TAGS = new Feature(AttributeName.TAGS, "non-ascii");

  /// Tags that come with the object; where they do not, a call of their own sets them. No entry
  /// needs it.
  static final Feature TAG_HEADER = new Feature(AttributeName.TAGS, "header");

  /// An empty object that stands for a folder.
  static final Feature FOLDER = new Feature("key", "folder");

  static final Feature ACL = new Feature(AttributeName.ACL, "");
  static final Feature REDIRECT = new Feature(AttributeName.WEBSITE_REDIRECT, "");
  static final Feature RETENTION = new Feature(AttributeName.LOCK, "retention");
  static final Feature LEGAL_HOLD = new Feature(AttributeName.LOCK, "legal-hold");
  static final Feature VERSIONS = new Feature("version", "");
  static final Feature ETAG = new Feature(AttributeName.ETAG, "");
  static final Feature ETAG_OF_PARTS = new Feature(AttributeName.ETAG, "parts");
  static final Feature UNEVEN_PARTS = new Feature(AttributeName.ETAG, "uneven parts");
  static final Feature SMALL_PARTS = new Feature(AttributeName.ETAG, "small parts");
  static final Feature CHECKSUM_OF_PARTS = new Feature(AttributeName.CHECKSUMS, "COMPOSITE");
  static final Feature WHOLE_CHECKSUM_OF_PARTS =
      new Feature(AttributeName.CHECKSUMS, "FULL_OBJECT of parts");

  /// Not tried: what lies in such a class cannot be read back at once.
  static final Feature ARCHIVE_CLASS = new Feature(AttributeName.STORAGE_CLASS, "archive");

  static final Feature OTHER_CLASS = new Feature(AttributeName.STORAGE_CLASS, "other");
  static final Feature KMS = new Feature(AttributeName.ENCRYPTION, "kms");
  static final Feature SSE_S3 = new Feature(AttributeName.ENCRYPTION, "AES256");

  static Feature ofHeader(String name) {
    return new Feature(name, "");
  }

  /// Hosts that parse a header may lose what is odd in it.
  static Feature ofHeader(String name, String value) {
    return switch (name) {
      case "expires" -> new Feature(name, isDate(value) ? "" : "no date");
      case "content-type" -> new Feature(name, value.contains(";") ? "parameters" : "");
      default -> new Feature(name, "");
    };
  }

  private static boolean isDate(String text) {
    try {
      DateTimeFormatter.RFC_1123_DATE_TIME.parse(text);
      return true;
    } catch (DateTimeParseException _) {
      return false;
    }
  }

  static Feature ofChecksum(String algorithm) {
    return new Feature(AttributeName.CHECKSUMS, algorithm);
  }

  static Feature ofStorageClass(String name) {
    return new Feature(AttributeName.STORAGE_CLASS, name);
  }

  static Feature ofKey(KeyOddity oddity) {
    return new Feature("key", oddity.name());
  }
}
