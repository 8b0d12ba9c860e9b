package dev.migrator.store.account;

import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.SourceDescription;
import dev.migrator.model.SourceDescription.Answer;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectSource;
import dev.migrator.store.StoreAddress.AccountAddress;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An account as a store: an object for each resource, and one without bytes for each question that
/// was not answered, so that it becomes a gap. The account is read whole at the first listing and
/// kept in memory: it is configuration, a few kilobytes a resource.
public final class AccountSource implements ObjectSource {
  private final AccountAddress address;
  private final Account account;
  private @Nullable Read read;

  private record Read(Inventory inventory, TreeMap<Key, Document> documents) {}

  /// Asks nothing yet.
  public AccountSource(AccountAddress address) {
    this.address = address;
    this.account = new Account(address);
  }

  private synchronized Read read() {
    Read known = read;
    if (known == null) {
      known = read(account.read());
      read = known;
    }
    return known;
  }

  private static Read read(Inventory inventory) {
    TreeMap<Key, Document> documents = new TreeMap<>();
    Stream.concat(
            inventory.resources().stream().flatMap(Document::of),
            inventory.notRead().stream().filter(NotRead::hidesSomething).map(Document::of))
        .forEach(document -> documents.put(document.key(), document));
    return new Read(inventory, documents);
  }

  @Override
  public String label() {
    return address.label();
  }

  @Override
  public SourceDescription describe() {
    Inventory inventory = read().inventory();
    TreeMap<String, Answer> answers = new TreeMap<>();
    answers.put("account-id", present(inventory.accountId()));
    answers.put("regions", present(String.join(" ", inventory.regions())));
    List<String> notes =
        inventory.notRead().stream()
            .filter(one -> !one.hidesSomething())
            .sorted(Comparator.comparing(NotRead::place))
            .map(one -> "not there: %s (%s)".formatted(one.place(), one.reason()))
            .toList();
    return new SourceDescription("account", label(), answers, notes);
  }

  /// @param text letters, digits, blanks and -
  private static Answer present(String text) {
    return new Answer.Present(text, "\"" + text + "\"");
  }

  /// There is not enough of it for more than one worker.
  @Override
  public List<KeyRange> split(KeyRange range, int parts) {
    return List.of(range);
  }

  @Override
  public Listing list(KeyRange range) {
    var above = read().documents().tailMap(range.from(), true).values();
    Iterator<Document> documents = above.iterator();
    return new Listing() {
      @Override
      public @Nullable Listed next() {
        Document next = documents.hasNext() ? documents.next() : null;
        return next == null || !range.contains(next.key()) ? null : next.listed();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public ObjectReader read(Listed listed) {
    return new DocumentReader(
        Objects.requireNonNull(read().documents().get(listed.key()), listed.label()));
  }

  @Override
  public void close() {
    account.close();
  }
}
