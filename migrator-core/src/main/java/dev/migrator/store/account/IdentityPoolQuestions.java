package dev.migrator.store.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Identity pools of Cognito with their roles; not the identities (Amazon Cognito federated
/// identities, "ListIdentityPools").
final class IdentityPoolQuestions {
  private static final String SERVICE = "cognito-identity";
  private static final String TARGET = "AWSCognitoIdentityService.";
  private static final String ID = "IdentityPoolId";
  private static final int PAGE = 60;

  static final List<Question> ALL =
      List.of(
          Question.regional(
              "cognito/identity-pools",
              SERVICE,
              List.of(
                  "cognito-identity:DescribeIdentityPool",
                  "cognito-identity:GetIdentityPoolRoles",
                  "cognito-identity:ListIdentityPools"),
              IdentityPoolQuestions::pools));

  private IdentityPoolQuestions() {}

  private static void pools(Place place, Answers answers) {
    SignedCalls identities = new SignedCalls(place, SERVICE);
    identities.pages(
        TARGET + "ListIdentityPools",
        Answers.object().put("MaxResults", PAGE),
        "NextToken",
        "NextToken",
        page ->
            answers.each(
                page.path("IdentityPools").valueStream(), pool -> add(identities, pool, answers)));
  }

  private static void add(SignedCalls identities, JsonNode pool, Answers answers) {
    ObjectNode json = pool.deepCopy();
    String id = pool.path(ID).asText();
    ask(identities, id, json, answers);
    answers.add(pool.path("IdentityPoolName").asText() + "-" + id, json);
  }

  private static void ask(SignedCalls identities, String pool, ObjectNode json, Answers answers) {
    ObjectNode asked = Answers.object().put(ID, pool);
    answers.detail(
        json,
        "IdentityPool",
        "DescribeIdentityPool",
        () -> identities.call(TARGET + "DescribeIdentityPool", asked));
    answers.detail(
        json,
        "IdentityPoolRoles",
        "GetIdentityPoolRoles",
        () -> identities.call(TARGET + "GetIdentityPoolRoles", asked));
  }
}
