package dev.parley.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A PostgreSQL of this folder that outlived the server which started it. */
record Orphan(Folder folder) {
  private static final Duration LAST_BOUND = Duration.ofSeconds(5);

  /** Leaves nothing of an earlier start running, and no file of it in the way. */
  static void stop(Folder folder, Consumer<String> progress) throws IOException {
    var file = PostmasterFile.of(folder);
    if (file.isEmpty() && !Files.exists(folder.freshCluster())) {
      return;
    }
    var orphan = new Orphan(folder);
    var named = file.flatMap(known -> ProcessHandle.of(known.pid())).filter(orphan::owns);
    if (named.isPresent()) {
      progress.accept("Stopping the PostgreSQL that a crash has left running");
      orphan.end(named.get());
    }
    orphan.endChildren();
    var left = PostmasterFile.of(folder);
    if (left.isPresent() && ProcessHandle.of(left.get().pid()).isPresent()) {
      // the pid now belongs to someone else, or to a dead process nobody has buried
      left.get().disown();
    }
  }

  /** Whether a process runs a program of this folder: pids are used again, paths are not. */
  boolean owns(ProcessHandle process) {
    var info = process.info();
    var programs = folder.path().resolve("programs-").toString();
    return info.command().filter(command -> command.startsWith(programs)).isPresent()
        || info.commandLine().filter(line -> line.startsWith(programs)).isPresent();
  }

  private void end(ProcessHandle postmaster) throws IOException {
    for (var signal : Signal.values()) {
      signal.send(postmaster);
      if (await(postmaster, signal.bound())) {
        return;
      }
    }
    kill(postmaster);
  }

  private void endChildren() {
    List<ProcessHandle> left;
    try (var all = ProcessHandle.allProcesses()) {
      left = all.filter(this::owns).toList();
    }
    for (var child : left) {
      if (!await(child, LAST_BOUND)) {
        kill(child);
      }
    }
  }

  private void kill(ProcessHandle process) {
    process.destroyForcibly();
    if (!await(process, LAST_BOUND)) {
      throw new EmbeddedFailure(
          "PostgreSQL (process " + process.pid() + ") of an earlier start does not end.",
          "End that process, then start again.");
    }
  }

  private boolean await(ProcessHandle process, Duration bound) {
    var deadline = System.nanoTime() + bound.toNanos();
    while (System.nanoTime() < deadline) {
      // in a container without a reaper the dead stay in the process table, but without a program
      if (!process.isAlive() || !owns(process)) {
        return true;
      }
      process.onExit().completeOnTimeout(process, 10, TimeUnit.MILLISECONDS).join();
    }
    return false;
  }
}
