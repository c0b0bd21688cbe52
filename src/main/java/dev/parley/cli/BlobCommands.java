package dev.parley.cli;

import dev.parley.file.BlobStock;
import dev.parley.file.MoveBlobs;
import dev.parley.file.MoveBlobs.Fate;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Commands about where the bytes of files and pictures lie. */
@Command(
    mixinStandardHelpOptions = true,
    name = "blobs",
    description = "Moves the bytes of files and pictures to another store.")
final class BlobCommands {
  private static final int WRONG_USAGE = 2;

  private final Context context;
  private final BlobPlaces places;

  BlobCommands(Context context, BlobPlaces places) {
    this.context = context;
    this.places = places;
  }

  @Command(
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Copies the bytes of all files and pictures to another store, while servers run.",
        "A STORE is an address as PARLEY_BLOB_URL has it, 'directory' for the folder blobs of the"
            + " data directory, or the path of another folder. Each blob is compared with its length"
            + " and SHA-256 as they were written down; what is there already is not copied again, so"
            + " that a move that was stopped is gone on with by the same command. Copies of files"
            + " that were deleted meanwhile are deleted too."
      },
      footer = {
        "",
        "In this order:",
        "  1. ./parley blobs move --to s3://bucket/prefix?region=eu-central-1",
        "     until it copies nothing, or next to nothing;",
        "  2. stop all servers, and start them with PARLEY_BLOB_URL=s3://...",
        "     (back to the directory: without it);",
        "  3. ./parley blobs move --from directory --to s3://...",
        "     for what was written in between, which cannot be read until then;",
        "  4. the same with --delete-source, or delete the former store yourself.",
        "",
        "Run it where both stores can be reached, for a directory as the user that owns it, with the"
            + " credentials of the S3 store in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. It asks"
            + " the server, as an administrator, which blobs there are."
      })
  int move(
      @Option(
              names = "--to",
              required = true,
              paramLabel = "STORE",
              description = "Where they are to be.")
          String to,
      @Option(
              names = "--from",
              paramLabel = "STORE",
              description = "Where they are; the store the server uses unless given.")
          @Nullable String from,
      @Option(
              names = "--delete-source",
              description =
                  "Then deletes from the former store what it has found whole in the other one, and"
                      + " what was deleted meanwhile. Refused while the server uses the former one.")
          boolean deleteSource) {
    return context.remotely(remote -> {
      var server = new RemoteBlobs(remote);
      var used = server.address();
      try (var source = places.open(from == null ? used : from, false);
          var target = places.open(to, true)) {
        if (source.place().equals(target.place())) {
          context.remark(
              "Both stores are " + source.place() + ". Name the former one with --from.");
          return WRONG_USAGE;
        }
        return move(new Move(source, target, server, used), deleteSource);
      }
    });
  }

  /** Two stores, and the server whose blobs they hold. */
  private record Move(BlobStock source, BlobStock target, RemoteBlobs server, String used) {
    MoveBlobs heardBy(MoveReport report) {
      return new MoveBlobs(source, target, server, report);
    }
  }

  private int move(Move move, boolean deleteSource) {
    boolean switched = isUsed(move.target(), move.used());
    if (deleteSource && !switched) {
      context.remark(
          "Nothing was done: the server still keeps its blobs in %s. Copy without --delete-source,"
                  .formatted(move.used())
              + " start all servers with the other store, then delete.");
      return 1;
    }
    var copying = report("Copying", " of " + MoveReport.number(move.server().count()));
    try {
      move.heardBy(copying).copy();
      var tidying = report("Tidying", "");
      move.heardBy(tidying).tidy();
      conclude(move, copying, tidying.count(Fate.DELETED));
      boolean whole = copying.troubles() + tidying.troubles() == 0;
      return deleteSource ? Math.max(whole ? 0 : 1, delete(move)) : advise(move, whole, switched);
    } catch (MoveBlobs.Hopeless | UncheckedIOException | RemoteFailure failed) {
      context.say(copying.outcome() + ", then it stopped.");
      context.remark(failed.getMessage() + " The same command goes on where it stopped.");
      return 1;
    }
  }

  private boolean isUsed(BlobStock store, String used) {
    try (var now = places.open(used, false)) {
      return now.place().equals(store.place());
    } catch (BlobPlaces.Unusable elsewhere) {
      return false;
    }
  }

  private MoveReport report(String doing, String outOf) {
    return new MoveReport(context.terminal(), InstantSource.system(), doing, outOf);
  }

  private void conclude(Move move, MoveReport copying, long strays) {
    context.say(copying.outcome() + ".");
    if (strays > 0) {
      context.say(
          MoveReport.number(strays) + " copies of what was deleted meanwhile are deleted too.");
    }
    if (copying.troubles() == 0) {
      context.say("All blobs of this server are in " + move.target().place() + ".");
    }
  }

  private int delete(Move move) {
    var deleting = report("Deleting", "");
    move.heardBy(deleting).clear();
    context.say(
        "%s deleted from %s, %s left."
            .formatted(
                MoveReport.number(deleting.count(Fate.DELETED)),
                move.source().place(),
                MoveReport.number(deleting.troubles())));
    return deleting.troubles() == 0 ? 0 : 1;
  }

  private int advise(Move move, boolean whole, boolean switched) {
    if (!whole) {
      context.remark(
          "Not all of it is there. Look at what is named above, and run the same command again.");
      return 1;
    }
    context.remark(
        switched
            ? "The server uses it. What is left in %s can be deleted with --delete-source."
                .formatted(move.source().place())
            : "The server still uses %s. './parley blobs move --help' says how to go on."
                .formatted(move.source().place()));
    return 0;
  }
}
