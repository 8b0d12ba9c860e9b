package dev.migrator.store.s3;

import dev.migrator.model.Attributes;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.store.ContentCheck;

/// The host gave nothing that could be checked.
record NoCheck(Attributes completed) implements ContentCheck {

  @Override
  public void update(byte[] bytes, int offset, int length) {}

  @Override
  public SourceProof finish() {
    return SourceProof.NONE;
  }
}
