package dev.migrator.store.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/// One object of an account's store: a resource as JSON, a zone as a zone file, or in its place why
/// it was not read.
///
/// @param refused null where it was read
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Document(Key key, byte[] bytes, @Nullable NotRead refused) {
  private static final ObjectWriter WRITER = new JsonMapper().writerWithDefaultPrettyPrinter();

  static Stream<Document> of(Resource resource) {
    Document json = new Document(Key.of(resource.key()), bytes(resource), null);
    if (!resource.kind().equals(ZoneFile.KIND)) {
      return Stream.of(json);
    }
    String key = resource.key().replaceAll("\\.json$", ".zone");
    byte[] zone = ZoneFile.of(resource.json()).getBytes(UTF_8);
    return Stream.of(json, new Document(Key.of(key), zone, null));
  }

  static Document of(NotRead refused) {
    return new Document(Key.of(refused.place()), new byte[0], refused);
  }

  private static byte[] bytes(Resource resource) {
    try {
      return (WRITER.writeValueAsString(resource.json()) + "\n").getBytes(UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The ETag is that of the bytes, so that what is the same is not read again.
  Listed listed() {
    String etag = refused == null ? DigestUtils.md5Hex(bytes) : null;
    return new Listed(key, Kind.OBJECT, null, true, bytes.length, null, etag, null);
  }
}
