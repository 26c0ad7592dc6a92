package org.fleetreboot.app.program;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.main.Main;
import org.fleetreboot.app.failure.ExitCode;
import org.fleetreboot.app.failure.HubSentence;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.iothub.IotHubConstants;
import org.fleetreboot.iothub.client.FailureKind;
import org.fleetreboot.iothub.client.IotHubOperationException;
import org.jspecify.annotations.Nullable;

/** A hub, as commands ask it directly. */
public final class Hub implements AutoCloseable {
  /** Rows of a page; the real hub gives at most 100 with whole twins. */
  private static final int PAGE = 100;

  private final HubAccess access;
  private final Main camel;

  private Hub(HubAccess access, Main camel) {
    this.access = access;
    this.camel = camel;
  }

  /** Over a Camel context of its own. */
  public static Hub connect(Settings settings, HubAccess access) {
    Main main = CamelProgram.configure(settings, access, Optional.empty());
    CamelProgram.start(main);
    return new Hub(access, main);
  }

  /**
   * Asks for one twin, so that a wrong address or key is known before anything begins.
   *
   * @throws ProgramFailure with {@link ExitCode#HUB_UNAVAILABLE}
   */
  public void check() {
    page("SELECT * FROM devices", 1, null);
  }

  /**
   * Hands over the twins that a query selects, page by page.
   *
   * @param query the whole of it, or only what comes after WHERE
   * @throws ProgramFailure when the hub refuses the query, or is not available
   */
  public void twins(String query, Consumer<Map<String, Object>> each) {
    String next = null;
    do {
      Exchange page = page(whole(query), PAGE, next);
      for (Object row : page.getMessage().getBody(List.class)) {
        if (row instanceof Map<?, ?> twin) {
          each.accept(cast(twin));
        }
      }
      next = page.getMessage().getHeader(IotHubConstants.CONTINUATION_TOKEN, String.class);
    } while (next != null);
  }

  /** A query as the hub wants it. */
  static String whole(String query) {
    return query.strip().toLowerCase(Locale.ROOT).startsWith("select")
        ? query
        : "SELECT * FROM devices WHERE " + query;
  }

  private Exchange page(String query, int size, @Nullable String continuation) {
    try (FluentProducerTemplate request = camel.getCamelContext().createFluentProducerTemplate()) {
      Exchange answer =
          request
              .to("iothub:queryTwins")
              .withHeader(IotHubConstants.QUERY, query)
              .withHeader(IotHubConstants.PAGE_SIZE, size)
              .withHeader(IotHubConstants.CONTINUATION_TOKEN, continuation)
              .send();
      Exception failed = answer.getException();
      if (failed != null) {
        throw explained(failed, query);
      }
      return answer;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new CamelExecutionException("Closing the request failed", null, e);
    }
  }

  private RuntimeException explained(Throwable failed, String query) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof IotHubOperationException refusal) {
        return refusal.kind() == FailureKind.badRequest
            ? ProgramFailure.setup(
                "The hub does not understand the query '"
                    + query
                    + "': mend what comes after WHERE.",
                refusal)
            : new ProgramFailure(
                HubSentence.exitCode(refusal),
                HubSentence.of(refusal, "The hub " + access.hostName(), access.credential()),
                refusal);
      }
    }
    return new ProgramFailure(
        ExitCode.HUB_UNAVAILABLE,
        "The hub " + access.hostName() + " could not be asked: " + failed.getMessage(),
        failed);
  }

  // Keys of a JSON object are strings.
  @SuppressWarnings("unchecked")
  private static Map<String, Object> cast(Map<?, ?> twin) {
    return (Map<String, Object>) twin;
  }

  @Override
  public void close() {
    camel.stop();
  }
}
