package dev.migrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyCommandTest {
  private static final String ESTATE =
      """
      estate: e
      sources:
        one: { s3: { bucket: one, region: us-west-2, versions: latest } }
        two: { s3: { bucket: two, region: us-west-2, versions: latest, prefix: a/ } }
        app: { dynamodb: { table: app, region: us-west-2 } }
        posts: { postgres: { url: "postgresql://reader@h/posts", password: p } }
        www: { files: { path: /srv/www } }
      """;

  @TempDir private Path folder;

  private Run run(String... options) throws IOException {
    return Run.ofFile(folder, "policy", ESTATE, options);
  }

  @Test
  void thePolicyComesFirstThenWhatIsToBeRunInClients() throws IOException {
    Run run = run();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("{\n  \"Version\" : \"2012-10-17\",\n  \"Statement\" : [ {\n")
        .contains("\"Resource\" : [ \"arn:aws:s3:::one\", \"arn:aws:s3:::two\" ]")
        .contains("\n}\n\nposts, in psql:\n  GRANT CONNECT ON DATABASE \"posts\" TO \"reader\";\n")
        .endsWith("\nwww: a user who may read /srv/www and all below\n");
    JsonNode policy = new JsonMapper().readTree(run.out());
    assertThat(policy.path("Statement").findValuesAsText("Effect")).containsOnly("Allow");
  }

  @Test
  void inJsonThePolicyIsOneThatIamTakes() throws IOException {
    JsonNode json = new JsonMapper().readTree(run("--json", "--bundle", "s3://keep/b").out());
    JsonNode statements = json.path("result").path("iam").path("Statement");
    assertThat(statements.findValues("Resource").toString())
        .contains("arn:aws:s3:::two/a/*", "arn:aws:dynamodb:us-west-2:*:table/app", "keep/b*");
    assertThat(statements.toString()).doesNotContain("\"Action\":[\"*\"]", "PutItem");
    assertThat(json.path("result").path("commands").path("posts").isArray()).isTrue();
    assertThat(json.path("result").path("users").path("www").asText()).contains("/srv/www");
  }
}
