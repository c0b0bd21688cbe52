package dev.parley.webagent.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.file.Screenshots.Image;
import dev.parley.id.NodeId;
import dev.parley.id.UserId;
import dev.parley.problem.AccessProblem.TooManyRequests;
import dev.parley.problem.Problem;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.webagent.WebSession.Status;
import dev.parley.webagent.live.LiveSessions.At;
import dev.parley.webagent.live.LiveSessions.Standing;
import dev.parley.webagent.live.LiveState.Place;
import dev.parley.webagent.live.LiveView.End;
import dev.parley.webagent.live.LiveView.Next;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveViewsTest {
  private static final Duration LONG = Duration.ofSeconds(5);

  private final Stage stage = new Stage();
  private final LivePass viewer = stage.pass(LiveScope.VIEW, "Ann");

  @AfterEach
  void close() {
    stage.views.close();
  }

  private static Problem problem(ThrowingCallable call) {
    return ((ProblemException) catchThrowable(call)).problem();
  }

  private static LiveFrame frame(LiveView view) throws InterruptedException {
    while (true) {
      switch (view.next(LONG)) {
        case Next.Seen(var frame) -> {
          return frame;
        }
        case Next.Told _ -> {}
        case Next other -> throw new AssertionError(other);
      }
    }
  }

  private static LiveState state(LiveView view, Place place) throws InterruptedException {
    while (true) {
      switch (view.next(LONG)) {
        case Next.Told(var state) when state.browser() == place -> {
          return state;
        }
        case Next.Told _, Next.Seen _ -> {}
        case Next other -> throw new AssertionError(other);
      }
    }
  }

  private static End end(LiveView view) throws InterruptedException {
    while (true) {
      switch (view.next(LONG)) {
        case Next.Over(var why) -> {
          return why;
        }
        case Next.Silence silence -> throw new AssertionError(silence);
        case Next.Told _, Next.Seen _ -> {}
      }
    }
  }

  private FakeBrowser browser() {
    return Objects.requireNonNull(stage.browser);
  }

  @Test
  void showsOneStreamToAllAndEndsItWithTheLast() throws Exception {
    try (var first = stage.views.watch(viewer)) {
      var tab = Objects.requireNonNull(state(first, Place.OPEN).tab());
      assertThat(tab.url()).isEqualTo("https://shop.test/");
      try (var second = stage.views.watch(viewer)) {
        assertThat(state(second, Place.OPEN).name()).isEqualTo("A Task");
        browser().show(7);
        assertThat(frame(first)).isSameAs(frame(second));
        assertThat(browser().streams()).isEqualTo(1);
        assertThat(stage.views.load()).isEqualTo(new LiveViews.Load(1, 2));
      }
      try (var late = stage.views.watch(viewer)) {
        assertThat(frame(late).no()).isEqualTo(1);
      }
      assertThat(browser().streams()).isEqualTo(1);
    }
    Stage.await("the end of the stream", () -> browser().streams() == 0);
    Stage.await("nothing is left", () -> stage.views.load().sessions() == 0);
  }

  @Test
  void keepsOneFrameForWhoeverIsSlow() throws Exception {
    try (var slow = stage.views.watch(viewer);
        var quick = stage.views.watch(viewer)) {
      var _ = state(slow, Place.OPEN);
      var _ = state(quick, Place.OPEN);
      for (int size = 1; size <= 500; size++) {
        browser().show(size);
        assertThat(frame(quick).picture().bytes()).hasSize(size);
        assertThat(slow.waiting()).isEqualTo(1);
      }
      assertThat(quick.missed()).isZero();
      assertThat(slow.missed()).isEqualTo(499);
      assertThat(frame(slow).no()).isEqualTo(500);
      assertThat(slow.waiting()).isZero();
    }
  }

  @Test
  void waitsForABrowserAndStaysWithTheNextOne() throws Exception {
    stage.browser = null;
    stage.rests = false;
    stage.become(Status.ACTIVE);
    try (var view = stage.views.watch(viewer)) {
      assertThat(state(view, Place.STARTING).tab()).isNull();
      var first = new FakeBrowser();
      stage.browser = first;
      var _ = state(view, Place.OPEN);
      first.show(3);
      assertThat(frame(view).picture().bytes()).hasSize(3);
      stage.browser = new FakeBrowser();
      Stage.await("a stream of the other browser", () -> browser().streams() == 1);
      assertThat(first.streams()).isZero();
      browser().show(4);
      assertThat(frame(view).picture().bytes()).hasSize(4);
    }
  }

  @Test
  void showsTheLastPictureOfWhatHasEnded() throws Exception {
    stage.browser = null;
    stage.picture = Optional.of(new Image(new byte[9], "image/png"));
    stage.become(Status.COMPLETED);
    try (var view = stage.views.watch(viewer)) {
      assertThat(state(view, Place.ENDED).status()).isEqualTo(Status.COMPLETED);
      assertThat(frame(view).picture().mediaType()).isEqualTo("image/png");
      assertThat(end(view)).isEqualTo(End.ENDED);
    }
  }

  @Test
  void saysThatAnotherNodeHasTheBrowser() throws Exception {
    stage.browser = null;
    var elsewhere = new At(stage.turn, false, NodeId.random(), true);
    stage.standing = Optional.of(new Standing(stage.key, null, Status.ACTIVE, elsewhere));
    try (var view = stage.views.watch(viewer)) {
      assertThat(state(view, Place.ELSEWHERE).status()).isEqualTo(Status.ACTIVE);
    }
  }

  @Test
  void endsWithTheSession() throws Exception {
    try (var view = stage.views.watch(viewer)) {
      var _ = state(view, Place.OPEN);
      stage.delete();
      assertThat(end(view)).isEqualTo(End.DELETED);
    }
    assertThat(problem(() -> stage.views.watch(viewer))).isEqualTo(new SessionMissing());
  }

  @Test
  void isForItsOwnerAlone() {
    var other = stage.tokens.issue(UserId.random(), stage.id, LiveScope.VIEW, "Eve").pass();
    assertThat(problem(() -> stage.views.watch(other))).isEqualTo(new SessionMissing());
  }

  @Test
  void hasRoomForSoManyViewers() {
    var all = new ArrayList<LiveView>();
    for (int i = 0; i < LiveSettings.USUAL.viewers(); i++) {
      all.add(stage.views.watch(viewer));
    }
    assertThat(problem(() -> stage.views.watch(viewer))).isInstanceOf(TooManyRequests.class);
    all.removeFirst().close();
    all.add(stage.views.watch(viewer));
    all.forEach(LiveView::close);
  }

  @Test
  void sendsEverybodyAwayWhenTheServerStops() throws Exception {
    try (var view = stage.views.watch(viewer)) {
      stage.views.close();
      assertThat(end(view)).isEqualTo(End.STOPPING);
    }
  }
}
