package org.fleetreboot.journal.memory;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.VersionConflict;
import org.jspecify.annotations.Nullable;

/** One pending call: written first, answered later. */
final class Request<T> {
  private final Supplier<T> write;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private @Nullable T result;
  private @Nullable VersionConflict conflict;

  Request(Supplier<T> write) {
    this.write = write;
  }

  void write() {
    try {
      result = write.get();
    } catch (VersionConflict raced) {
      conflict = raced;
    }
  }

  void acknowledge() {
    if (conflict != null) {
      answer.completeExceptionally(conflict);
    } else {
      answer.complete(result);
    }
  }

  void fail(JournalFailed failed) {
    answer.completeExceptionally(failed);
  }

  CompletableFuture<T> answer() {
    return answer;
  }
}
