package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TogetherTest {
  private final ConcurrentLinkedQueue<List<Integer>> statements = new ConcurrentLinkedQueue<>();

  private List<Integer> doubled(List<Integer> numbers) {
    statements.add(numbers);
    return numbers.stream().map(number -> number * 2).toList();
  }

  @Test
  void asksAloneAtOnceWhenNobodyElseDoes() {
    var together = new Together<>(_ -> 1, this::doubled, _ -> false);
    assertThat(together.ask(1)).isEqualTo(2);
    assertThat(together.ask(2)).isEqualTo(4);
    assertThat(statements).containsExactly(List.of(1), List.of(2));
  }

  @Test
  @Timeout(20)
  void putsIntoOneStatementWhatCameWhileAnotherRan() throws Exception {
    var running = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var together =
        new Together<Integer, Integer>(
            // three of them are large
            _ -> 350_000,
            numbers -> {
              running.countDown();
              awaited(goOn);
              return doubled(numbers);
            },
            _ -> false,
            Duration.ofHours(1));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Integer>>();
      answers.add(threads.submit(() -> together.ask(0)));
      awaited(running);
      for (int number = 1; number <= 4; number++) {
        int asked = number;
        answers.add(threads.submit(() -> together.ask(asked)));
      }
      while (together.waiting() < 4) {
        Thread.onSpinWait();
      }
      goOn.countDown();
      for (int number = 0; number <= 4; number++) {
        assertThat(answers.get(number).get()).isEqualTo(2 * number);
      }
    }
    assertThat(statements.stream().map(List::size)).containsExactly(1, 3, 1);
  }

  @Test
  @Timeout(20)
  void goesAroundAStatementThatHangs() throws Exception {
    var hanging = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    var together =
        new Together<Integer, Integer>(
            _ -> 1,
            numbers -> {
              if (numbers.contains(0)) {
                hanging.countDown();
                awaited(end);
              }
              return doubled(numbers);
            },
            _ -> false);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var stuck = threads.submit(() -> together.ask(0));
      awaited(hanging);
      assertThat(together.ask(1)).isEqualTo(2);
      assertThat(together.ask(2)).isEqualTo(4);
      assertThat(stuck.isDone()).isFalse();
      end.countDown();
      assertThat(stuck.get()).isZero();
    }
  }

  @Test
  @Timeout(20)
  void failsOnlyTheOneAtFaultWhenAllOfAStatementIsUndone() throws Exception {
    var outcomes = manyAtOnce(true);
    assertThat(outcomes).filteredOn(outcome -> outcome.equals("seven is refused")).hasSize(1);
    assertThat(outcomes).filteredOn(outcome -> outcome.startsWith("answer")).hasSize(15);
  }

  @Test
  void tellsEverybodyOfAFailureThatLeavesItOpen() {
    var together = new Together<>(_ -> 1, this::refusingSeven, _ -> false);
    assertThatThrownBy(() -> together.ask(7)).hasMessage("seven is refused");
    assertThat(together.ask(8)).isEqualTo(16);
  }

  private List<Integer> refusingSeven(List<Integer> numbers) {
    if (numbers.contains(7)) {
      throw new IllegalStateException("seven is refused");
    }
    return doubled(numbers);
  }

  private List<String> manyAtOnce(boolean isUndone) throws InterruptedException {
    var together = new Together<>(_ -> 1, this::refusingSeven, _ -> isUndone);
    var outcomes = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Integer>>();
      for (int number = 0; number < 16; number++) {
        int asked = number;
        answers.add(threads.submit(() -> together.ask(asked)));
      }
      for (var answer : answers) {
        try {
          outcomes.add("answer " + answer.get());
        } catch (ExecutionException failed) {
          outcomes.add(String.valueOf(failed.getMessage()).replaceFirst(".*: ", ""));
        }
      }
    }
    return outcomes;
  }

  /** More askers than processors, and statements that wait for another thread, as for a socket. */
  @Test
  @Timeout(60)
  void answersEveryQuestionOfManyThreads() throws Exception {
    var toWake = new LinkedBlockingQueue<CountDownLatch>();
    var waker =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                while (true) {
                  toWake.take().countDown();
                }
              } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
              }
            });
    var together =
        new Together<Integer, Integer>(
            _ -> 1,
            numbers -> {
              var back = new CountDownLatch(1);
              toWake.add(back);
              awaited(back);
              return numbers.stream().map(number -> number * 2).toList();
            },
            _ -> false);
    var right = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 32; thread++) {
        var _ =
            threads.submit(() -> {
              for (int number = 0; number < 1_000; number++) {
                if (together.ask(number) == 2 * number) {
                  right.incrementAndGet();
                }
              }
            });
      }
    }
    waker.interrupt();
    assertThat(right).hasValue(32_000);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(15, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
