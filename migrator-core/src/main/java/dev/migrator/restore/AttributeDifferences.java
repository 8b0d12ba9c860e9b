package dev.migrator.restore;

import dev.migrator.model.AttributeName;
import dev.migrator.model.Attributes;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.FileMetadata;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Acl;
import dev.migrator.model.ObjectAttributes.Encryption;
import dev.migrator.model.ObjectAttributes.Grant;
import dev.migrator.model.ObjectAttributes.Lock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares what an entry's attributes should be with what the target says of them.
final class AttributeDifferences {
  private final Set<String> lost;
  private final List<String> found = new ArrayList<>();

  private AttributeDifferences(Set<String> lost) {
    this.lost = lost;
  }

  /// @param lost names of attributes that need not be equal
  /// @return in words, empty if all others are equal
  static List<String> between(Attributes wanted, Attributes there, Set<String> lost) {
    AttributeDifferences differences = new AttributeDifferences(lost);
    switch (wanted) {
      case ObjectAttributes object when there instanceof ObjectAttributes other ->
          differences.compare(object, other);
      case FileAttributes file when there instanceof FileAttributes other ->
          differences.compare(file, other);
      case FileAttributes file when there instanceof ObjectAttributes other ->
          differences.compare(file, other);
      case ObjectAttributes _, FileAttributes _, NoAttributes _ -> {}
    }
    return differences.found;
  }

  private void compare(ObjectAttributes wanted, ObjectAttributes there) {
    if (!lost.contains(AttributeName.HEADERS)) {
      compareHeaders(wanted.headers(), there.headers());
    }
    compare(AttributeName.USER_METADATA, metadata(wanted), metadata(there));
    compare(AttributeName.TAGS, Set.copyOf(wanted.tags()), Set.copyOf(there.tags()));
    if (wanted.acl() != null) {
      compare(AttributeName.ACL, grants(wanted.acl()), grants(there.acl()));
    }
    compareChecksums(wanted, there);
    compare(AttributeName.STORAGE_CLASS, storageClass(wanted), storageClass(there));
    if (wanted.encryption() != null) {
      compare(AttributeName.ENCRYPTION, type(wanted.encryption()), type(there.encryption()));
    }
    compare(AttributeName.LOCK, lock(wanted.lock()), lock(there.lock()));
    compare(AttributeName.WEBSITE_REDIRECT, wanted.websiteRedirect(), there.websiteRedirect());
  }

  private void compare(FileAttributes wanted, FileAttributes there) {
    compare(AttributeName.MODE, octal(wanted.mode()), octal(there.mode()));
    compare(AttributeName.OWNER, owner(wanted), owner(there));
    compare(AttributeName.MODIFIED, wanted.modified(), there.modified());
    compare(AttributeName.EXTENDED, wanted.extended(), there.extended());
    compare(AttributeName.LINK_TARGET, wanted.linkTarget(), there.linkTarget());
  }

  /// A file in an object store.
  private void compare(FileAttributes wanted, ObjectAttributes there) {
    SortedMap<String, String> expected = FileMetadata.of(wanted);
    SortedMap<String, String> actual = new TreeMap<>();
    there.userMetadata().stream()
        .filter(one -> expected.containsKey(one.name()))
        .forEach(one -> actual.put(one.name(), one.text()));
    compare(AttributeName.USER_METADATA, expected, actual);
  }

  private void compareHeaders(Map<String, String> wanted, Map<String, String> there) {
    Set<String> names = new HashSet<>(wanted.keySet());
    names.addAll(there.keySet());
    names.stream()
        .sorted()
        .filter(name -> wanted.containsKey(name) || !isGivenByHosts(name))
        .forEach(name -> compare(name, wanted.get(name), there.get(name)));
  }

  /// Hosts make up a type where none was given.
  private static boolean isGivenByHosts(String header) {
    return header.equals("content-type");
  }

  private void compareChecksums(ObjectAttributes wanted, ObjectAttributes there) {
    wanted
        .checksums()
        .forEach((algorithm, value) ->
            compare(
                AttributeName.CHECKSUMS,
                algorithm + " " + value,
                algorithm + " " + there.checksums().get(algorithm)));
  }

  private void compare(String name, @Nullable Object wanted, @Nullable Object there) {
    if (!lost.contains(name) && !Objects.equals(wanted, there)) {
      found.add("%s is %s, should be %s".formatted(name, there, wanted));
    }
  }

  /// Names are compared in lower case, as hosts send them back; a name may be there twice.
  private static List<String> metadata(ObjectAttributes attributes) {
    return attributes.userMetadata().stream()
        .map(one -> one.name().toLowerCase(Locale.ROOT) + "=" + one.text())
        .sorted()
        .toList();
  }

  /// What others than the owner were granted: the owner is another one at the target.
  private static Set<Grant> grants(@Nullable Acl acl) {
    if (acl == null) {
      return Set.of();
    }
    return acl.grants().stream()
        .filter(grant -> !grant.grantee().equals(acl.owner()))
        .collect(Collectors.toSet());
  }

  private static String storageClass(ObjectAttributes attributes) {
    return Objects.requireNonNullElse(attributes.storageClass(), "STANDARD");
  }

  private static @Nullable String type(@Nullable Encryption encryption) {
    return encryption == null ? null : encryption.type();
  }

  /// No legal hold and none told of are the same.
  private static Lock lock(@Nullable Lock lock) {
    if (lock == null) {
      return new Lock(null, null, null);
    }
    return new Lock(lock.mode(), lock.retainUntil(), "ON".equals(lock.legalHold()) ? "ON" : null);
  }

  private static String octal(int mode) {
    return Integer.toOctalString(mode);
  }

  private static String owner(FileAttributes attributes) {
    return attributes.uid() + ":" + attributes.gid();
  }
}
