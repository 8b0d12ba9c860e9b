package dev.migrator.store.s3;

import dev.migrator.model.Key;
import java.util.function.Supplier;

/// Undoes `encoding-type=url`. Hosts differ in what `+` stands for: AWS writes a form, where it is
/// a space, others RFC 3986, where it is a plus sign. Safe for many threads at once.
final class KeyDecoder {
  private final Supplier<Plus> question;
  private volatile Plus plus = Plus.UNKNOWN;

  enum Plus {
    UNKNOWN,
    SPACE,
    PLUS
  }

  /// @param question asks the host; called at the first key that has a `+`
  KeyDecoder(Supplier<Plus> question) {
    this.question = question;
  }

  Key decode(String encoded) {
    return encoded.indexOf('+') >= 0 && plusIsSpace()
        ? Key.ofPercentEncoded(encoded.replace('+', ' '))
        : Key.ofPercentEncoded(encoded);
  }

  private boolean plusIsSpace() {
    if (plus == Plus.UNKNOWN) {
      plus = question.get();
    }
    return plus != Plus.PLUS;
  }
}
