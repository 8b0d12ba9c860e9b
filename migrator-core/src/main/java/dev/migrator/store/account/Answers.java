package dev.migrator.store.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.aws.Parallel;
import dev.migrator.aws.SdkJson;
import dev.migrator.store.account.NotRead.Why;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;

/// What one place says to one question. Safe for many threads at once.
final class Answers {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Question question;
  private final Place place;
  private final Queue<Resource> resources = new ConcurrentLinkedQueue<>();
  private final Queue<NotRead> notRead = new ConcurrentLinkedQueue<>();

  Answers(Question question, Place place) {
    this.question = question;
    this.place = place;
  }

  /// Adds a resource of the question's own kind.
  void add(@Nullable String name, JsonNode json) {
    add(question.name(), name, json);
  }

  /// @param name null where the host gives none, which no host should
  void add(String kind, @Nullable String name, JsonNode json) {
    if (name == null) {
      note(new NotRead(kind, place.name(), Why.FAILED, "the host tells of one without a name"));
    } else {
      resources.add(new Resource(kind, place.name(), name, json));
    }
  }

  /// Asks about each item, a few at one time.
  <T> void each(Stream<T> items, Consumer<T> ask) {
    List<Boolean> _ =
        Parallel.map(
            items.toList(),
            item -> {
              ask.accept(item);
              return true;
            });
  }

  /// Adds a part to a resource. Where it is refused, that is noted once for all resources.
  ///
  /// @param member under which it stands in `into`
  /// @param operation of the API
  void detail(ObjectNode into, String member, String operation, Supplier<JsonNode> ask) {
    try {
      into.set(member, ask.get());
    } catch (SdkException e) {
      if (Refusals.isNothingThere(e)) {
        return;
      }
      note(Refusals.of(question.name() + ": " + operation, question.endpointPrefix(), place, e));
    }
  }

  void note(NotRead refused) {
    boolean isKnown =
        notRead.stream().anyMatch(known -> known.question().equals(refused.question()));
    if (!isKnown) {
      notRead.add(refused);
    }
  }

  Stream<Resource> resources() {
    return resources.stream();
  }

  Stream<NotRead> notRead() {
    return notRead.stream();
  }

  static ObjectNode json(SdkPojo answer) {
    return (ObjectNode) parsed(SdkJson.of(answer));
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ObjectNode map(Map<String, String> named) {
    ObjectNode map = object();
    named.forEach(map::put);
    return map;
  }

  static ArrayNode list(Stream<? extends SdkPojo> answers) {
    ArrayNode list = MAPPER.createArrayNode();
    answers.forEach(answer -> list.add(json(answer)));
    return list;
  }

  /// @param text JSON that the API gives as text: a policy
  static JsonNode parsed(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException _) {
      return MAPPER.getNodeFactory().textNode(text); // as it came is better than nothing
    }
  }
}
