package dev.parley.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the log to standard error, for people or as JSON lines. */
final class Logging {
  private static final int HELD_BYTES = 64 * 1024;

  /**
   * Standard error is not the log's to close, though a log that is begun anew closes the former.
   */
  private static final OutputStream COLLECTED =
      new BufferedOutputStream(System.err, HELD_BYTES) {
        @Override
        public void close() throws IOException {
          flush();
        }
      };

  private static final String LINE = "%d{HH:mm:ss.SSS} %-5level %logger{0}%trace  %msg%n";

  private Logging() {}

  static void begin(boolean json) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    var encoder = json ? new JsonLines() : lines(context);
    encoder.setContext(context);
    encoder.start();
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(console);
    context.getLogger("dev.parley").setLevel(Level.INFO);
    var access = context.getLogger("dev.parley.access");
    access.setAdditive(false);
    access.addAppender(collected(context, encoder));
    // What they would say is told by us, in words of settings and files.
    context.getLogger("com.networknt").setLevel(Level.OFF);
  }

  /**
   * The access log is written several times a second: a system call for each request, with all
   * others waiting for it, would cost more than the line is worth.
   */
  private static OutputStreamAppender<ILoggingEvent> collected(
      LoggerContext context, Encoder<ILoggingEvent> encoder) {
    var lines = new OutputStreamAppender<ILoggingEvent>();
    lines.setContext(context);
    lines.setEncoder(encoder);
    lines.setImmediateFlush(false);
    lines.setOutputStream(COLLECTED);
    lines.start();
    var _ =
        Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("access-log").factory())
            .scheduleWithFixedDelay(Logging::flush, 100, 100, TimeUnit.MILLISECONDS);
    return lines;
  }

  /** Writes what the access log still holds; for the end. */
  static void flush() {
    try {
      COLLECTED.flush();
    } catch (IOException gone) {
      // nobody reads standard error any more; there is no other place to tell
      return;
    }
  }

  private static Encoder<ILoggingEvent> lines(LoggerContext context) {
    var layout = new PatternLayout();
    layout.setContext(context);
    layout.getInstanceConverterMap().put("trace", ShortTrace::new);
    layout.setPattern(LINE);
    layout.start();
    var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
    encoder.setLayout(layout);
    return encoder;
  }
}
