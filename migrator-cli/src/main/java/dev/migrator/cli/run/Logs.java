package dev.migrator.cli.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import java.util.logging.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the libraries log: nothing, or with `-v` what helps to understand a failure, on standard
/// error.
public final class Logs extends ContextAwareBase implements Configurator {
  private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n";

  /// Loggers whose debug level shows what is signed or sent, credentials among it.
  private static final List<String> INDISCREET =
      List.of(
          "org.apache.hc",
          "software.amazon.awssdk.auth",
          "software.amazon.awssdk.http.auth",
          "software.amazon.awssdk.core.internal.http",
          "software.amazon.awssdk.profiles");

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /// Some libraries log by the platform's own means, which would print: what they have to say comes
  /// as failures, too.
  public static void quietThePlatforms() {
    LogManager.getLogManager().reset();
  }

  /// From now on to standard error.
  public static void show() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
      root.addAppender(toStderr(context));
      root.setLevel(Level.INFO);
      context.getLogger("dev.migrator").setLevel(Level.DEBUG);
      context.getLogger("software.amazon.awssdk").setLevel(Level.DEBUG);
      INDISCREET.forEach(name -> context.getLogger(name).setLevel(Level.INFO));
    }
  }

  private static ConsoleAppender<ILoggingEvent> toStderr(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setTarget("System.err");
    appender.start();
    return appender;
  }
}
