package dev.migrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrator.Migrator;
import dev.migrator.check.Check;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.cli.run.FrontDoor;
import dev.migrator.doctor.Diagnosis;
import dev.migrator.doctor.DoctorRequest;
import dev.migrator.doctor.Line;
import dev.migrator.doctor.Subject;
import dev.migrator.doctor.Subject.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorCommandTest {
  private static final Subject PHOTOS = new Subject(Role.SOURCE, "photos", "s3://photos/");
  private static final Subject BUNDLE = new Subject(Role.BUNDLE, "", "/mnt/b");
  private static final Subject TARGET = new Subject(Role.TARGET, "photos", "s3://new/");
  private static final Check SIZE = Check.ok(Topic.SIZE, "3 objects");
  private static final Check RIGHTS =
      Check.failure(Topic.RIGHTS, "no ACLs", new Mend.Own("policy", List.of()));
  private static final Check CLOCK =
      Check.warning(Topic.CLOCK, "90 s ahead", Mend.Command.of("date", "-s", "a b"));
  private static final Check CANARY =
      Check.warning(Topic.CANARY, "tags are lost", new Mend.ByHand("Do without."));

  @TempDir private Path folder;

  private final ScriptedVerbs verbs = new ScriptedVerbs();

  private static Diagnosis diagnosis(Check ofSource) {
    return new Diagnosis(
        List.of(
            new Line(PHOTOS, SIZE),
            new Line(PHOTOS, ofSource),
            new Line(BUNDLE, CLOCK),
            new Line(TARGET, CANARY)));
  }

  private Path estate() throws IOException {
    return Files.writeString(
        folder.resolve("estate.yaml"),
        "estate: e\nsources:\n  photos: { s3: { bucket: photos } }\n");
  }

  private Path targets() throws IOException {
    return Files.writeString(
        folder.resolve("to.yaml"), "targets:\n  photos: { s3: { bucket: new } }\n");
  }

  @Test
  void eachLineSaysWhatWasSeenAndWhatMendsIt() throws IOException {
    String estate = estate().toString();
    verbs.answering(diagnosis(RIGHTS));

    Run run = Run.of(verbs, "doctor", estate, "--bundle", "/mnt/b", "--to", targets().toString());

    assertThat(run.out())
        .isEqualTo(
            """
            photos: s3://photos/
              ok       size           3 objects
              FAILURE  rights         no ACLs
                                      mend: ./migrator policy %s --bundle /mnt/b
            the bundle: /mnt/b
              warning  clock          90 s ahead
                                      mend: date -s 'a b'
            target of photos: s3://new/
              warning  canary         tags are lost
                                      mend: Do without.

            NOT READY: 1 failure, 2 warnings, 1 ok
            """
                .formatted(estate));
    assertThat(run.code()).isEqualTo(1);
    DoctorRequest asked = (DoctorRequest) verbs.asked.getFirst();
    assertThat(asked.estate().sources()).containsOnlyKeys("photos");
    assertThat(asked.bundle()).isPresent();
    assertThat(asked.targets().orElseThrow().bySource()).containsOnlyKeys("photos");
  }

  @Test
  void warningsAloneAreNoFailure() throws IOException {
    verbs.answering(diagnosis(SIZE));

    Run run = Run.of(verbs, "doctor", estate().toString());

    assertThat(run.code()).isZero();
    assertThat(run.out()).endsWith("nothing known would fail: 0 failures, 2 warnings, 2 ok\n");
  }

  @Test
  void inJsonTheLinesAreTheSame() throws IOException {
    verbs.answering(diagnosis(RIGHTS));

    Run run = Run.of(verbs, "doctor", estate().toString(), "--json");

    JsonNode result = new JsonMapper().readTree(run.out()).path("result");
    assertThat(result.path("sound").asBoolean()).isFalse();
    assertThat(result.path("failures").asLong()).isEqualTo(1);
    assertThat(result.path("lines").path(1).toString())
        .isEqualTo(
            ("{'subject':'source','name':'photos','place':'s3://photos/','topic':'rights',"
                    + "'level':'failure','seen':'no ACLs','mend':'./migrator policy "
                    + estate()
                    + "'}")
                .replace('\'', '"'));
    assertThat(result.path("lines").path(0).path("mend").isNull()).isTrue();
    assertThat(result.path("lines").path(2).path("name").isNull()).isTrue();
  }

  @Test
  void aBundleWithinItsSourceIsRefused() {
    Run run =
        Run.of(verbs, "doctor", folder.toString(), "--bundle", folder.resolve("b").toString());

    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void foldersAreLookedAtForReal() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("www")).resolve("a"), "12345");

    Run run =
        Run.of(
            new FrontDoor(new Migrator()),
            "doctor",
            folder.resolve("www").toString(),
            "--bundle",
            folder.resolve("new/bundle").toString());

    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out()).contains("1 files and folders, 5 bytes", "no other run holds it");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void aLineOfJsonASecondTellsHowFarItHasCome() throws IOException {
    ScriptedVerbs slow =
        new ScriptedVerbs().answering(diagnosis(SIZE)).taking(Duration.ofMillis(1_500));

    assertThat(Run.of(slow, "doctor", estate().toString(), "--progress", "json").err())
        .isEqualTo(
            "{\"time\":\"2026-11-25T06:00:00Z\",\"state\":\"counting\",\"objectsDone\":2,"
                + "\"objectsTotal\":3,\"bytesDone\":0,\"bytesTotal\":0,\"unchanged\":0,"
                + "\"gaps\":0,\"fallsOff\":[],\"told\":[]}\n");
  }
}
