package dev.migrator.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;

/// The name of one object within its source: any bytes, as the source has them.
///
/// Keys of object stores are UTF-8. Names of files need not be. The natural order is that of the
/// unsigned bytes, as S3 lists; it is not the order of `String`, which puts U+1F600 before U+FFFD.
public final class Key implements Comparable<Key>, Serializable {
  private static final long serialVersionUID = 1;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final byte[] bytes;

  private Key(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Key of(String text) {
    return new Key(text.getBytes(UTF_8));
  }

  public static Key ofBytes(byte[] bytes) {
    return new Key(bytes.clone());
  }

  /// Reads what [#percentEncoded()] wrote; also accepts characters that need no encoding left as
  /// they are.
  ///
  /// @throws IllegalArgumentException if a `%` is not followed by two hexadecimal digits
  public static Key ofPercentEncoded(String encoded) {
    byte[] in = encoded.getBytes(UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '%') {
        if (i + 2 >= in.length) {
          throw new IllegalArgumentException("cut percent-encoding: " + encoded);
        }
        out[length++] =
            (byte) (HexFormat.fromHexDigit(in[i + 1]) << 4 | HexFormat.fromHexDigit(in[i + 2]));
        i += 2;
      } else {
        out[length++] = in[i];
      }
    }
    return new Key(Arrays.copyOf(out, length));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int length() {
    return bytes.length;
  }

  /// The key as text; bytes that are not UTF-8 show as U+FFFD, so the text names the key only where
  /// [#isText()].
  public String text() {
    return new String(bytes, UTF_8);
  }

  /// Whether the bytes are well-formed UTF-8, so that [#text()] loses nothing.
  public boolean isText() {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /// RFC 3986: every byte but the unreserved ones and `/` as `%XX`.
  public String percentEncoded() {
    StringBuilder encoded = new StringBuilder(bytes.length + 16);
    for (byte b : bytes) {
      if (isUnreserved(b) || b == '/') {
        encoded.append((char) b);
      } else {
        HEX.toHexDigits(encoded.append('%'), b);
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '.'
        || b == '_'
        || b == '~';
  }

  public boolean startsWith(Key prefix) {
    return bytes.length >= prefix.bytes.length
        && Arrays.equals(bytes, 0, prefix.bytes.length, prefix.bytes, 0, prefix.bytes.length);
  }

  /// The least key that is greater than this one.
  public Key successor() {
    return new Key(Arrays.copyOf(bytes, bytes.length + 1));
  }

  @Override
  public int compareTo(Key other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// For messages: the text, with control characters and undecodable bytes made visible.
  @Override
  public String toString() {
    return text().codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0xFFFD)
        ? text()
        : percentEncoded();
  }
}
