package dev.migrator.store.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// File systems of EFS.
final class FileSystemQuestions {
  static final List<Question> ALL =
      List.of(
          Question.regional(
              "efs/file-systems",
              EfsCalls.SERVICE,
              List.of("elasticfilesystem:DescribeFileSystems"),
              FileSystemQuestions::fileSystems));

  private FileSystemQuestions() {}

  private static void fileSystems(Place place, Answers answers) {
    EfsCalls calls = new EfsCalls(place);
    String marker = "";
    do {
      JsonNode page = calls.fileSystems(marker);
      page.path("FileSystems")
          .forEach(one -> answers.add(one.path("FileSystemId").textValue(), one));
      marker = page.path("NextMarker").asText("");
    } while (!marker.isEmpty());
  }
}
