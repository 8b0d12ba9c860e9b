import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// Lists the skipped tests in the reports of a build; fails where there are any, or no reports. What
/// is beyond the power of a host, by its test's own word, is listed too, and is no failure.
///
/// Usage: java SkippedTests.java FOLDER, the project's.
final class SkippedTests {
  private static final String LIMIT = "stated limit: ";

  private final List<String> skipped = new ArrayList<>();
  private final List<String> limits = new ArrayList<>();
  private int tests;

  public static void main(String[] arguments) throws Exception {
    SkippedTests all = new SkippedTests();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(arguments[0]))) {
      for (Path module : modules) {
        all.module(module.resolve("target/surefire-reports"));
      }
    }
    System.exit(all.judge());
  }

  private void module(Path reports) throws Exception {
    if (!Files.isDirectory(reports)) {
      return;
    }
    DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
      for (Path file : files) {
        report(parser.parse(file.toFile()).getDocumentElement());
      }
    }
  }

  private void report(Element suite) {
    NodeList cases = suite.getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      NodeList why = test.getElementsByTagName("skipped");
      tests++;
      if (why.getLength() > 0) {
        String reason = reason((Element) why.item(0));
        List<String> list = reason.contains(LIMIT) ? limits : skipped;
        list.add(
            test.getAttribute("classname") + " " + test.getAttribute("name") + ": " + reason);
      }
    }
  }

  /// The first line of an abort's trace, or the message of a switched-off test.
  private static String reason(Element skipped) {
    String trace = skipped.getTextContent().strip().lines().findFirst().orElse("");
    return skipped.getAttribute("message") + trace;
  }

  private int judge() {
    limits.stream().sorted().forEach(test -> System.err.println("not to be had: " + test));
    skipped.stream().sorted().forEach(test -> System.err.println("skipped: " + test));
    System.err.printf(
        "%d tests, %d of them skipped, %d beyond a host's power%n",
        tests, skipped.size(), limits.size());
    return tests == 0 || !skipped.isEmpty() ? 1 : 0;
  }
}
