package dev.migrator.database.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a server answers, in version 2 of its protocol.
sealed interface Reply {

  record Status(String text) implements Reply {}

  /// @param text begins with the error's kind, as `WRONGTYPE`
  record Refusal(String text) implements Reply {}

  record Whole(long value) implements Reply {}

  /// @param bytes null for no such thing
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Bulk(byte @Nullable [] bytes) implements Reply {}

  record Many(List<Reply> items) implements Reply {}

  /// The bytes of a text.
  ///
  /// @return null for no such thing
  default byte @Nullable [] bytes() {
    return switch (this) {
      case Status(String text) -> text.getBytes(ISO_8859_1);
      case Bulk(byte[] bytes) -> bytes;
      case Whole(long value) -> Long.toString(value).getBytes(ISO_8859_1);
      case Refusal _, Many _ -> throw unexpected();
    };
  }

  /// As [#bytes], where there is always something; empty otherwise.
  default byte[] someBytes() {
    byte[] bytes = bytes();
    return bytes == null ? new byte[0] : bytes;
  }

  /// As [#someBytes], each byte a character.
  default String text() {
    return new String(someBytes(), ISO_8859_1);
  }

  /// A number, also where it is written as text; -1 for no such thing.
  default long number() {
    byte[] bytes = bytes();
    try {
      return bytes == null ? -1 : Long.parseLong(new String(bytes, ISO_8859_1));
    } catch (NumberFormatException e) {
      throw unexpected();
    }
  }

  /// Empty for no such thing.
  default List<Reply> items() {
    return switch (this) {
      case Many(List<Reply> items) -> items;
      case Bulk(byte[] bytes) when bytes == null -> List.of();
      case Bulk _, Status _, Whole _, Refusal _ -> throw unexpected();
    };
  }

  /// The value that follows a name in a list of names and values; no such thing where it is not
  /// there.
  default Reply named(String name) {
    List<Reply> items = items();
    for (int i = 0; i + 1 < items.size(); i += 2) {
      if (items.get(i).text().equals(name)) {
        return items.get(i + 1);
      }
    }
    return new Bulk(null);
  }

  private dev.migrator.error.StoreException unexpected() {
    return Failures.unexpected(this instanceof Refusal(String text) ? text : toString());
  }
}
