package org.fleetreboot.journal.postgres.write;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.PartitionLost;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.SharedJournal.Ownership;
import org.fleetreboot.journal.sql.write.Heads;
import org.fleetreboot.journal.sql.write.Request;
import org.fleetreboot.journal.sql.write.Tables;
import org.jspecify.annotations.Nullable;

/** Takes a partition, or gives it back, in a transaction of its own. */
public final class TakeRequest implements Request {
  private enum Kind {
    TAKE,
    TAKE_AND_REBUILD,
    GIVE_BACK
  }

  private final String partition;
  private final Kind kind;
  private final CompletableFuture<Ownership> answer = new CompletableFuture<>();
  private @Nullable Owned taken;

  private TakeRequest(String partition, Kind kind) {
    this.partition = partition;
    this.kind = kind;
  }

  public static TakeRequest take(String partition) {
    return new TakeRequest(partition, Kind.TAKE);
  }

  /** The same, and its read models are made anew even if they seem to be right. */
  public static TakeRequest takeAndRebuild(String partition) {
    return new TakeRequest(partition, Kind.TAKE_AND_REBUILD);
  }

  /** Its answer, when it has one, says nothing. */
  public static TakeRequest giveBack(String partition) {
    return new TakeRequest(partition, Kind.GIVE_BACK);
  }

  public CompletableFuture<Ownership> answer() {
    return answer;
  }

  String partition() {
    return partition;
  }

  boolean isBack() {
    return kind == Kind.GIVE_BACK;
  }

  boolean isRebuilt() {
    return kind == Kind.TAKE_AND_REBUILD;
  }

  void taken(Owned owned) {
    taken = owned;
  }

  @Override
  public int rows() {
    return 1;
  }

  @Override
  public boolean isAlone() {
    return true;
  }

  /** It is no change of a partition, but of who may change it. */
  @Override
  public void write(Heads heads, Tables tables, long nowMillis) {
    throw new IllegalStateException("It is not written with others.");
  }

  @Override
  public void refuse(PartitionLost lost) {
    throw new IllegalStateException("Whoever takes a partition is not refused.");
  }

  @Override
  public void acknowledge() {
    if (isBack()) {
      answer.complete(new Ownership(partition, 0, Position.START));
      return;
    }
    Owned owned = requireNonNull(taken);
    answer.complete(new Ownership(partition, owned.epoch(), new Position(owned.head().position())));
  }

  @Override
  public void fail(JournalFailed failed) {
    answer.completeExceptionally(failed);
  }
}
