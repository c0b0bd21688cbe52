package dev.parley.egress;

import static dev.parley.egress.TestProxy.get;
import static dev.parley.egress.TestProxy.login;
import static dev.parley.egress.TestProxy.privately;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Gate;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that two servers could read differently. */
class SmugglingTest {
  private final TestProxy proxy = TestProxy.plain();
  private Site site;
  private String there;
  private Gate gate;

  @BeforeEach
  void open() throws IOException {
    site = Site.saying("hello");
    there = "127.0.0.1:" + site.port();
    gate = proxy.gate(privately(there));
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    site.close();
  }

  private String post(String fields) {
    return "POST http://" + there + "/ HTTP/1.1\r\nHost: " + there + "\r\n" + login(gate) + fields;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 3\r\nContent-Length: 3\r\n",
        "Content-Length: 3\r\nContent-Length: 4\r\n",
        "Content-Length: 3, 3\r\n",
        "Content-Length: +3\r\n",
        "Content-Length: -3\r\n",
        "Content-Length: 0x3\r\n",
        "Content-Length: \r\n",
        "Content-Length: 9999999999999999999\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Transfer-Encoding:\u000bchunked\r\n",
        "Transfer-Encoding: chunked\n",
        "X: a\r\n folded\r\n",
        "X: a\r\n\tfolded\r\n",
        " X: a\r\n",
        "X: a\nY: b\r\n",
        "X: a\rY: b\r\n",
        "X: a\u0000b\r\n",
        "X\r\n",
        ": x\r\n",
        "X Y: a\r\n",
        "Host: other.test\r\n",
        "Content-Length: 3\n"
      })
  void areRefused(String fields) throws IOException {
    try (var talk = Talk.to(gate.address())) {
      talk.say(post(fields) + "\r\nabc");
      assertThat(talk.head()).startsWith("HTTP/1.1 400 ");
    }
    assertThat(site.visitors).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://%s/ HTTP/1.1\nHost: %s\n%s\n",
        "GET  http://%s/ HTTP/1.1\r\nHost: %s\r\n%s\r\n",
        "GET http://%s/ a HTTP/1.1\r\nHost: %s\r\n%s\r\n",
        "GET http://%s/ HTTP/2.0\r\nHost: %s\r\n%s\r\n",
        "GET http://%s/ HTTP/1.10\r\nHost: %s\r\n%s\r\n",
        "GET\thttp://%s/\tHTTP/1.1\r\nHost: %s\r\n%s\r\n",
        "G@T http://%s/ HTTP/1.1\r\nHost: %s\r\n%s\r\n",
        "GET http://%s/\u00e4 HTTP/1.1\r\nHost: %s\r\n%s\r\n",
        "GET http://%s/ HTTP/1.1\r\nHost: x%s\r\n%s\r\n",
        "GET http://%s/ HTTP/1.1\r\nX-Host: %s\r\n%s\r\n",
        "TRACE http://%s/ HTTP/1.1\r\nHost: %s\r\n%s\r\n",
        "GET http://%s/ HTTP/1.0\r\nHost: %s\r\n%sTransfer-Encoding: chunked\r\n\r\n",
        "CONNECT %s HTTP/1.1\r\nHost: %s\r\n%sContent-Length: 3\r\n\r\nabc"
      })
  void areRefusedByTheirFirstLine(String form) throws IOException {
    try (var talk = Talk.to(gate.address())) {
      talk.say(form.formatted(there, there, login(gate)));
      assertThat(talk.head()).startsWith("HTTP/1.1 400 ");
    }
    assertThat(site.visitors).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3\nabc\r\n0\r\n\r\n",
        "3\r\nabcd\r\n0\r\n\r\n",
        "zz\r\nabc\r\n",
        "-3\r\nabc\r\n",
        "3 x\r\nabc\r\n",
        "fffffffffffffffff\r\nabc",
        "\r\nabc",
        "3\r\nabc\r\n0\r\nBad Field: x\r\n"
      })
  void neverCompleteABadChunkedBody(String body) throws IOException {
    try (var talk = Talk.to(gate.address())) {
      talk.say(post("Transfer-Encoding: chunked\r\n\r\n") + body);
      talk.socket.shutdownOutput();
      talk.untilEnd();
    }
    assertThat(site.heard).isEmpty();
  }

  @Test
  void leaveNothingBehindForTheNextRequest() throws IOException {
    try (var talk = Talk.to(gate.address())) {
      talk.say(post("Content-Length: 3\r\n\r\nabc") + get(gate, "http://" + there + "/second"));
      assertThat(talk.message()).endsWith("hello");
      assertThat(talk.message()).endsWith("hello");
    }
    assertThat(site.heard).hasSize(2);
    assertThat(site.heard.get(0)).endsWith("\r\n\r\nabc");
    assertThat(site.heard.get(1)).startsWith("GET /second HTTP/1.1\r\n");
  }

  @Test
  void boundsAHead() throws IOException {
    for (var fields : new String[] {"X: " + "a".repeat(140_000) + "\r\n", "X: a\r\n".repeat(600)}) {
      try (var talk = Talk.to(gate.address())) {
        talk.say(post(fields) + "\r\n");
        assertThat(talk.head()).startsWith("HTTP/1.1 400 ");
      }
    }
    assertThat(site.visitors).isEmpty();
  }
}
