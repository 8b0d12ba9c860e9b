package dev.migrator.store.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.migrator.model.Key;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Acl;
import dev.migrator.model.ObjectAttributes.Encryption;
import dev.migrator.model.ObjectAttributes.Lock;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.model.ObjectAttributes.Tag;
import dev.migrator.model.ObjectAttributes.UserMetadata;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the headers of a GET or HEAD tell of an object.
///
/// @param headers by lower-case name; a character of a value stands for a byte of the wire
record ObjectHeaders(Map<String, List<String>> headers) {
  private static final String USER = "x-amz-meta-";
  private static final String CHECKSUM = "x-amz-checksum-";
  private static final String SSE = "x-amz-server-side-encryption";

  private static final List<String> SYSTEM =
      List.of(
          "content-type",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "expires");

  private static final List<String> OTHER =
      List.of(
          "replication-status",
          "expiration",
          "restore",
          "archive-status",
          "request-charged",
          "missing-meta",
          "object-lock-event-hold",
          "object-lock-event-hold-duration-days",
          "object-lock-event-hold-duration-years",
          "server-side-encryption-context",
          "server-side-encryption-customer-algorithm",
          "server-side-encryption-customer-key-md5");

  ObjectAttributes attributes(List<Tag> tags, @Nullable Acl acl, List<Part> parts) {
    return new ObjectAttributes(
        system(),
        userMetadata(),
        tags,
        acl,
        checksums(),
        orNull("x-amz-checksum-type"),
        parts,
        orNull("x-amz-storage-class"),
        encryption(),
        lock(),
        orNull("x-amz-website-redirect-location"),
        other());
  }

  Optional<String> first(String name) {
    return Optional.ofNullable(headers.get(name)).map(List::getFirst);
  }

  private @Nullable String orNull(String name) {
    return first(name).orElse(null);
  }

  String etag() {
    return first("etag").map(ListPage::withoutQuotes).orElse("");
  }

  int number(String name) {
    return first(name).filter(v -> v.matches("\\d{1,9}")).map(Integer::parseInt).orElse(0);
  }

  /// Whether the ETag is not made of the object's own bytes.
  boolean isEncryptedByKey() {
    return first(SSE).map(type -> type.startsWith("aws:")).orElse(false)
        || headers.containsKey(SSE + "-customer-algorithm");
  }

  private SortedMap<String, String> system() {
    SortedMap<String, String> system = new TreeMap<>();
    for (String name : SYSTEM) {
      List<String> values = headers.get(name);
      if (values != null) {
        system.put(name, HeaderText.decode(String.join(", ", values).getBytes(ISO_8859_1)));
      }
    }
    return Collections.unmodifiableSortedMap(system);
  }

  private List<UserMetadata> userMetadata() {
    List<UserMetadata> metadata = new ArrayList<>();
    headers.forEach((name, values) -> {
      if (name.startsWith(USER)) {
        values.forEach(value -> metadata.add(userMetadata(name, value)));
      }
    });
    return List.copyOf(metadata);
  }

  private static UserMetadata userMetadata(String header, String value) {
    byte[] raw = value.getBytes(ISO_8859_1);
    return new UserMetadata(
        header.substring(USER.length()), Key.ofBytes(raw), HeaderText.decode(raw));
  }

  private SortedMap<String, String> checksums() {
    SortedMap<String, String> checksums = new TreeMap<>();
    headers.forEach((name, values) -> {
      if (name.startsWith(CHECKSUM) && !name.endsWith("-type")) {
        String algorithm = name.substring(CHECKSUM.length()).toUpperCase(Locale.ROOT);
        checksums.put(algorithm, values.getFirst());
      }
    });
    return Collections.unmodifiableSortedMap(checksums);
  }

  private @Nullable Encryption encryption() {
    if (headers.containsKey(SSE + "-customer-algorithm")) {
      return new Encryption("customer", null, null);
    }
    return first(SSE)
        .map(type ->
            new Encryption(
                type, orNull(SSE + "-aws-kms-key-id"), orNull(SSE + "-bucket-key-enabled")))
        .orElse(null);
  }

  private @Nullable Lock lock() {
    String mode = orNull("x-amz-object-lock-mode");
    String until = orNull("x-amz-object-lock-retain-until-date");
    String hold = orNull("x-amz-object-lock-legal-hold");
    return mode == null && until == null && hold == null ? null : new Lock(mode, until, hold);
  }

  private SortedMap<String, String> other() {
    SortedMap<String, String> other = new TreeMap<>();
    for (String name : OTHER) {
      first("x-amz-" + name).ifPresent(value -> other.put(name, value));
    }
    return Collections.unmodifiableSortedMap(other);
  }
}
