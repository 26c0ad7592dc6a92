package org.fleetreboot.app.hub;

import com.azure.identity.DefaultAzureCredentialBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.fleetreboot.app.failure.ExitCode;
import org.fleetreboot.app.failure.HubSentence;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.iothub.client.FailureKind;
import org.fleetreboot.iothub.client.IotHubClient;
import org.fleetreboot.iothub.client.IotHubOperationException;
import org.fleetreboot.iothub.client.QueryPage;
import org.fleetreboot.iothub.sdk.Authorization;
import org.fleetreboot.iothub.sdk.BoundedExecutor;
import org.fleetreboot.iothub.sdk.ConnectionString;
import org.fleetreboot.iothub.sdk.HubServer;
import org.fleetreboot.iothub.sdk.SdkIotHubClient;
import org.fleetreboot.iothub.sdk.SharedAccessAuthorization;
import org.fleetreboot.iothub.sdk.TokenAuthorization;
import org.jspecify.annotations.Nullable;

/** A hub that commands ask directly: one request at a time, without routes. */
public final class Hub implements AutoCloseable {
  /** The hub may return fewer rows, but never more. */
  private static final int PAGE = 1_000;

  private final HubAccess access;
  private final ProcessEnvironment environment;
  private final HubTimeouts patience;
  private final BoundedExecutor slots;
  private final IotHubClient client;

  private Hub(HubAccess access, ProcessEnvironment environment, HubTimeouts patience) {
    this.access = access;
    this.environment = environment;
    this.patience = patience;
    this.slots =
        new BoundedExecutor(
            1,
            1,
            request -> {
              Thread thread = new Thread(request, "hub");
              thread.setDaemon(true);
              return thread;
            });
    this.client =
        new SdkIotHubClient(
            new HubServer(
                access.hostName(), authorization(access, environment.clock()), tls(access)),
            HubTimeouts.TIMEOUTS,
            slots,
            slots,
            environment.clock(),
            false);
  }

  private static @Nullable SSLSocketFactory tls(HubAccess access) {
    SSLContext own = access.tls();
    return own == null ? null : own.getSocketFactory();
  }

  /** Sends nothing yet. */
  public static Hub of(HubAccess access, ProcessEnvironment environment) {
    return of(access, environment, HubTimeouts.with(access));
  }

  static Hub of(HubAccess access, ProcessEnvironment environment, HubTimeouts patience) {
    return new Hub(access, environment, patience);
  }

  private static Authorization authorization(HubAccess access, InstantSource clock) {
    String connectionString = access.connectionString();
    return connectionString == null
        ? new TokenAuthorization(new DefaultAzureCredentialBuilder().build(), clock)
        : new SharedAccessAuthorization(ConnectionString.parse(connectionString), clock);
  }

  /**
   * Reads one twin, to detect a wrong address or key before anything begins.
   *
   * @throws ProgramFailure with {@link ExitCode#HUB_UNAVAILABLE}
   */
  public void check() {
    page("SELECT * FROM devices", 1, null, patience.check());
  }

  /**
   * Delivers the twins that a query selects, page by page.
   *
   * @param query the complete SELECT
   * @throws ProgramFailure if the hub refuses the query, or is unavailable
   */
  public void twins(String query, Consumer<Map<String, Object>> each) {
    twinsWhile(
        query,
        twin -> {
          each.accept(twin);
          return true;
        });
  }

  /**
   * As {@link #twins}, and asks for no further page once somebody has enough.
   *
   * @param each whether it wants more
   */
  public void twinsWhile(String query, Predicate<Map<String, Object>> each) {
    String next = null;
    do {
      QueryPage page = page(query, PAGE, next, patience.page());
      if (!page.rows().stream().allMatch(each)) {
        return;
      }
      next = page.continuationToken();
    } while (next != null);
  }

  /**
   * Repeats the request until the hub answers or the time is up; a temporary failure is not an
   * answer.
   */
  private QueryPage page(String query, int size, @Nullable String continuation, Duration patience) {
    HubRetry question = new HubRetry(patience, System::nanoTime);
    while (true) {
      try {
        return await(
            client.queryTwins(query, size, continuation).toCompletableFuture(), question.left());
      } catch (TimeoutException e) {
        throw new ProgramFailure(
            ExitCode.HUB_UNAVAILABLE,
            "%s did not answer within %d s: check its host name and port, and the network, or try again later."
                .formatted(access.asked().name(), patience.toSeconds()),
            e);
      } catch (InterruptedException e) {
        throw interrupted(e);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof IotHubOperationException failure)) {
          throw new ProgramFailure(
              ExitCode.HUB_UNAVAILABLE,
              "The hub " + access.hostName() + " could not be asked: " + e.getMessage(),
              e);
        }
        if (!askAgain(question, failure)) {
          throw explained(failure, query);
        }
      }
    }
  }

  private boolean askAgain(HubRetry question, IotHubOperationException failure) {
    try {
      return question.again(
          failure,
          () ->
              environment
                  .err()
                  .println(
                      "fleet-reboot: "
                          + HubSentence.of(failure, access.asked())
                          + " Trying again …"));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static ProgramFailure interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return ProgramFailure.setup("Stopped before the hub answered; start it again.", e);
  }

  private <T> T await(CompletableFuture<T> answer, Duration atMost)
      throws ExecutionException, InterruptedException, TimeoutException {
    Duration silence = patience.silence().compareTo(atMost) < 0 ? patience.silence() : atMost;
    try {
      return answer.get(silence.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      environment
          .err()
          .println("fleet-reboot: waiting for the hub " + access.hostName() + " to answer …");
      return answer.get(atMost.minus(silence).toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private ProgramFailure explained(IotHubOperationException failure, String query) {
    return failure.kind() == FailureKind.badRequest
        ? ProgramFailure.setup(
            "The hub does not understand the query '%s': correct the part after WHERE (%s)."
                .formatted(query, failure.errorCode()),
            failure)
        : new ProgramFailure(
            HubSentence.exitCode(failure), HubSentence.of(failure, access.asked()), failure);
  }

  @Override
  public void close() {
    client.close();
    slots.close();
  }
}
