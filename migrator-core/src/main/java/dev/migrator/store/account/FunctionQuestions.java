package dev.migrator.store.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/// Functions of Lambda, and what triggers them.
final class FunctionQuestions {
  static final List<Question> ALL =
      List.of(
          Question.regional(
              "lambda/functions",
              "lambda",
              List.of("lambda:GetPolicy", "lambda:ListFunctions"),
              FunctionQuestions::functions),
          Question.regional(
              "lambda/event-source-mappings",
              "lambda",
              List.of("lambda:ListEventSourceMappings"),
              FunctionQuestions::mappings));

  private FunctionQuestions() {}

  private static void functions(Place place, Answers answers) {
    try (LambdaClient client = place.open(LambdaClient.builder())) {
      answers.each(
          client.listFunctionsPaginator().functions().stream(),
          function -> answers.add(function.functionName(), function(function, client, answers)));
    }
  }

  private static ObjectNode function(
      FunctionConfiguration function, LambdaClient client, Answers answers) {
    ObjectNode json = Answers.json(function);
    Withheld.values(json.path("Environment").path("Variables"));
    answers.detail(
        json,
        "Policy",
        "GetPolicy",
        () ->
            Answers.parsed(
                client.getPolicy(r -> r.functionName(function.functionName())).policy()));
    return json;
  }

  private static void mappings(Place place, Answers answers) {
    try (LambdaClient client = place.open(LambdaClient.builder())) {
      client
          .listEventSourceMappingsPaginator()
          .eventSourceMappings()
          .forEach(one -> answers.add(one.uuid(), Answers.json(one)));
    }
  }
}
