package dev.migrator.estate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.error.UsageException;
import dev.migrator.estate.Variables.Unset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// One YAML file while it is read, with all that is wrong with it.
final class YamlFile {
  private static final LoadSettings SETTINGS = LoadSettings.builder().build();
  private static final int LARGEST_BYTES = 1 << 20;
  private static final String SYNTAX_HINT =
      "Correct the file; in { } a value with special characters needs quotes, as \"${NAME}\".";

  private final Path path;
  private final Problems problems;
  private final Variables variables;
  private final String hint;

  YamlFile(Path path, Map<String, String> environment, String hint) {
    this(path, new Problems(path.toString()), new Variables(environment, Unset.A_PROBLEM), hint);
  }

  private YamlFile(Path path, Problems problems, Variables variables, String hint) {
    this.path = path;
    this.problems = problems;
    this.variables = variables;
    this.hint = hint;
  }

  /// The same file for what is not to be reached, so that no secret is needed: variables that are
  /// not set stay as they stand.
  YamlFile onPaper() {
    return new YamlFile(
        path, problems, new Variables(environment(), Unset.LEFT_AS_IT_STANDS), hint);
  }

  /// Parses the file.
  ///
  /// @throws UsageException if it cannot be read, or is no YAML
  Node root() {
    try {
      return new Compose(SETTINGS).composeString(content()).orElseThrow(this::empty);
    } catch (MarkedYamlEngineException e) {
      problems.add(e.getProblemMark(), "this is no YAML: " + withoutNames(e));
    } catch (YamlEngineException e) {
      problems.addAtStart("this is no YAML: it cannot be parsed");
    }
    problems.throwIfAny(SYNTAX_HINT);
    throw new IllegalStateException("a problem was added");
  }

  /// An alias that is not defined may be a secret that begins with `*`.
  private static String withoutNames(MarkedYamlEngineException e) {
    String problem = e.getProblem() == null ? "it cannot be parsed" : e.getProblem();
    return problem.contains("alias")
        ? "a value that begins with * needs quotes"
        : problem.replace('\n', ' ');
  }

  private UsageException empty() {
    return new UsageException(path + " is empty", hint);
  }

  private String content() {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
      if (bytes.length > LARGEST_BYTES) {
        throw new UsageException(path + " is larger than 1 MiB", hint);
      }
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new UsageException("there is no file " + path, hint, e);
    } catch (CharacterCodingException e) {
      throw new UsageException(path + " is not UTF-8 text", hint, e);
    } catch (IOException e) {
      throw new UsageException(
          "cannot read " + path + ": " + e.getMessage(), "Make the file readable.", e);
    }
  }

  Map<String, String> environment() {
    return variables.environment();
  }

  /// The folder that relative paths in the file start from.
  Path folder() {
    Path parent = path.toAbsolutePath().getParent();
    return parent == null ? path.toAbsolutePath() : parent;
  }

  String fill(ScalarNode scalar, Consumer<String> problem) {
    return variables.fill(scalar.getValue(), problem);
  }

  void problem(Node at, String message) {
    problems.add(at, message);
  }

  void throwIfAnyProblem() {
    problems.throwIfAny(hint);
  }
}
