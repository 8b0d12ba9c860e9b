package dev.migrator.store.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientDescription;

/// User pools of Cognito with what is set up in them; not the users.
final class UserPoolQuestions {
  static final List<Question> ALL =
      List.of(
          Question.regional(
              "cognito/user-pools",
              "cognito-idp",
              List.of(
                  "cognito-idp:DescribeIdentityProvider",
                  "cognito-idp:DescribeUserPool",
                  "cognito-idp:DescribeUserPoolClient",
                  "cognito-idp:ListGroups",
                  "cognito-idp:ListIdentityProviders",
                  "cognito-idp:ListUserPoolClients",
                  "cognito-idp:ListUserPools"),
              UserPoolQuestions::pools));

  /// Of clients, and of what other providers gave.
  private static final Set<String> SECRETS = Set.of("ClientSecret", "client_secret", "private_key");

  private static final int PAGE = 60;

  private final CognitoIdentityProviderClient client;
  private final String pool;

  private UserPoolQuestions(CognitoIdentityProviderClient client, String pool) {
    this.client = client;
    this.pool = pool;
  }

  private static void pools(Place place, Answers answers) {
    try (CognitoIdentityProviderClient client =
        place.open(CognitoIdentityProviderClient.builder())) {
      answers.each(
          client.listUserPoolsPaginator(r -> r.maxResults(PAGE)).userPools().stream(),
          one -> {
            ObjectNode json = Answers.json(one);
            new UserPoolQuestions(client, one.id()).ask(json, answers);
            answers.add(one.name() + "-" + one.id(), Withheld.members(json, SECRETS));
          });
    }
  }

  private void ask(ObjectNode json, Answers answers) {
    answers.detail(
        json,
        "UserPool",
        "DescribeUserPool",
        () -> Answers.json(client.describeUserPool(r -> r.userPoolId(pool)).userPool()));
    answers.detail(json, "UserPoolClients", "DescribeUserPoolClient", this::clients);
    answers.detail(
        json,
        "Groups",
        "ListGroups",
        () -> Answers.list(client.listGroupsPaginator(r -> r.userPoolId(pool)).groups().stream()));
    answers.detail(json, "IdentityProviders", "DescribeIdentityProvider", this::providers);
  }

  private ArrayNode clients() {
    return Answers.list(
        client
            .listUserPoolClientsPaginator(r -> r.userPoolId(pool).maxResults(PAGE))
            .userPoolClients()
            .stream()
            .map(UserPoolClientDescription::clientId)
            .map(id ->
                client
                    .describeUserPoolClient(r -> r.userPoolId(pool).clientId(id))
                    .userPoolClient()));
  }

  private ArrayNode providers() {
    return Answers.list(
        client
            .listIdentityProvidersPaginator(r -> r.userPoolId(pool).maxResults(PAGE))
            .providers()
            .stream()
            .map(one ->
                client
                    .describeIdentityProvider(
                        r -> r.userPoolId(pool).providerName(one.providerName()))
                    .identityProvider()));
  }
}
