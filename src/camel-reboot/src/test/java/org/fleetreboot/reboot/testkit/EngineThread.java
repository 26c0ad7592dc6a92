package org.fleetreboot.reboot.testkit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the stages of a fake complete, and its callbacks come: one thread, as the engine has. */
final class EngineThread implements AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  <T extends @Nullable Object> CompletionStage<T> soon(Supplier<T> supplier) {
    return CompletableFuture.supplyAsync(supplier, thread);
  }

  CompletionStage<Void> does(Runnable action) {
    return CompletableFuture.runAsync(action, thread);
  }

  /** The same stage, completed on this thread. */
  <T> CompletionStage<T> completes(CompletionStage<T> stage) {
    return stage.thenApplyAsync(value -> value, thread);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
