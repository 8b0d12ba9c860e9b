package dev.migrator.store.s3;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.s3.KeyDecoder.Plus;
import dev.migrator.store.s3.ListPage.Position;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks for pages of the listing, of versions where these are wanted and the host keeps them. Safe
/// for many threads at once.
final class ListCalls {
  /// Some hosts give versions under the name of the other.
  private static final Set<String> LISTINGS = Set.of("ListBucketResult", "ListVersionsResult");

  private static final int TRIES = 3;

  private final int pageMaxKeys;
  private final S3Calls calls;
  private final S3Address address;
  private final KeyDecoder decoder = new KeyDecoder(this::askWhatPlusMeans);
  private volatile boolean withVersions;
  private volatile Markers.Heed markers = Markers.Heed.UNKNOWN;

  ListCalls(S3Calls calls, S3Address address, int pageMaxKeys) {
    this.calls = calls;
    this.pageMaxKeys = pageMaxKeys;
    this.address = address;
    withVersions = address.allVersions();
  }

  /// Whether versions were wanted and the host turned out not to list them.
  boolean isWithoutVersions() {
    return address.allVersions() && !withVersions;
  }

  /// Where to begin so that nothing from `from` on is left out; a little before it may come too.
  Position before(Key from) {
    return from.compareTo(address.prefix()) <= 0 || !heedsMarkers()
        ? Position.START
        : Markers.before(from);
  }

  /// Whether the host is known to list all keys behind a marker. One that does not (LocalStack,
  /// moto) can only be listed from its start.
  boolean heedsMarkers() {
    if (markers == Markers.Heed.UNKNOWN) {
      markers = S3Clients.isAws(address) || triesWell() ? Markers.Heed.YES : Markers.Heed.NO;
    }
    return markers == Markers.Heed.YES;
  }

  private boolean triesWell() {
    List<Listed> entries = page(Position.START, pageMaxKeys).entries();
    return listsTheKeyBehind(entries) && takesMarkersAsTheyAre(entries);
  }

  /// Tries markers that are no keys: some hosts leave out the first key behind one. A key may be
  /// deleted just then, so one that comes is enough.
  private boolean listsTheKeyBehind(List<Listed> entries) {
    int tries = 0;
    for (int at = 1; at < entries.size() && tries < TRIES; at++) {
      Key key = entries.get(at).key();
      Key marker = Markers.before(key).key();
      if (marker != null && marker.compareTo(entries.get(at - 1).key()) > 0) {
        tries++;
        List<Listed> behind = page(Position.after(marker), 1).entries();
        if (!behind.isEmpty() && behind.getFirst().key().compareTo(key) <= 0) {
          return true;
        }
      }
    }
    return tries == 0;
  }

  /// Tries a marker on the first key that can tell.
  private boolean takesMarkersAsTheyAre(List<Listed> entries) {
    for (Listed entry : entries) {
      Optional<Key> marker = Markers.trial(entry.key());
      if (marker.isPresent()) {
        return page(Position.after(marker.get()), 1, entry.key()).entries().stream()
            .anyMatch(found -> found.key().equals(entry.key()));
      }
    }
    return true;
  }

  /// How many entries a page has, but for the last.
  int pageMaxKeys() {
    return pageMaxKeys;
  }

  ListPage page(Position position, int maxKeys) {
    return page(position, maxKeys, address.prefix());
  }

  private ListPage page(Position position, int maxKeys, Key prefix) {
    if (withVersions) {
      try {
        XmlNode answer = ask(versions(position), maxKeys, prefix);
        if (answer.child("Contents").isEmpty()) {
          return page(answer);
        }
        knowsNoVersions(position, untrue("lists current objects where versions were asked", null));
      } catch (StoreException e) {
        if (e.reason() != Reason.UNSUPPORTED) {
          throw e;
        }
        knowsNoVersions(position, e);
      }
    }
    return page(ask(current(position), maxKeys, prefix));
  }

  /// @throws StoreException if a version was listed before: the host does know them
  private void knowsNoVersions(Position position, StoreException why) {
    if (position.versionId() != null) {
      throw why;
    }
    withVersions = false;
  }

  private XmlNode ask(S3Request request, int maxKeys, Key prefix) {
    request.query("encoding-type", "url").query("max-keys", Integer.toString(maxKeys));
    if (prefix.length() > 0) {
      request.query("prefix", prefix.text());
    }
    return calls.xml(request, () -> "list " + address.label());
  }

  private ListPage page(XmlNode answer) {
    if (!LISTINGS.contains(answer.name())) {
      throw untrue("answers with <" + answer.name() + ">, which is no listing", null);
    }
    try {
      return ListPage.of(answer, decoder);
    } catch (IllegalArgumentException e) {
      throw untrue("gives a listing that makes no sense (" + e.getMessage() + ")", e);
    }
  }

  private StoreException untrue(String why, @Nullable Exception cause) {
    return new StoreException(
        Reason.BAD_BYTES,
        "could not list " + address.label() + ": the host " + why,
        "Check that the endpoint is that of an S3 host, with no other server before it.",
        cause);
  }

  private static S3Request versions(Position position) {
    S3Request request = S3Request.get(null).query("versions", "");
    if (position.key() != null && position.key().length() > 0) {
      request.query("key-marker", position.key().text());
    }
    if (position.versionId() != null) {
      request.query("version-id-marker", position.versionId());
    }
    return request;
  }

  private static S3Request current(Position position) {
    S3Request request = S3Request.get(null).query("list-type", "2");
    if (position.token() != null) {
      request.query("continuation-token", position.token());
    } else if (position.key() != null && position.key().length() > 0) {
      request.query("start-after", position.key().text());
    }
    return request;
  }

  /// The host repeats the prefix in the encoding of the keys.
  private Plus askWhatPlusMeans() {
    S3Request request =
        S3Request.get(null)
            .query("list-type", "2")
            .query("encoding-type", "url")
            .query("max-keys", "1")
            .query("prefix", " +");
    String prefix = calls.xml(request, () -> "list " + address.label()).text("Prefix");
    return prefix.startsWith("%20") ? Plus.PLUS : Plus.SPACE;
  }
}
