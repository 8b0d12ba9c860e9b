package dev.migrator.store.s3;

import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.store.ContentCheck;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Chooses what an object's bytes are checked against: the cheapest checksum of the whole object,
/// else one of its parts, else the ETag, else nothing.
final class S3Checks {
  private static final Pattern MULTIPART_ETAG = Pattern.compile("[0-9a-f]{32}-(\\d{1,5})");
  private static final Pattern MD5_ETAG = Pattern.compile("[0-9a-f]{32}");

  private final String label;
  private final ObjectAttributes attributes;
  private final EtagTrust trust;
  private final PartTable parts;

  S3Checks(String label, ObjectAttributes attributes, EtagTrust trust, PartTable parts) {
    this.parts = parts;
    this.label = label;
    this.attributes = attributes;
    this.trust = trust;
  }

  /// How many parts an ETag says its object was uploaded in; 0 where it was not.
  static int partCount(String etag) {
    Matcher multipart = MULTIPART_ETAG.matcher(etag);
    return multipart.matches() ? Integer.parseInt(multipart.group(1)) : 0;
  }

  /// @param headers of the answer that told of the object
  ContentCheck choose(ObjectHeaders headers) {
    for (Algorithm algorithm : Algorithm.values()) {
      String value = attributes.checksums().get(algorithm.name());
      if (value != null && isWhole(value)) {
        return new WholeCheck(algorithm, byChecksum(value), attributes);
      }
    }
    for (Algorithm algorithm : Algorithm.values()) {
      String value = attributes.checksums().get(algorithm.name());
      if (value != null && !attributes.parts().isEmpty()) {
        return new PartsCheck(algorithm, ofParts(byChecksum(value)), attributes);
      }
    }
    return byEtag(headers);
  }

  private boolean isWhole(String value) {
    return attributes.checksumType() == null
        ? !value.contains("-")
        : attributes.checksumType().equals("FULL_OBJECT");
  }

  private ContentCheck byEtag(ObjectHeaders headers) {
    String etag = headers.etag();
    if (headers.isEncryptedByKey()) {
      return new NoCheck(attributes);
    }
    if (MD5_ETAG.matcher(etag).matches()) {
      return new WholeCheck(Algorithm.MD5, byEtag(etag, SourceProof.ETAG_MD5), attributes);
    }
    return partCount(etag) == attributes.parts().size() && partCount(etag) > 0
        ? new PartsCheck(
            Algorithm.MD5, ofParts(byEtag(etag, SourceProof.ETAG_MULTIPART)), attributes)
        : new NoCheck(attributes);
  }

  /// Before a mismatch is held against the bytes, the parts are measured.
  private Verdict ofParts(Verdict verdict) {
    return new Verdict(
        verdict.expected(),
        verdict.spelled(),
        actual -> {
          if (!actual.equals(verdict.expected())) {
            parts.requireMeasured(attributes.parts());
          }
          return verdict.judgement().apply(actual);
        });
  }

  private Verdict byChecksum(String value) {
    String expected = value.replaceFirst("-\\d+$", "");
    return new Verdict(
        expected,
        Base64.getEncoder()::encodeToString,
        actual -> {
          if (!actual.equals(expected)) {
            throw EtagTrust.badBytes(label, "checksum", expected, actual);
          }
          return SourceProof.CHECKSUM;
        });
  }

  private Verdict byEtag(String etag, SourceProof proof) {
    String expected = etag.substring(0, 32);
    return new Verdict(
        expected, HexFormat.of()::formatHex, actual -> trust.judge(label, expected, actual, proof));
  }

  /// Compares a digest with the host's value.
  ///
  /// @param spelled a digest as the host would spell it
  record Verdict(
      String expected, Function<byte[], String> spelled, Function<String, SourceProof> judgement) {

    SourceProof of(byte[] digest) {
      return judgement.apply(spelled.apply(digest));
    }
  }
}
