package dev.migrator.database.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.RowsHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ItemHashTest {
  private final ItemHash hash = new ItemHash();

  private RowsHash of(String item) {
    return hash.of(Samples.json(item));
  }

  @Test
  void anItemIsOneRowAndItsHashIsTheDocumentedOne() {
    assertThat(of("{\"a\": {\"S\": \"b\"}, \"n\": {\"N\": \"100\"}}"))
        .isEqualTo(RowsHash.of(1, "f9f058ef4133302206d8721695f0b518"));
    assertThat(
            of(
                """
                {"z": {"L": [{"BOOL": true}, {"NULL": true}, {"M": {"é": {"B": "AAE="}}}]}, "s": {"NS": ["10", "-0.50"]}}
                """))
        .isEqualTo(RowsHash.of(1, "0ff51137d1cf4535b47df708c8613759"));
    assertThat(of("{}")).isEqualTo(RowsHash.of(1, "79980e3cfdc3edad0d759243d4c911ec"));
  }

  @ParameterizedTest
  @CsvSource({
    "1.50, 1.5",
    "1E+2, 100",
    "-0, 0",
    "0E+9, 0",
    "007, 7",
    "+7, 7",
    "1e-7, 0.0000001",
    "-1.0E1, -10",
    "99999999999999999999999999999999999999E+88, 9999999999999999999999999999999999999.9E89"
  })
  void oneNumberIsSpeltInManyWays(String one, String other) {
    assertThat(of("{\"n\": {\"N\": \"%s\"}}".formatted(one)))
        .isEqualTo(of("{\"n\": {\"N\": \"%s\"}}".formatted(other)));
    assertThat(of("{\"n\": {\"NS\": [\"3\", \"%s\"]}}".formatted(one)))
        .isEqualTo(of("{\"n\": {\"NS\": [\"%s\", \"3\"]}}".formatted(other)));
  }

  @Test
  void theLastOfManyDigitsCounts() {
    assertThat(of("{\"n\": {\"N\": \"12345678901234567890123456789012345678\"}}"))
        .isNotEqualTo(of("{\"n\": {\"N\": \"12345678901234567890123456789012345679\"}}"));
    assertThat(of("{\"n\": {\"N\": \"NaN\"}}")).isNotEqualTo(of("{\"n\": {\"N\": \"nan\"}}"));
  }

  @Test
  void membersAndSetsHaveNoOrder() {
    assertThat(
            of(
                """
                {"a": {"SS": ["x", "y"]}, "m": {"M": {"p": {"S": "1"}, "q": {"BS": ["AA==", "AQ=="]}}}}
                """))
        .isEqualTo(
            of(
                """
                {"m": {"M": {"q": {"BS": ["AQ==", "AA=="]}, "p": {"S": "1"}}}, "a": {"SS": ["y", "x"]}}
                """));
  }

  @Test
  void everySmallChangeCounts() {
    List<String> items =
        List.of(
            "{}",
            "{'a': {'S': ''}}",
            "{'a': {'S': '1'}}",
            "{'a': {'N': '1'}}",
            "{'a': {'B': '1'}}",
            "{'a': {'N': '-1'}}",
            "{'b': {'S': '1'}}",
            "{'ab': {'S': 'c'}}",
            "{'a': {'S': 'bc'}}",
            "{'a': {'S': '1'}, 'b': {'S': ''}}",
            "{'a': {'BOOL': true}}",
            "{'a': {'BOOL': false}}",
            "{'a': {'S': 'true'}}",
            "{'a': {'NULL': true}}",
            "{'a': {'L': []}}",
            "{'a': {'M': {}}}",
            "{'a': {'L': [{'S': 'x'}, {'S': 'y'}]}}",
            "{'a': {'L': [{'S': 'y'}, {'S': 'x'}]}}",
            "{'a': {'L': [{'S': 'xy'}]}}",
            "{'a': {'L': [{'L': [{'S': 'x'}]}, {'S': 'y'}]}}",
            "{'a': {'L': [{'L': [{'S': 'x'}, {'S': 'y'}]}]}}",
            "{'a': {'SS': ['x', 'y']}}",
            "{'a': {'SS': ['xy']}}",
            "{'a': {'BS': ['x', 'y']}}",
            "{'a': {'SS': ['1', '2']}}",
            "{'a': {'NS': ['1', '2']}}",
            "{'a': {'SS': ['1.0', '2']}}",
            "{'a': {'M': {'b': {'S': 'x'}}}}",
            "{'a': {'M': {'b': {'S': 'y'}}}}",
            "{'a': {'M': {'b': {'N': '1'}}}}",
            "{'a': {'M': {'b': {'S': '1'}}}}",
            "{'a': {'M': {}}, 'b': {'S': 'x'}}",
            "{'a': {'S': 'e\u0301'}}",
            "{'a': {'S': '\u00e9'}}",
            "{'A': {'S': '1'}}");
    Map<RowsHash, String> seen = new HashMap<>();
    for (String item : items) {
      assertThat(seen.put(of(item.replace('\'', '"')), item)).as(item).isNull();
    }
  }

  @Test
  void aTableIsTheSumOfItsItemsInAnyOrder() {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      items.add("{\"k\": {\"N\": \"%d\"}}".formatted(i % 15));
    }
    RowsHash forth = sum(items);
    Collections.reverse(items);
    assertThat(sum(items)).isEqualTo(forth);
    assertThat(forth.rows()).isEqualTo(20);
    assertThat(sum(items.subList(0, 7)).plus(sum(items.subList(7, 20)))).isEqualTo(forth);
    assertThat(sum(items.subList(1, 20))).isNotEqualTo(forth);
  }

  private RowsHash sum(List<String> items) {
    return items.stream().map(this::of).reduce(RowsHash.NONE, RowsHash::plus);
  }

  @Test
  void randomItemsAreEqualInAnotherOrderAndDifferentWithAnotherValue() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      JsonNode item = item(random, 0);
      RowsHash expected = hash.of(item);
      assertThat(hash.of(shuffled(item, random))).as("%s", item).isEqualTo(expected);
      ObjectNode more = item.deepCopy();
      more.putObject("one more").put("S", "");
      assertThat(hash.of(more)).as("%s", item).isNotEqualTo(expected);
      JsonNode changed = changed(item);
      if (!changed.equals(item)) {
        assertThat(hash.of(changed)).as("%s", item).isNotEqualTo(expected);
      }
    }
  }

  private static ObjectNode item(Random random, int depth) {
    ObjectNode item = Json.object();
    for (int i = random.nextInt(5); i >= 0; i--) {
      item.set(text(random), value(random, depth));
    }
    return item;
  }

  private static ObjectNode value(Random random, int depth) {
    ObjectNode value = Json.object();
    switch (random.nextInt(depth < 4 ? 8 : 5)) {
      case 0 -> value.put("S", text(random));
      case 1 -> value.put("N", Integer.toString(random.nextInt()));
      case 2 -> value.put("BOOL", random.nextBoolean());
      case 3 -> set(value.putArray("SS"), () -> text(random));
      case 4 -> set(value.putArray("NS"), () -> Integer.toString(random.nextInt(50)));
      case 5 -> value.set("M", item(random, depth + 1));
      default -> {
        ArrayNode list = value.putArray("L");
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth + 1));
        }
      }
    }
    return value;
  }

  private static void set(ArrayNode into, Supplier<String> element) {
    Stream.generate(element).limit(3).distinct().forEach(into::add);
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(6), 0, 4)
        .mapToObj(i -> List.of("a", "é", "\0", "😀").get(i))
        .collect(Collectors.joining());
  }

  /// In another order wherever there is none.
  private static JsonNode shuffled(JsonNode node, Random random) {
    return rebuilt(
        node,
        random,
        one -> {
          List<JsonNode> elements = new ArrayList<>();
          one.forEach(elements::add);
          Collections.shuffle(elements, random);
          return Json.array().addAll(elements);
        });
  }

  private static JsonNode rebuilt(JsonNode node, Random random, UnaryOperator<JsonNode> sets) {
    if (node instanceof ArrayNode list) {
      ArrayNode rebuilt = Json.array();
      list.forEach(element -> rebuilt.add(rebuilt(element, random, sets)));
      return rebuilt;
    }
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    Collections.shuffle(names, random);
    ObjectNode rebuilt = Json.object();
    for (String name : names) {
      JsonNode child = node.path(name);
      boolean isSet = child.isArray() && !name.equals("L");
      rebuilt.set(
          name,
          isSet
              ? sets.apply(child)
              : child.isContainerNode() ? rebuilt(child, random, sets) : child);
    }
    return rebuilt;
  }

  /// With another first text, wherever that is.
  private static JsonNode changed(JsonNode item) {
    JsonNode copy = item.deepCopy();
    for (JsonNode value : copy.findParents("S")) {
      ((ObjectNode) value).set("S", Json.MAPPER.getNodeFactory().textNode("another"));
    }
    return copy;
  }
}
