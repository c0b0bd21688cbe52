package dev.parley.chrome.cdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.cancel.Cancel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
@NullUnmarked
class ConnectionTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Cancel NEVER = new Cancel();

  private Socket browserEnd;
  private Scanner commands;
  private Connection connection;

  @BeforeEach
  void connect() throws IOException {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var ours = new Socket(listener.getInetAddress(), listener.getLocalPort());
      browserEnd = listener.accept();
      InputStream from = ours.getInputStream();
      OutputStream to = ours.getOutputStream();
      connection = Connection.over(new PipeTransport(from, to));
    }
    commands = new Scanner(browserEnd.getInputStream(), UTF_8).useDelimiter("\0");
  }

  @AfterEach
  void disconnect() throws IOException {
    connection.close();
    browserEnd.close();
  }

  private void say(String message) {
    try {
      browserEnd.getOutputStream().write((message + "\0").getBytes(UTF_8));
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  private CdpSession page() {
    var attached = new LinkedBlockingQueue<Target.Attached>();
    connection.browser().on(Target.Attached.KIND, attached::add);
    say(
        "{\"method\":\"Target.attachedToTarget\",\"params\":{\"sessionId\":\"P\",\"targetInfo\":{}}}");
    try {
      return connection.session(attached.take().sessionId()).orElseThrow();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Test
  void tellsWhoMayTryAgainOfARefusalAndOfNothingElse() throws InterruptedException {
    var told = new LinkedBlockingQueue<String>();
    var refused = connection.browser().send(new Browser.GetVersion());
    refused.whenRefused(() -> told.add("refused"));
    connection.browser().send(new Browser.GetVersion()).whenRefused(() -> told.add("answered"));
    var lost = connection.browser().send(new Browser.GetVersion());
    lost.whenRefused(() -> told.add("lost"));
    say("{\"id\":2,\"result\":{\"product\":\"\",\"userAgent\":\"\"}}");
    say("{\"id\":1,\"error\":{\"code\":-32000,\"message\":\"Not attached to an active page\"}}");
    assertThat(told.take()).isEqualTo("refused");
    connection.close();
    assertThatThrownBy(() -> lost.await(SOON, NEVER)).isInstanceOf(CdpFailure.class);
    assertThat(told).isEmpty();
  }

  @Test
  void catchesUpWithTheEventsBeforeAnAnswer() throws InterruptedException {
    var page = page();
    var handling = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    page.on(
        Page.WindowOpen.KIND,
        _ -> {
          handling.countDown();
          try {
            goOn.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    var answer = page.send(new Browser.GetVersion());
    say("{\"method\":\"Page.windowOpen\",\"sessionId\":\"P\",\"params\":{}}");
    say("{\"id\":1,\"sessionId\":\"P\",\"result\":{\"product\":\"\",\"userAgent\":\"\"}}");
    answer.await(SOON, NEVER);
    handling.await();
    assertThat(page.catchUp(Duration.ZERO, NEVER)).isFalse();
    goOn.countDown();
    assertThat(page.catchUp(SOON, NEVER)).isTrue();
  }

  @Test
  void callsAndReadsTheAnswer() {
    var answer = connection.browser().send(new Browser.GetVersion());
    assertThat(commands.next())
        .isEqualTo("{\"id\":1,\"method\":\"Browser.getVersion\",\"params\":{}}");
    say("{\"id\":1,\"result\":{\"product\":\"Chrome/1\",\"userAgent\":\"UA\"}}");
    assertThat(answer.await(SOON, NEVER).product()).isEqualTo("Chrome/1");
  }

  @Test
  void namesTheSessionAndLeavesOutWhatIsAbsent() {
    page().send(new Page.HandleJavaScriptDialog(true, null));
    assertThat(commands.next())
        .isEqualTo(
            "{\"id\":1,\"method\":\"Page.handleJavaScriptDialog\",\"sessionId\":\"P\","
                + "\"params\":{\"accept\":true}}");
  }

  @Test
  void tellsWhyItWasRefused() {
    var answer = connection.browser().send(new Browser.GetVersion());
    say("{\"id\":1,\"error\":{\"code\":-32000,\"message\":\"not now\"}}");
    assertThatThrownBy(() -> answer.await(SOON, NEVER))
        .isInstanceOfSatisfying(
            CdpFailure.class, failure -> assertThat(failure.why()).isEqualTo("not now"));
  }

  @Test
  void givesUpAfterItsTime() {
    assertThatThrownBy(
            () -> connection.browser().call(new Browser.GetVersion(), Duration.ofMillis(20), NEVER))
        .isInstanceOfSatisfying(
            CdpFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(CdpFailure.Kind.TIMED_OUT));
  }

  @Test
  void stopsWaitingWhenCancelled() {
    var cancel = new Cancel();
    var answer = connection.browser().send(new Browser.GetVersion());
    Thread.ofVirtual()
        .start(() -> {
          commands.next();
          cancel.cancel();
        });
    assertThatThrownBy(() -> answer.await(SOON, cancel)).isInstanceOf(Cancel.Cancelled.class);
  }

  @Test
  void failsWhatIsUnderWayWhenThePageCrashesOrGoes() {
    var page = page();
    var first = page.send(new Page.Reload());
    say("{\"method\":\"Inspector.targetCrashed\",\"params\":{},\"sessionId\":\"P\"}");
    assertThatThrownBy(() -> first.await(SOON, NEVER)).hasMessage("the page crashed");
    var second = page.send(new Page.Reload());
    say("{\"method\":\"Target.detachedFromTarget\",\"params\":{\"sessionId\":\"P\"}}");
    assertThatThrownBy(() -> second.await(SOON, NEVER)).hasMessage("the page is gone");
    assertThatThrownBy(() -> page.call(new Page.Reload(), SOON, NEVER))
        .hasMessage("the page is gone");
  }

  @Test
  void failsEverythingWhenTheBrowserGoes() throws IOException {
    var answer = page().send(new Page.Reload());
    browserEnd.close();
    assertThatThrownBy(() -> answer.await(SOON, NEVER)).hasMessage("the browser is gone");
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void tellsAListenerThatComesAfterTheEnd() {
    var transport =
        new PipeTransport(InputStream.nullInputStream(), OutputStream.nullOutputStream());
    transport.close();
    var late = Connection.over(transport);
    assertThat(late.isOpen()).isFalse();
  }

  @Test
  void handlesEventsInOrderWithoutHoldingUpAnswers() throws InterruptedException {
    var page = page();
    var seen = new LinkedBlockingQueue<String>();
    page.on(
        Page.FrameStartedLoading.KIND,
        frame -> {
          // blocks until the answer of its own call has come
          page.call(new Page.Reload(), SOON, NEVER);
          seen.add(frame.frameId());
        });
    for (var id : List.of("a", "b", "c")) {
      say(
          "{\"method\":\"Page.frameStartedLoading\",\"params\":{\"frameId\":\""
              + id
              + "\"},\"sessionId\":\"P\"}");
    }
    for (int number = 1; number <= 3; number++) {
      commands.next();
      say("{\"id\":" + number + ",\"result\":{},\"sessionId\":\"P\"}");
    }
    assertThat(List.of(seen.take(), seen.take(), seen.take())).containsExactly("a", "b", "c");
  }
}
