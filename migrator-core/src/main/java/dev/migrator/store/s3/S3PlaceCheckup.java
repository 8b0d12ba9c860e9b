package dev.migrator.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Refused;
import dev.migrator.check.Topic;
import dev.migrator.error.MigratorException;
import dev.migrator.store.BlobStore.Upload;
import dev.migrator.store.StoreAddress.S3Address;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// Looks at a bucket that files of our own are to be kept in.
///
/// @param then what else is looked at where all is well so far, given what mends refusals
public record S3PlaceCheckup(S3Address address, Function<Refused, Checkup> then)
    implements Checkup {
  private static final Mend POLICY = new Mend.Own("policy", List.of());

  @Override
  public String label() {
    return address.label();
  }

  @Override
  public void run(Findings findings) {
    HostChecks host = new HostChecks(address, POLICY, findings);
    if (!host.credentials()) {
      return;
    }
    try (S3Calls calls = new S3Calls(address, S3Clients.regionOf(address))) {
      host.greet(calls);
      upload();
    } catch (MigratorException e) {
      host.add(e);
      return;
    }
    findings.add(Check.ok(Topic.RIGHTS, "files can be uploaded in parts, and removed"));
    then.apply(host.refused()).run(findings);
  }

  private void upload() {
    String name = "migrator-canary-%s.part".formatted(UUID.randomUUID().toString().substring(0, 8));
    byte[] content = "migrator canary\n".getBytes(UTF_8);
    try (S3Blobs blobs = S3Blobs.open(address)) {
      try (Upload upload = blobs.startUpload(name)) {
        upload.part(content, content.length);
        upload.complete();
      } finally {
        blobs.delete(name);
      }
    }
  }
}
