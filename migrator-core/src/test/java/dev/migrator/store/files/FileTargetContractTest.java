package dev.migrator.store.files;

import dev.migrator.store.ObjectTarget;
import dev.migrator.store.ObjectTargetContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FileTargetContractTest extends ObjectTargetContract {
  @TempDir Path folder;

  @Override
  protected ObjectTarget openAbsent() {
    return new FileTarget(folder.resolve("restored"));
  }
}
