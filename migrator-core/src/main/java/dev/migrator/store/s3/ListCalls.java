package dev.migrator.store.s3;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Key;
import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.s3.KeyDecoder.Plus;
import dev.migrator.store.s3.ListPage.Position;

/// Asks for pages of the listing, of versions where these are wanted and the host keeps them. Safe
/// for many threads at once.
final class ListCalls {
  private final int pageMaxKeys;

  private final S3Calls calls;
  private final S3Address address;
  private final KeyDecoder decoder = new KeyDecoder(this::askWhatPlusMeans);
  private volatile boolean withVersions;

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
    return from.compareTo(address.prefix()) <= 0 ? Position.START : Markers.before(from);
  }

  /// How many entries a page has, but for the last.
  int pageMaxKeys() {
    return pageMaxKeys;
  }

  ListPage page(Position position, int maxKeys) {
    if (withVersions) {
      try {
        return page(versions(position), maxKeys);
      } catch (StoreException e) {
        // Once a version was listed the host does know them.
        if (e.reason() != Reason.UNSUPPORTED || position.versionId() != null) {
          throw e;
        }
        withVersions = false;
      }
    }
    return page(current(position), maxKeys);
  }

  private ListPage page(S3Request request, int maxKeys) {
    request.query("encoding-type", "url").query("max-keys", Integer.toString(maxKeys));
    if (address.prefix().length() > 0) {
      request.query("prefix", address.prefix().text());
    }
    return ListPage.of(calls.xml(request, () -> "list " + address.label()), decoder);
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
