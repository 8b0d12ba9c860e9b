package dev.migrator.sandbox.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the service's model says of single members. All that is wrong with a request is said at
/// once.
final class Constraints {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");
  private static final int SHORTEST_NAME = 3;
  private static final int LONGEST_NAME = 255;

  private final List<String> errors = new ArrayList<>();

  static Refusal missing(String member) {
    Constraints constraints = new Constraints();
    constraints.present(lowerFirst(member), null);
    return constraints.refusal();
  }

  /// Checks the name of a table or an index.
  Constraints name(String member, @Nullable String value) {
    present(member, value);
    if (value != null) {
      if (!NAME.matcher(value).matches()) {
        add("'" + value + "'", member, "satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
      }
      length(member, value, SHORTEST_NAME, LONGEST_NAME);
    }
    return this;
  }

  Constraints present(String member, @Nullable Object value) {
    if (value == null) {
      add("null", member, "not be null");
    }
    return this;
  }

  Constraints length(String member, @Nullable String value, int least, int most) {
    if (value != null && value.length() < least) {
      add("'" + value + "'", member, "have length greater than or equal to " + least);
    }
    if (value != null && value.length() > most) {
      add("'" + value + "'", member, "have length less than or equal to " + most);
    }
    return this;
  }

  Constraints size(String member, List<?> value, int least, int most) {
    if (value.size() < least) {
      add("'" + value + "'", member, "have length greater than or equal to " + least);
    }
    if (value.size() > most) {
      add("'" + value + "'", member, "have length less than or equal to " + most);
    }
    return this;
  }

  Constraints range(String member, @Nullable Long value, long least, long most) {
    if (value != null && value < least) {
      add("'" + value + "'", member, "have value greater than or equal to " + least);
    }
    if (value != null && value > most) {
      add("'" + value + "'", member, "have value less than or equal to " + most);
    }
    return this;
  }

  Constraints oneOf(String member, @Nullable String value, String... allowed) {
    if (value != null && !List.of(allowed).contains(value)) {
      add("'" + value + "'", member, "satisfy enum value set: " + List.of(allowed));
    }
    return this;
  }

  /// @throws Refusal if anything is wrong
  void hold() {
    if (!errors.isEmpty()) {
      throw refusal();
    }
  }

  private Refusal refusal() {
    String count = errors.size() == 1 ? "1 validation error" : errors.size() + " validation errors";
    return Refusal.validation(count + " detected: " + String.join("; ", errors));
  }

  private void add(String value, String member, String rule) {
    errors.add(
        "Value %s at '%s' failed to satisfy constraint: Member must %s"
            .formatted(value, member, rule));
  }

  private static String lowerFirst(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
