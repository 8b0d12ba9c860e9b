package dev.migrator.store.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.ses.SesClient;

/// How the world reaches the account: distributions, certificates, senders of mail.
final class DeliveryQuestions {
  static final List<Question> ALL =
      List.of(
          Question.global(
              "cloudfront/distributions",
              "cloudfront",
              List.of("cloudfront:GetDistributionConfig", "cloudfront:ListDistributions"),
              DeliveryQuestions::distributions),
          Question.regional(
              "acm/certificates",
              "acm",
              List.of("acm:DescribeCertificate", "acm:ListCertificates"),
              DeliveryQuestions::certificates),
          Question.regional(
              "ses/identities",
              "email",
              List.of(
                  "ses:GetIdentityDkimAttributes",
                  "ses:GetIdentityVerificationAttributes",
                  "ses:ListIdentities"),
              DeliveryQuestions::senders));

  /// Of headers that origins know the distribution by.
  private static final Set<String> SECRETS = Set.of("HeaderValue");

  private DeliveryQuestions() {}

  private static void distributions(Place place, Answers answers) {
    try (CloudFrontClient client = place.open(CloudFrontClient.builder())) {
      answers.each(
          client.listDistributionsPaginator().stream()
              .flatMap(page -> page.distributionList().items().stream()),
          one -> answers.add(one.id(), distribution(one, client, answers)));
    }
  }

  private static ObjectNode distribution(
      DistributionSummary one, CloudFrontClient client, Answers answers) {
    ObjectNode json = Answers.json(one);
    answers.detail(
        json,
        "DistributionConfig",
        "GetDistributionConfig",
        () -> Answers.json(client.getDistributionConfig(r -> r.id(one.id())).distributionConfig()));
    return Withheld.members(json, SECRETS);
  }

  /// All key types: without being asked, ACM lists some only.
  private static void certificates(Place place, Answers answers) {
    try (AcmClient client = place.open(AcmClient.builder())) {
      answers.each(
          client
              .listCertificatesPaginator(
                  r -> r.includes(filter -> filter.keyTypes(KeyAlgorithm.knownValues())))
              .certificateSummaryList()
              .stream(),
          one -> {
            String arn = one.certificateArn();
            ObjectNode json = Answers.json(one);
            answers.detail(
                json,
                "Certificate",
                "DescribeCertificate",
                () ->
                    Answers.json(
                        client.describeCertificate(r -> r.certificateArn(arn)).certificate()));
            answers.add(one.domainName() + "-" + arn.substring(arn.lastIndexOf('/') + 1), json);
          });
    }
  }

  private static void senders(Place place, Answers answers) {
    try (SesClient client = place.open(SesClient.builder())) {
      answers.each(
          client.listIdentitiesPaginator().identities().stream(),
          identity -> {
            ObjectNode json = Answers.object().put("Identity", identity);
            answers.detail(
                json,
                "VerificationAttributes",
                "GetIdentityVerificationAttributes",
                () ->
                    Answers.json(
                        client.getIdentityVerificationAttributes(r -> r.identities(identity))));
            answers.detail(
                json,
                "DkimAttributes",
                "GetIdentityDkimAttributes",
                () -> Answers.json(client.getIdentityDkimAttributes(r -> r.identities(identity))));
            answers.add(identity, json);
          });
    }
  }
}
