package dev.migrator.cli.run;

import dev.migrator.error.BundleDamagedException;
import dev.migrator.error.BundleInUseException;
import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.MigratorException;
import dev.migrator.error.NoSuchBundleException;
import dev.migrator.error.SpaceException;
import dev.migrator.error.StoreException;
import dev.migrator.error.UsageException;

/// The published exit codes; `docs/exit-codes.md` explains them. Numbers never change.
public enum ExitCode {
  COMPLETE(0, "complete"),
  FAILED(1, "failed"),
  USAGE(2, "wrong usage, or a wrong file; nothing was done"),
  GAPS(3, "complete but with gaps, or not finished"),
  DAMAGED(4, "damage found"),
  INTERRUPTED(5, "interrupted; what was done until then is kept"),
  NO_BUNDLE(10, "no such bundle, or nothing committed yet"),
  IN_USE(11, "the bundle is in use by another run");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  public String meaning() {
    return meaning;
  }

  /// No default branch: a new failure does not compile until it has an exit code.
  public static ExitCode of(MigratorException failure) {
    return switch (failure) {
      case BundleDamagedException _ -> DAMAGED;
      case BundleInUseException _ -> IN_USE;
      case InterruptedRunException _ -> INTERRUPTED;
      case NoSuchBundleException _ -> NO_BUNDLE;
      case SpaceException _ -> FAILED;
      case StoreException _ -> FAILED;
      case UsageException _ -> USAGE;
    };
  }
}
