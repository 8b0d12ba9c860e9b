package dev.migrator;

import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.store.BundleStore.StoredFile;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Key;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreAddress.S3Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// A place beside that of a bundle, for what is thrown away.
final class Scratch implements AutoCloseable {
  private static final String MARK = "-probe-";

  private final StoreAddress address;
  private final BundleStore store;

  private Scratch(StoreAddress address, BundleStore store) {
    this.address = address;
    this.store = store;
  }

  /// @param bundle empty for a temporary folder
  static Scratch beside(Optional<StoreAddress> bundle, Adapters adapters) {
    StoreAddress address = bundle.map(Scratch::addressBeside).orElseGet(Scratch::temporary);
    return new Scratch(address, adapters.openBundle(address));
  }

  private static StoreAddress addressBeside(StoreAddress bundle) {
    String ending = MARK + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return switch (bundle) {
      case FilesAddress folder ->
          new FilesAddress(folder.folder().toAbsolutePath().normalize() + ending);
      case S3Address bucket ->
          new S3Address(
              bucket.bucket(),
              bucket.region(),
              bucket.endpoint(),
              bucket.pathStyle(),
              Key.of(bucket.prefix().text().replaceFirst("/$", "") + ending + "/"),
              bucket.allVersions(),
              bucket.credentials());
      case AccountAddress account -> throw Adapters.onlyRead(account);
    };
  }

  private static StoreAddress temporary() {
    try {
      return new FilesAddress(Files.createTempDirectory("migrator" + MARK).toString());
    } catch (IOException e) {
      throw new StoreException(
          Reason.UNAVAILABLE,
          "no temporary folder can be made for a probe: " + e.getMessage(),
          "Give --bundle, so that the probe writes beside it.",
          e);
    }
  }

  BundleStore store() {
    return store;
  }

  /// Deletes all of it.
  @Override
  public void close() {
    try (store) {
      store.list().stream().map(StoredFile::path).forEach(store::delete);
    }
    if (address instanceof FilesAddress folder) {
      deleteFolders(folder.folder());
    }
  }

  private static void deleteFolders(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new StoreException(
          Reason.UNAVAILABLE,
          "the probe's folder %s cannot be deleted: %s".formatted(root, e.getMessage()),
          "Delete it.",
          e);
    }
  }
}
