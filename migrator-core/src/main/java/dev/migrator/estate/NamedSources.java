package dev.migrator.estate;

import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreAddress.S3Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// An estate made of addresses alone, as a command line gives them: each source bears the name of
/// its bucket or folder.
public final class NamedSources {
  private static final int LONGEST = 40;

  private NamedSources() {}

  /// The same addresses in the same order always give the same names.
  public static Estate estate(List<StoreAddress> addresses) {
    SortedMap<String, StoreAddress> sources = new TreeMap<>();
    for (StoreAddress address : addresses) {
      sources.put(unique(fit(ownName(address)), sources), address);
    }
    String name = sources.size() == 1 ? sources.firstKey() : "command-line";
    return new Estate(name, sources, OptionalLong.empty());
  }

  private static String ownName(StoreAddress address) {
    return switch (address) {
      case S3Address s3 -> s3.bucket();
      case FilesAddress files -> folderName(files.folder());
      case AccountAddress _ -> "account";
    };
  }

  private static String folderName(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? "root" : name.toString();
  }

  private static String fit(String name) {
    String fitted =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return fitted.isEmpty() ? "source" : fitted.substring(0, Math.min(LONGEST, fitted.length()));
  }

  private static String unique(String name, SortedMap<String, StoreAddress> taken) {
    String candidate = name;
    for (int number = 2; taken.containsKey(candidate); number++) {
      String ending = "-" + number;
      candidate = name.substring(0, Math.min(name.length(), LONGEST - ending.length())) + ending;
    }
    return candidate;
  }
}
