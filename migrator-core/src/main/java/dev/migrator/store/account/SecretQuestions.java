package dev.migrator.store.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// Keys and secrets: which there are, never what they are.
final class SecretQuestions {
  static final List<Question> ALL =
      List.of(
          Question.regional(
              "secretsmanager/secrets",
              "secretsmanager",
              List.of("secretsmanager:ListSecrets"),
              SecretQuestions::secrets),
          Question.regional(
              "ssm/parameters",
              "ssm",
              List.of("ssm:DescribeParameters"),
              SecretQuestions::parameters),
          Question.regional(
              "kms/keys",
              "kms",
              List.of("kms:DescribeKey", "kms:GetKeyPolicy", "kms:ListAliases", "kms:ListKeys"),
              SecretQuestions::keys));

  private SecretQuestions() {}

  private static void secrets(Place place, Answers answers) {
    try (SecretsManagerClient client = place.open(SecretsManagerClient.builder())) {
      client.listSecretsPaginator().stream()
          .flatMap(page -> page.secretList().stream())
          .forEach(one -> answers.add(one.name(), Answers.json(one)));
    }
  }

  private static void parameters(Place place, Answers answers) {
    try (SsmClient client = place.open(SsmClient.builder())) {
      client.describeParametersPaginator().stream()
          .flatMap(page -> page.parameters().stream())
          .forEach(one -> answers.add(one.name(), Answers.json(one)));
    }
  }

  private static void keys(Place place, Answers answers) {
    try (KmsClient client = place.open(KmsClient.builder())) {
      answers.each(
          client.listKeysPaginator().keys().stream(),
          key -> answers.add(key.keyId(), key(key, client, answers)));
    }
  }

  private static ObjectNode key(KeyListEntry key, KmsClient client, Answers answers) {
    ObjectNode json = Answers.json(key);
    answers.detail(
        json,
        "KeyMetadata",
        "DescribeKey",
        () -> Answers.json(client.describeKey(r -> r.keyId(key.keyId())).keyMetadata()));
    answers.detail(
        json,
        "Aliases",
        "ListAliases",
        () ->
            Answers.list(
                client.listAliasesPaginator(r -> r.keyId(key.keyId())).aliases().stream()));
    answers.detail(
        json,
        "Policy",
        "GetKeyPolicy",
        () ->
            Answers.parsed(
                client.getKeyPolicy(r -> r.keyId(key.keyId()).policyName("default")).policy()));
    return json;
  }
}
