package dev.migrator.store.files;

import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.FileAttributes;
import dev.migrator.store.ContentCheck;

/// A file system keeps no checksums: that the file did not change is the proof, which
/// [FileReader#confirmUnchanged()] gives. The bytes only tell where holes may be.
final class FileCheck implements ContentCheck {
  private final FileAttributes attributes;
  private final ZeroRuns zeros = new ZeroRuns();

  FileCheck(FileAttributes attributes) {
    this.attributes = attributes;
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    zeros.update(bytes, offset, length);
  }

  @Override
  public SourceProof finish() {
    return SourceProof.STAT;
  }

  @Override
  public FileAttributes completed() {
    return new FileAttributes(
        attributes.mode(),
        attributes.uid(),
        attributes.gid(),
        attributes.owner(),
        attributes.group(),
        attributes.modified(),
        attributes.accessed(),
        attributes.extended(),
        attributes.linkTarget(),
        zeros.finish(),
        attributes.hardLinkOf());
  }
}
