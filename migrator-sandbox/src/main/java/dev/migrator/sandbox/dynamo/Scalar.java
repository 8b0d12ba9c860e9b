package dev.migrator.sandbox.dynamo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.Base64;

/// One key attribute's value, in the order that DynamoDB has: numbers by value, strings by their
/// UTF-8, binaries by their bytes.
///
/// @param bytes a character each; empty in a number
/// @param number zero in anything else
record Scalar(String bytes, BigDecimal number) implements Comparable<Scalar> {

  static Scalar of(String type, String content) {
    return switch (type) {
      case "N" -> new Scalar("", Numbers.parse(content));
      case "B" -> bytes(Base64.getDecoder().decode(content));
      default -> bytes(content.getBytes(UTF_8));
    };
  }

  private static Scalar bytes(byte[] bytes) {
    return new Scalar(new String(bytes, ISO_8859_1), BigDecimal.ZERO);
  }

  @Override
  public int compareTo(Scalar other) {
    int byNumber = number.compareTo(other.number);
    return byNumber != 0 ? byNumber : bytes.compareTo(other.bytes);
  }

  /// What the partition is chosen by.
  byte[] hashed() {
    return (bytes + '/' + number).getBytes(ISO_8859_1);
  }
}
