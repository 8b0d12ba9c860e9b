package dev.migrator.store.s3;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Extent;
import dev.migrator.check.Extent.Counted;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.error.StoreException;
import dev.migrator.model.Listed;
import dev.migrator.model.SourceDescription;
import dev.migrator.model.SourceDescription.Answer;
import dev.migrator.store.StoreAddress.S3Address;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Looks at a bucket that is to be captured.
public record S3Checkup(S3Address address) implements Checkup {
  private static final Mend POLICY = new Mend.Own("policy", List.of());
  private static final Mend SLOWER = new Mend.Own("snapshot", List.of("--workers", "4"));

  @Override
  public String label() {
    return address.label();
  }

  @Override
  public void run(Findings findings) {
    HostChecks host = new HostChecks(address, POLICY, findings);
    if (host.credentials()) {
      try (S3Calls calls = new S3Calls(address, S3Clients.regionOf(address));
          S3Source source = new S3Source(address)) {
        host.greet(calls);
        Sample sample = Sample.of(source);
        size(sample, findings);
        archived(sample, findings);
        new ObjectChecks(new AwsCli(address), source, host.refused(), findings).run(sample);
        configuration(source.describe(), findings);
      } catch (StoreException e) {
        host.add(e);
      }
    }
  }

  private static void size(Sample sample, Findings findings) {
    Extent extent = sample.extent();
    findings.extent(extent);
    String seen = "%,d objects, %,d bytes".formatted(extent.objects(), extent.sizeBytes());
    findings.add(
        Check.ok(
            Topic.SIZE,
            extent.whole() == Counted.WHOLE
                ? seen
                : seen + " in a sample of its listing; there is more"));
  }

  private void archived(Sample sample, Findings findings) {
    List<Listed> archived = sample.archived();
    if (archived.isEmpty()) {
      return;
    }
    Listed first = archived.getFirst();
    String seen =
        "%,d %s are in %s or the like, as %s: "
            .formatted(archived.size(), sample.ofAll(), first.storageClass(), first.key());
    findings.add(
        switch (address.thaw()) {
          case NEVER ->
              Check.warning(
                  Topic.ARCHIVE, seen + "unless restored first, they become gaps", restore(first));
          case BULK, STANDARD, EXPEDITED ->
              Check.warning(
                  Topic.ARCHIVE,
                  seen + "a snapshot has them brought back, which takes hours and costs",
                  new Mend.ByHand(
                      "Begin that long before the deadline, or set \"thaw: never\" for the source."));
        });
  }

  private Mend restore(Listed first) {
    return new AwsCli(address)
        .s3api(
            "restore-object",
            "--key",
            first.key().text(),
            "--restore-request",
            "{\"Days\":7,\"GlacierJobParameters\":{\"Tier\":\"Standard\"}}");
  }

  private static void configuration(SourceDescription description, Findings findings) {
    SortedMap<String, String> forbidden = new TreeMap<>();
    SortedMap<String, String> failed = new TreeMap<>();
    description
        .answers()
        .forEach((question, answer) -> {
          switch (answer) {
            case Answer.Present _, Answer.Absent _, Answer.Unsupported _ -> {}
            case Answer.Forbidden(String reason) -> forbidden.put(question, reason);
            case Answer.Failed(String reason) -> failed.put(question, reason);
          }
        });
    description.notes().forEach(note -> findings.add(Check.ok(Topic.CONFIGURATION, note)));
    int read = description.answers().size() - forbidden.size() - failed.size();
    findings.add(
        Check.ok(
            Topic.CONFIGURATION,
            "%d of %d questions to the bucket are answered"
                .formatted(read, description.answers().size())));
    unanswered("may not be read", forbidden, POLICY, findings);
    unanswered("cannot be read", failed, SLOWER, findings);
  }

  private static void unanswered(
      String why, SortedMap<String, String> questions, Mend mend, Findings findings) {
    if (!questions.isEmpty()) {
      findings.add(
          Check.warning(
              Topic.CONFIGURATION,
              "%s %s: %s"
                  .formatted(
                      String.join(", ", questions.keySet()),
                      why,
                      questions.values().iterator().next()),
              mend));
    }
  }
}
