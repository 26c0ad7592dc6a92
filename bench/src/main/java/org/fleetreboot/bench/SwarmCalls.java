package org.fleetreboot.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls the devices of a swarm in turn, a fixed number at a time, over HTTPS as a service does. */
final class SwarmCalls {
  private static final int AT_A_TIME = 128;

  /** No device reboots for it: each answers at once that it has no such method. */
  private static final String BODY =
      "{\"methodName\":\"ping\",\"responseTimeoutInSeconds\":60,\"payload\":null}";

  private final String host;
  private final HttpClient client;

  private SwarmCalls(String host, HttpClient client) {
    this.host = host;
    this.client = client;
  }

  /** For a hub that accepts any bearer token. */
  static SwarmCalls of(SwarmHub hub) {
    return new SwarmCalls(
        hub.restHost(),
        HttpClient.newBuilder()
            .sslContext(hub.trust())
            .version(HttpClient.Version.HTTP_1_1)
            .build());
  }

  /** How fast it went. */
  record Result(double perSecond) {}

  Result run(List<String> ids, int calls) throws InterruptedException {
    Semaphore free = new Semaphore(AT_A_TIME);
    AtomicInteger failed = new AtomicInteger();
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      free.acquire();
      CompletableFuture<?> unused =
          client
              .sendAsync(request(ids.get(i % ids.size())), HttpResponse.BodyHandlers.discarding())
              .whenComplete(
                  (answer, failure) -> {
                    if (failure != null || answer.statusCode() != 200) {
                      failed.incrementAndGet();
                    }
                    free.release();
                  });
    }
    free.acquire(AT_A_TIME);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (failed.get() > 0) {
      throw new IllegalStateException(failed + " of " + calls + " calls were not answered.");
    }
    return new Result(calls / seconds);
  }

  private HttpRequest request(String id) {
    return HttpRequest.newBuilder(URI.create("https://" + host + "/twins/" + id + "/methods"))
        .header("Authorization", "Bearer bench")
        .POST(HttpRequest.BodyPublishers.ofString(BODY))
        .build();
  }
}
