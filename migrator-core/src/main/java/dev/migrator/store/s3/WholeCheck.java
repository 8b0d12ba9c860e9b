package dev.migrator.store.s3;

import dev.migrator.model.Attributes;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.store.ContentCheck;
import dev.migrator.store.s3.S3Checks.Verdict;

/// Checks against a value that is made of all bytes at once.
final class WholeCheck implements ContentCheck {
  private final Algorithm.Running running;
  private final Verdict verdict;
  private final ObjectAttributes attributes;

  WholeCheck(Algorithm algorithm, Verdict verdict, ObjectAttributes attributes) {
    running = algorithm.start();
    this.verdict = verdict;
    this.attributes = attributes;
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    running.update(bytes, offset, length);
  }

  @Override
  public SourceProof finish() {
    return verdict.of(running.finish());
  }

  @Override
  public Attributes completed() {
    return attributes;
  }
}
