package org.fleetreboot.engine;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** How code outside a step asks for one. */
interface CommandQueue {
  <T> CompletionStage<T> ask(Function<Instant, T> command);
}
