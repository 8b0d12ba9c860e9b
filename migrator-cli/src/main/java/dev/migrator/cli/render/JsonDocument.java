package dev.migrator.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.Stdout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// The one JSON document of a run: `{"command": …, "result": …, "error": …, "exitCode": …}`. A
/// result may be written bit by bit; a failure in its middle closes what is open.
public final class JsonDocument {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  private final JsonGenerator json;

  /// What the document says of a failure.
  ///
  /// @param kind stable: the exit code's name in lower case
  public record Failure(String kind, String message, @Nullable String hint) {}

  JsonDocument(Stdout stdout, String command) {
    try {
      json =
          MAPPER.createGenerator(stdout.bytes()).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeStringField("command", command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void result(Object result) {
    field("result", result);
  }

  /// Starts a result that is one list named `list`, after the fields of `head`.
  void startList(Object head, String list) {
    try {
      startResult(head);
      json.writeArrayFieldStart(list);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(Object element) {
    try {
      json.writeObject(element);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A result with a last field `content`: the bytes in base64.
  void resultWithBytes(Object head, InputStream bytes) {
    try {
      startResult(head);
      json.writeFieldName("content");
      json.writeBinary(bytes, -1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void startResult(Object head) throws IOException {
    json.writeObjectFieldStart("result");
    for (var field : MAPPER.valueToTree(head).properties()) {
      json.writeObjectField(field.getKey(), field.getValue());
    }
  }

  void fail(Failure failure) {
    closeResult();
    field("error", failure);
  }

  void end(ExitCode exitCode) {
    closeResult();
    field("exitCode", exitCode.code());
    try {
      json.writeEndObject();
      json.writeRaw('\n');
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void field(String name, Object value) {
    try {
      json.writeObjectField(name, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void closeResult() {
    try {
      JsonStreamContext context = json.getOutputContext();
      while (!context.getParent().inRoot()) {
        if (context.inArray()) {
          json.writeEndArray();
        } else {
          json.writeEndObject();
        }
        context = json.getOutputContext();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
