package dev.migrator.store.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Queues and topics: their settings, not the messages in them.
final class MessageQuestions {
  static final List<Question> ALL =
      List.of(
          Question.regional(
              "sqs/queues",
              "sqs",
              List.of("sqs:GetQueueAttributes", "sqs:ListQueues"),
              MessageQuestions::queues),
          Question.regional(
              "sns/topics",
              "sns",
              List.of("sns:GetTopicAttributes", "sns:ListTopics"),
              MessageQuestions::topics),
          Question.regional(
              "sns/subscriptions",
              "sns",
              List.of("sns:ListSubscriptions"),
              MessageQuestions::subscriptions));

  private static final int PAGE = 1000;

  private MessageQuestions() {}

  private static void queues(Place place, Answers answers) {
    try (SqsClient client = place.open(SqsClient.builder())) {
      answers.each(
          client.listQueuesPaginator(r -> r.maxResults(PAGE)).queueUrls().stream(),
          url -> {
            ObjectNode json = Answers.object().put("QueueUrl", url);
            answers.detail(
                json,
                "Attributes",
                "GetQueueAttributes",
                () ->
                    Answers.map(
                        client
                            .getQueueAttributes(
                                r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                            .attributesAsStrings()));
            answers.add(url.substring(url.lastIndexOf('/') + 1), json);
          });
    }
  }

  private static void topics(Place place, Answers answers) {
    try (SnsClient client = place.open(SnsClient.builder())) {
      answers.each(
          client.listTopicsPaginator().topics().stream(),
          topic -> {
            ObjectNode json = Answers.json(topic);
            answers.detail(
                json,
                "Attributes",
                "GetTopicAttributes",
                () ->
                    Answers.map(
                        client.getTopicAttributes(r -> r.topicArn(topic.topicArn())).attributes()));
            answers.add(afterLastColon(topic.topicArn()), json);
          });
    }
  }

  private static void subscriptions(Place place, Answers answers) {
    try (SnsClient client = place.open(SnsClient.builder())) {
      client
          .listSubscriptionsPaginator()
          .subscriptions()
          .forEach(one ->
              answers.add(
                  "%s-%s".formatted(afterLastColon(one.topicArn()), one.endpoint()),
                  Answers.json(one)));
    }
  }

  private static String afterLastColon(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
