package dev.parley.door.aip;

import dev.parley.http.HttpServer;
import dev.parley.http.HttpSettings;
import dev.parley.http.PageTokens;
import dev.parley.http.Signer;
import dev.parley.http.Surface;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** The door on a real server, with a fake house behind it. */
@NullMarked
record TestDoor(FakeHouse house, Surface surface, HttpServer server) implements AutoCloseable {
  static TestDoor open() {
    return open(CallerLimits.DEFAULT);
  }

  static TestDoor open(CallerLimits limits) {
    var house = new FakeHouse();
    var clock = InstantSource.system();
    var parts =
        new AipDoorParts(
            house.callers(),
            house.agents(),
            house.sessions(),
            house.traces(),
            house.conversations(),
            new PageTokens(signer(), clock, Duration.ofMinutes(10)),
            limits,
            clock);
    var surface = AipDoor.surface(parts);
    return new TestDoor(
        house, surface, HttpServer.start(HttpSettings.onLoopback(0), List.of(surface)));
  }

  private static Signer signer() {
    return message -> {
      try {
        return MessageDigest.getInstance("SHA-256").digest(message);
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    };
  }

  AipHttp client() {
    return new AipHttp("http://127.0.0.1:" + server.port(), "full");
  }

  @Override
  public void close() {
    server.close();
  }
}
