package dev.migrator.database;

import java.util.HexFormat;

/// Number of rows and a hash of their values that depends neither on the order of the rows nor on
/// that of the columns. That of a table is the sum of those of its parts.
///
/// It finds accidents; somebody who wants two tables to look alike can make them so.
public record RowsHash(long rows, long high, long low) {
  public static final RowsHash NONE = new RowsHash(0, 0, 0);

  private static final int HEX_DIGITS = 32;

  public RowsHash plus(RowsHash other) {
    return new RowsHash(rows + other.rows, high + other.high, low + other.low);
  }

  /// 32 hex digits.
  public String hex() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }

  /// @throws IllegalArgumentException if these are not 32 hex digits
  public static RowsHash of(long rows, String hex) {
    if (hex.length() != HEX_DIGITS) {
      throw new IllegalArgumentException("no hash of rows: " + hex);
    }
    return new RowsHash(
        rows,
        HexFormat.fromHexDigitsToLong(hex, 0, HEX_DIGITS / 2),
        HexFormat.fromHexDigitsToLong(hex, HEX_DIGITS / 2, HEX_DIGITS));
  }
}
