package dev.migrator.store.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/// File systems of EFS (Amazon EFS, "DescribeFileSystems").
final class FileSystemQuestions {
  private static final String SERVICE = "elasticfilesystem";

  static final List<Question> ALL =
      List.of(
          Question.regional(
              "efs/file-systems",
              SERVICE,
              List.of("elasticfilesystem:DescribeFileSystems"),
              FileSystemQuestions::fileSystems));

  private FileSystemQuestions() {}

  private static void fileSystems(Place place, Answers answers) {
    SignedCalls efs = new SignedCalls(place, SERVICE);
    String marker = "";
    do {
      JsonNode page = page(efs, marker);
      page.path("FileSystems")
          .forEach(one -> answers.add(one.path("FileSystemId").textValue(), one));
      marker = page.path("NextMarker").asText("");
    } while (!marker.isEmpty());
  }

  private static JsonNode page(SignedCalls efs, String marker) {
    SdkHttpRequest.Builder request =
        efs.request(SdkHttpMethod.GET, "/2015-02-01/file-systems")
            .putRawQueryParameter("MaxItems", "100");
    if (!marker.isEmpty()) {
      request.putRawQueryParameter("Marker", marker);
    }
    return efs.call(request, "");
  }
}
