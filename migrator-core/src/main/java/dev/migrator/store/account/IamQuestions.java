package dev.migrator.store.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;

/// Who may do what: users, groups, roles and policies with their documents. Managed policies of
/// AWS's own are named where they are attached.
final class IamQuestions {
  static final List<Question> ALL =
      List.of(
          Question.global(
              "iam",
              "iam",
              List.of("iam:GetAccountAuthorizationDetails", "iam:ListAccessKeys"),
              IamQuestions::identities),
          Question.global(
              "iam/server-certificates",
              "iam",
              List.of("iam:ListServerCertificates"),
              IamQuestions::certificates),
          Question.global(
              "iam/oidc-providers",
              "iam",
              List.of("iam:ListOpenIDConnectProviders", "iam:GetOpenIDConnectProvider"),
              IamQuestions::openIdProviders),
          Question.global(
              "iam/saml-providers",
              "iam",
              List.of("iam:ListSAMLProviders", "iam:GetSAMLProvider"),
              IamQuestions::samlProviders));

  private IamQuestions() {}

  private static void identities(Place place, Answers answers) {
    try (IamClient client = place.open(IamClient.builder())) {
      client
          .getAccountAuthorizationDetailsPaginator(r ->
              r.filter(
                  EntityType.USER,
                  EntityType.GROUP,
                  EntityType.ROLE,
                  EntityType.LOCAL_MANAGED_POLICY))
          .forEach(page -> add(page, client, answers));
    }
  }

  private static void add(
      GetAccountAuthorizationDetailsResponse page, IamClient client, Answers answers) {
    answers.each(
        page.userDetailList().stream(),
        user -> {
          ObjectNode json = decoded(Answers.json(user));
          answers.detail(
              json,
              "AccessKeys",
              "ListAccessKeys",
              () ->
                  Answers.list(
                      client
                          .listAccessKeysPaginator(r -> r.userName(user.userName()))
                          .accessKeyMetadata()
                          .stream()));
          answers.add("iam/users", user.userName(), json);
        });
    page.groupDetailList()
        .forEach(
            group -> answers.add("iam/groups", group.groupName(), decoded(Answers.json(group))));
    page.roleDetailList()
        .forEach(role -> answers.add("iam/roles", role.roleName(), decoded(Answers.json(role))));
    page.policies()
        .forEach(policy ->
            answers.add("iam/policies", nameIn(policy.arn()), decoded(Answers.json(policy))));
  }

  /// The member for it is left out by some hosts.
  private static String nameIn(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /// Policy documents come as percent-encoded JSON.
  private static ObjectNode decoded(ObjectNode json) {
    for (Map.Entry<String, JsonNode> member : List.copyOf(json.properties())) {
      switch (member.getValue()) {
        case ObjectNode object -> decoded(object);
        case ArrayNode list ->
            list.forEach(item -> {
              if (item instanceof ObjectNode object) {
                decoded(object);
              }
            });
        case JsonNode text when text.isTextual() && member.getKey().endsWith("Document") ->
            json.set(member.getKey(), Answers.parsed(URLDecoder.decode(text.textValue(), UTF_8)));
        default -> {}
      }
    }
    return json;
  }

  private static void certificates(Place place, Answers answers) {
    try (IamClient client = place.open(IamClient.builder())) {
      client
          .listServerCertificatesPaginator()
          .serverCertificateMetadataList()
          .forEach(one -> answers.add(one.serverCertificateName(), Answers.json(one)));
    }
  }

  private static void openIdProviders(Place place, Answers answers) {
    try (IamClient client = place.open(IamClient.builder())) {
      answers.each(
          client.listOpenIDConnectProviders().openIDConnectProviderList().stream(),
          one -> {
            ObjectNode json = Answers.json(one);
            answers.detail(
                json,
                "Provider",
                "GetOpenIDConnectProvider",
                () ->
                    Answers.json(
                        client.getOpenIDConnectProvider(
                            r -> r.openIDConnectProviderArn(one.arn()))));
            answers.add(one.arn().replaceFirst("^.*:oidc-provider/", ""), json);
          });
    }
  }

  private static void samlProviders(Place place, Answers answers) {
    try (IamClient client = place.open(IamClient.builder())) {
      answers.each(
          client.listSAMLProviders().samlProviderList().stream(),
          one -> {
            ObjectNode json = Answers.json(one);
            answers.detail(
                json,
                "Provider",
                "GetSAMLProvider",
                () -> Answers.json(client.getSAMLProvider(r -> r.samlProviderArn(one.arn()))));
            answers.add(nameIn(one.arn()), json);
          });
    }
  }
}
