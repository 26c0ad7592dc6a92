package org.fleetreboot.app.api;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fleetreboot.app.http.HttpRefusal;

/** Waits until the journal has what was ordered. */
public final class Acknowledged {
  private static final long SECONDS = 30;

  private Acknowledged() {}

  /** What the engine answers once its events are durable. */
  public static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (TimeoutException e) {
      throw new HttpRefusal(
          503, "The journal took longer than " + SECONDS + " s; check the disk and try again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HttpRefusal(503, "The program is ending; try again after its next start.");
    }
  }
}
