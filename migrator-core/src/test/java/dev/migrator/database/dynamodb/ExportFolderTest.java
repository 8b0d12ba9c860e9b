package dev.migrator.database.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.dynamodb.ExportFolder.File;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

final class ExportFolderTest {
  private static final String FOLDER = "t000001/AWSDynamoDB/01-abc/";

  private final ExportFolder folder = new ExportFolder("t000001", "01-abc");

  private Map<String, String> manifests(List<File> files) {
    return Samples.texts(folder.manifests(Json.object().put("version", "2020-06-30"), files));
  }

  @Test
  void dataLiesInAwssLayout() {
    assertThat(folder.dataFile("x.json.gz")).isEqualTo(FOLDER + "data/x.json.gz");
  }

  @Test
  void theListOfFilesIsALineOfJsonForEach() {
    Map<String, String> manifests =
        manifests(List.of(new File("1.json.gz", 3, "bWQ1"), new File("2.json.gz", 4, "bWQ2")));
    assertThat(manifests.keySet())
        .containsExactly(
            FOLDER + "manifest-files.checksum",
            FOLDER + "manifest-files.json",
            FOLDER + "manifest-summary.checksum",
            FOLDER + "manifest-summary.json");
    assertThat(manifests.get(FOLDER + "manifest-files.json"))
        .isEqualTo(
            """
            {"itemCount":3,"md5Checksum":"bWQ1","dataFileS3Key":"AWSDynamoDB/01-abc/data/1.json.gz"}
            {"itemCount":4,"md5Checksum":"bWQ2","dataFileS3Key":"AWSDynamoDB/01-abc/data/2.json.gz"}
            """);
  }

  @Test
  void theSummaryCountsAllItemsAndNamesTheList() {
    String summary =
        manifests(List.of(new File("1.json.gz", 3, "x"), new File("2.json.gz", 4, "y")))
            .get(FOLDER + "manifest-summary.json");
    assertThat(summary)
        .isEqualTo(
            """
            {"version":"2020-06-30","manifestFilesS3Key":"AWSDynamoDB/01-abc/manifest-files.json","itemCount":7}\
            """);
  }

  @Test
  void aChecksumIsTheMd5OfTheFileBesideInBase64() {
    Map<String, String> manifests = manifests(List.of(new File("1.json.gz", 1, "x")));
    for (String name : List.of("manifest-summary", "manifest-files")) {
      byte[] json = String.valueOf(manifests.get(FOLDER + name + ".json")).getBytes(UTF_8);
      assertThat(manifests.get(FOLDER + name + ".checksum"))
          .isEqualTo(Base64.getEncoder().encodeToString(DigestUtils.md5(json)))
          .hasSize(24);
    }
  }

  @Test
  void aTableOfWhichNothingWasCopiedHasAnEmptyList() {
    Map<String, String> manifests = manifests(List.of());
    assertThat(manifests.get(FOLDER + "manifest-files.json")).isEmpty();
    assertThat(manifests.get(FOLDER + "manifest-files.checksum"))
        .isEqualTo("1B2M2Y8AsgTpgAmY7PhCfg==");
    assertThat(manifests.get(FOLDER + "manifest-summary.json")).contains("\"itemCount\":0");
  }

  @Test
  void manifestsOfTheHostAreKeptAsTheyCame() {
    byte[] bytes = " {}\n".getBytes(UTF_8);
    assertThat(Samples.texts(folder.documents(bytes, bytes)))
        .containsEntry(FOLDER + "manifest-summary.json", " {}\n")
        .containsEntry(FOLDER + "manifest-files.json", " {}\n");
  }
}
