package dev.migrator.store.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ResourceTest {
  private static final ObjectNode NOTHING = new JsonMapper().createObjectNode();

  @Test
  void aKeyNamesServiceRegionTypeAndName() {
    assertThat(new Resource("iam/roles", "", "app", NOTHING).key()).isEqualTo("iam/roles/app.json");
    assertThat(new Resource("rds/instances", "eu-west-1", "posts", NOTHING).key())
        .isEqualTo("rds/eu-west-1/instances/posts.json");
    assertThat(new Resource("ssm/parameters", "eu-west-1", "/app/token", NOTHING).key())
        .isEqualTo("ssm/eu-west-1/parameters/%2Fapp%2Ftoken.json");
  }

  @Test
  void everyQuestionNamesActionsOfIam() {
    List<String> actions =
        Questions.ALL.stream().flatMap(question -> question.actions().stream()).toList();
    assertThat(actions).allMatch(action -> action.matches("[a-z0-9-]+:(Describe|Get|List)\\w+"));
    assertThat(actions).noneMatch(action -> action.contains("SecretValue"));
    assertThat(Questions.ALL).allMatch(question -> !question.actions().isEmpty());
  }

  @Test
  void secretsAreWithheldHoweverDeepTheyLie() throws Exception {
    ObjectNode json =
        (ObjectNode)
            new JsonMapper()
                .readTree("{\"a\": [{\"ClientSecret\": \"s\", \"b\": {\"ClientSecret\": \"t\"}}]}");
    assertThat(Withheld.members(json, Set.of("ClientSecret")).toString())
        .isEqualTo(
            "{\"a\":[{\"ClientSecret\":\"withheld by migrator\","
                + "\"b\":{\"ClientSecret\":\"withheld by migrator\"}}]}");
  }
}
