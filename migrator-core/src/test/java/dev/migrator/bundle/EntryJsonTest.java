package dev.migrator.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.model.Attributes;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Content;
import dev.migrator.model.Content.Member;
import dev.migrator.model.Content.Pieces;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Gap;
import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Acl;
import dev.migrator.model.ObjectAttributes.Encryption;
import dev.migrator.model.ObjectAttributes.Grant;
import dev.migrator.model.ObjectAttributes.Lock;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.model.ObjectAttributes.Tag;
import dev.migrator.model.ObjectAttributes.UserMetadata;
import dev.migrator.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Index lines lose nothing, and accept nothing but themselves.
final class EntryJsonTest {
  private static final String[] TEXTS = {
    "", "plain", "café", "cafe\u0301", "\uD83D\uDE00", "\u0001\t\n\r\"\\", "\uFFFD\uFFFF", " a=b&c "
  };

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void everyFieldOfAnEntryComesBack() {
    for (int i = 0; i < 3000; i++) {
      Entry entry = entry();
      byte[] line = EntryJson.line(entry);
      assertThat(new String(line, StandardCharsets.UTF_8).chars().filter(c -> c == '\n'))
          .as("line feeds, seed " + seed)
          .hasSize(1);
      assertThat(EntryJson.parse(line, 0, line.length)).as("seed " + seed).isEqualTo(entry);
    }
  }

  @Test
  void theLineForTheShellHasTwelveColumnsWhateverTheEntryHolds() {
    for (int i = 0; i < 3000; i++) {
      Entry entry = entry();
      String line = IndexTsv.line(entry);
      assertThat(line.chars().filter(c -> c < ' ' && c != '\t').count()).as(line).isEqualTo(1);
      String[] columns = line.substring(0, line.length() - 1).split("\t", -1);
      assertThat(columns).as("seed " + seed).hasSize(12).doesNotContain("");
      assertThat(Key.ofPercentEncoded(columns[7].equals("-") ? "" : columns[7]))
          .isEqualTo(entry.key().equals(Key.of("-")) ? Key.of("") : entry.key());
    }
  }

  @Test
  void aLineThatIsNotAsItShouldBeIsRefused() {
    for (String line :
        new String[] {
          "",
          "[]",
          "{}",
          "{\"n\":1}",
          "{\"n\":1,\"n\":2}",
          "{\"n\":-1,\"key\":\"a\",\"kind\":\"object\",\"latest\":true,\"size\":0}",
          "{\"n\":1,\"key\":\"a\",\"kind\":\"OBJECT\",\"latest\":true,\"size\":0}",
          "{\"n\":1,\"key\":\"\\ud800\",\"kind\":\"object\",\"latest\":true,\"size\":0}",
          "{\"n\":1,\"key\":\"a\",\"kind\":\"object\",\"latest\":true,\"size\":1e3}",
          "{\"n\":1,\"key\":\"a\",\"kind\":\"object\",\"latest\":true,\"size\":0} {}",
          "{\"n\":123456789012345678901234567890}",
          "{\"a\":".repeat(100) + "1" + "}".repeat(100)
        }) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> EntryJson.parse(bytes, 0, bytes.length))
          .as(line)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aNameThatIsNotKnownIsPassedOver() {
    byte[] line =
        "{\"n\":1,\"key\":\"a\",\"kind\":\"folder\",\"latest\":true,\"size\":0,\"later\":[{}]}"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(EntryJson.parse(line, 0, line.length).listed().kind()).isEqualTo(Kind.FOLDER);
  }

  private Entry entry() {
    return new Entry(
        random.nextLong(Long.MAX_VALUE),
        listed(),
        attributes(),
        maybe(this::content),
        maybe(this::text),
        list(() ->
            new Missing(
                maybe(this::text),
                Gap.Code.values()[random.nextInt(Gap.Code.values().length)],
                text())));
  }

  private Listed listed() {
    return new Listed(
        key(),
        Kind.values()[random.nextInt(Kind.values().length)],
        maybe(this::text),
        random.nextBoolean(),
        random.nextLong(Long.MAX_VALUE),
        maybe(this::instant),
        maybe(this::text),
        maybe(this::text));
  }

  private Content content() {
    return new Content(
        random.nextLong(Long.MAX_VALUE),
        Sha256.of(key().bytes()),
        SourceProof.values()[random.nextInt(SourceProof.values().length)],
        random.nextBoolean()
            ? new Member("data/a/vol-000001.tar.zst", "u/000000000001", number(), number())
            : new Pieces("data/a/big/000000000001", random.nextInt(9999), number()));
  }

  private Attributes attributes() {
    return switch (random.nextInt(3)) {
      case 0 -> NoAttributes.INSTANCE;
      case 1 -> file();
      default -> object();
    };
  }

  private FileAttributes file() {
    SortedMap<String, Key> extended = new TreeMap<>();
    list(this::text).forEach(name -> extended.put(name, key()));
    return new FileAttributes(
        random.nextInt(010000),
        random.nextInt(),
        random.nextInt(),
        maybe(this::text),
        maybe(this::text),
        instant(),
        maybe(this::instant),
        extended,
        maybe(this::key),
        list(() -> new ByteRange(number(), number())),
        maybe(this::text));
  }

  private ObjectAttributes object() {
    return new ObjectAttributes(
        map(),
        list(() -> new UserMetadata(text(), key(), text())),
        list(() -> new Tag(text(), text())),
        maybe(() -> new Acl(maybe(this::text), list(() -> new Grant(text(), text(), text())))),
        map(),
        maybe(this::text),
        list(() -> new Part(random.nextInt(10_000), number(), maybe(this::text))),
        maybe(this::text),
        maybe(() -> new Encryption(text(), maybe(this::text), maybe(this::text))),
        maybe(() -> new Lock(maybe(this::text), maybe(this::text), maybe(this::text))),
        maybe(this::text),
        map());
  }

  private SortedMap<String, String> map() {
    SortedMap<String, String> map = new TreeMap<>();
    list(this::text).forEach(name -> map.put(name, text()));
    return map;
  }

  private <T> List<T> list(Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
  }

  private Key key() {
    if (random.nextBoolean()) {
      return Key.of(text());
    }
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return Key.ofBytes(bytes);
  }

  private Instant instant() {
    return Instant.ofEpochSecond(random.nextLong(-1L << 34, 1L << 34), random.nextInt(1 << 29));
  }

  private long number() {
    return random.nextLong(Long.MAX_VALUE);
  }
}
