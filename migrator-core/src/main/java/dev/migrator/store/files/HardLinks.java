package dev.migrator.store.files;

import dev.migrator.model.Content;
import dev.migrator.model.Entry;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// Makes the names of one file names of one file again. A name of our own holds it while there may
/// be more to come, so that nothing need be remembered.
final class HardLinks {
  private final Layout layout;

  HardLinks(Layout layout) {
    this.layout = layout;
  }

  /// @return where our own name for the entry's file is or will be; null if the file has one name
  @Nullable Path anchor(Entry entry) {
    Content content = entry.content();
    if (content == null
        || !(entry.attributes() instanceof FileAttributes attributes)
        || attributes.hardLinkOf() == null) {
      return null;
    }
    // the bytes too: the file may have changed between the captures of two of its names
    String identity = attributes.hardLinkOf() + " " + content.sha256();
    return layout.link(Sha256.of(identity.getBytes(StandardCharsets.UTF_8)).hex());
  }

  /// Gives the file of an anchor one more name.
  ///
  /// @return false if it has none yet
  boolean link(Path name, Path anchor) throws IOException {
    layout.makeParent(name);
    try {
      Files.createLink(name, anchor);
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /// Keeps a new file for the other names to come; if one of them was quicker, `file` becomes a
  /// name of what that one made.
  void share(Path file, Path anchor) throws IOException {
    layout.makeParent(anchor);
    try {
      Files.createLink(anchor, file);
    } catch (FileAlreadyExistsException _) {
      Path other = layout.temporary();
      Files.createLink(other, anchor);
      Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
