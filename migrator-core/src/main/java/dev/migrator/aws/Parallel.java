package dev.migrator.aws;

import dev.migrator.error.InterruptedRunException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// A handful of calls, a few at one time.
public final class Parallel {
  private static final int AT_ONE_TIME = 8;

  private Parallel() {}

  /// @return in the order of `items`; the first failure is thrown when all have ended
  public static <T, R> List<R> map(List<T> items, Function<T, R> call) {
    List<Callable<R>> calls =
        items.stream().<Callable<R>>map(item -> () -> call.apply(item)).toList();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONE_TIME, Thread.ofVirtual().factory())) {
      List<R> results = new ArrayList<>();
      for (Future<R> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException(
          "stopped while the host was asked", "Run the same command again.", e);
    }
  }
}
