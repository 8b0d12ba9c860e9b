package dev.migrator.sandbox.dynamo;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// DynamoDB's numbers: 38 significant digits, from 1E-130 to 9.99E+125 on either side of zero.
final class Numbers {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");
  private static final int MOST_DIGITS = 38;
  private static final int HIGHEST_EXPONENT = 125;
  private static final int LOWEST_EXPONENT = -130;

  private Numbers() {}

  /// @throws Refusal if DynamoDB has no such number
  static BigDecimal parse(String text) {
    if (text.isEmpty()) {
      throw Refusal.validation("The parameter cannot be converted to a numeric value");
    }
    if (!NUMBER.matcher(text).matches()) {
      throw Refusal.validation("The parameter cannot be converted to a numeric value: " + text);
    }
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    if (number.signum() != 0) {
      check(number);
    }
    return number;
  }

  /// As the real one gives it back: no exponent, no zeros that say nothing.
  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.toPlainString();
  }

  /// In bytes: two decimal digits to a byte, the exponent, and the sign if it is negative.
  static int size(BigDecimal number) {
    if (number.signum() == 0) {
      return 1;
    }
    int lowest = -number.scale();
    int highest = lowest + number.precision() - 1;
    int pairs = Math.floorDiv(highest, 2) - Math.floorDiv(lowest, 2) + 1;
    return 1 + pairs + (number.signum() < 0 ? 1 : 0);
  }

  private static void check(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    if (exponent > HIGHEST_EXPONENT) {
      throw Refusal.validation(
          "Number overflow. Attempting to store a number with magnitude larger than supported"
              + " range");
    }
    if (exponent < LOWEST_EXPONENT) {
      throw Refusal.validation(
          "Number underflow. Attempting to store a number with magnitude smaller than supported"
              + " range");
    }
    if (number.precision() > MOST_DIGITS) {
      throw Refusal.validation("Attempting to store more than 38 significant digits in a Number");
    }
  }
}
