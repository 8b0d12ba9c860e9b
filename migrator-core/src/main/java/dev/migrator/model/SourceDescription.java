package dev.migrator.model;

import java.util.List;
import java.util.SortedMap;

/// What a source says of itself as a whole: a bucket's configuration, a file system's properties.
///
/// @param kind `s3`, `files` or `account`
/// @param location for people: endpoint and bucket, or path; never a credential
/// @param answers question (`policy`, `versioning`) to answer
/// @param notes what the host has no notion of, and other remarks that are no gaps
public record SourceDescription(
    String kind, String location, SortedMap<String, Answer> answers, List<String> notes) {

  public sealed interface Answer {
    /// @param raw the host's answer verbatim (XML, JSON or text)
    /// @param json the same, parsed, as a JSON document
    record Present(String raw, String json) implements Answer {}

    /// The host knows the question and has nothing set.
    record Absent() implements Answer {}

    /// The host has no notion of it. Not a gap.
    record Unsupported(String reason) implements Answer {}

    /// A permission is missing. A gap.
    record Forbidden(String reason) implements Answer {}

    /// The host failed until the retry budget was spent. A gap.
    record Failed(String reason) implements Answer {}
  }
}
