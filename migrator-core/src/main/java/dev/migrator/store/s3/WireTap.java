package dev.migrator.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Keeps the body of an answer as it came over the wire, which the SDK does not show.
final class WireTap implements ExecutionInterceptor {
  private static final ScopedValue<AtomicReference<String>> BODY = ScopedValue.newInstance();

  /// @param raw the body, empty where there was none
  record Tapped<T>(T answer, String raw) {}

  /// Makes one call of a client that has this interceptor.
  static <T> Tapped<T> tap(Supplier<T> call) {
    AtomicReference<String> raw = new AtomicReference<>("");
    T answer = ScopedValue.where(BODY, raw).call(call::get);
    return new Tapped<>(answer, Objects.requireNonNull(raw.get()));
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    if (!BODY.isBound() || context.responseBody().isEmpty()) {
      return context.responseBody();
    }
    try (InputStream body = context.responseBody().get()) {
      byte[] bytes = body.readAllBytes();
      BODY.get().set(new String(bytes, UTF_8));
      return Optional.of(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
