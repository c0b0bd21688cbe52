package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.http.RequestListener.Answered;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@NullMarked
class AccessLogTest {
  private final LinkedBlockingQueue<Answered> heard = new LinkedBlockingQueue<>();

  private String ask(Door door, String request) throws Exception {
    try (var server = HttpServer.start(HttpSettings.onLoopback(0), List.of(door), heard::add);
        var wire = new Wire(server)) {
      return wire.send(request).reply().body();
    }
  }

  private static ListAppender<ILoggingEvent> listen(String logger) {
    var appender = new ListAppender<ILoggingEvent>();
    appender.start();
    var log = (Logger) LoggerFactory.getLogger(logger);
    log.setLevel(Level.INFO);
    log.addAppender(appender);
    return appender;
  }

  @Test
  void writesOneLineWithoutSecrets() throws Exception {
    var lines = listen("dev.parley.access");
    ask(
        Door.with(Route.get("/api/x/{id}", _ -> Door.text("x"))),
        "GET /api/x/7?apiKey=sesame HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sesame\r\n\r\n");
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.getFirst().getFormattedMessage())
        .startsWith("GET /api/x/7 200 12b ")
        .doesNotContain("sesame");
    assertThat(heard.poll(20, TimeUnit.SECONDS))
        .extracting(Answered::surface, Answered::route, Answered::status)
        .containsExactly("test", "/api/x/{id}", 200);
  }

  @Test
  void logsAnUnexpectedFailureOnceUnderTheIdTheCallerSees() throws Exception {
    var lines = listen("dev.parley.access");
    var failures = listen(Exchange.class.getName());
    var body =
        ask(
            Door.with(
                Route.get(
                    "/api/x",
                    _ -> {
                      throw new IllegalStateException("inside");
                    })),
            "GET /api/x HTTP/1.1\r\nHost: x\r\n\r\n");
    var id = body.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    assertThat(failures.list).hasSize(1);
    assertThat(failures.list.getFirst().getFormattedMessage()).contains(id);
    assertThat(failures.list.getFirst().getThrowableProxy().getMessage()).isEqualTo("inside");
    assertThat(lines.list.getFirst().getFormattedMessage())
        .contains(" 500 ")
        .contains("errorInstanceId=" + id);
  }

  @Test
  void keepsControlCharactersOutOfTheLog() throws Exception {
    var lines = listen("dev.parley.access");
    ask(Door.with(), "GET /api/\u001b[31m HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(lines.list.getFirst().getFormattedMessage()).startsWith("GET /api/?[31m 404");
  }
}
