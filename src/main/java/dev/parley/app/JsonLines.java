package dev.parley.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.span.Place;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.slf4j.event.KeyValuePair;

/** Writes each log event as one line of JSON, with the trace it belongs to. */
final class JsonLines extends EncoderBase<ILoggingEvent> {
  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  /** Called by the thread that logs, which is why that knows its trace. */
  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = new LinkedHashMap<String, JsonValue>();
    line.put("time", new JsonText(event.getInstant().toString()));
    line.put("level", new JsonText(event.getLevel().toString()));
    line.put("logger", new JsonText(event.getLoggerName()));
    line.put("message", new JsonText(String.valueOf(event.getFormattedMessage())));
    line.put("thread", new JsonText(event.getThreadName()));
    Place.current()
        .ifPresent(place -> {
          line.put("trace_id", new JsonText(place.traceId()));
          line.put("span_id", new JsonText(place.spanId()));
        });
    Objects.requireNonNullElse(event.getKeyValuePairs(), List.<KeyValuePair>of())
        .forEach(pair -> line.put(pair.key, new JsonText(String.valueOf(pair.value))));
    if (event.getThrowableProxy() instanceof ThrowableProxy thrown) {
      line.put("error", new JsonText(ThrowableProxyUtil.asString(thrown)));
    }
    var json = Json.print(new JsonValue.JsonObject(line));
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
