package org.fleetreboot.reboot.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.workflow.run.RunTrigger;
import org.jspecify.annotations.Nullable;

/**
 * The trigger of a run, and the id that follows from it: the same trigger gives the same id, so
 * that a file that is read twice, or a message that is delivered twice, is one run.
 */
record TriggeredRun(String run, RunTrigger trigger) {
  static TriggeredRun of(
      Exchange exchange, String chain, @Nullable String option, InstantSource clock) {
    Message message = exchange.getMessage();
    String named = named(exchange, option);
    if (named != null) {
      return new TriggeredRun(named, new RunTrigger.Route(exchange.getFromRouteId(), true));
    }
    String parent = exchange.getProperty(RebootConstants.RUN_ID, String.class);
    if (parent != null) {
      String node = exchange.getExchangeExtension().getHistoryNodeId();
      return new TriggeredRun(
          RunId.of(chain + "-after-" + parent),
          new RunTrigger.ChainOf(parent, String.valueOf(node)));
    }
    Date scheduled = scheduled(exchange);
    if (scheduled != null) {
      String schedule = message.getHeader("triggerName", String.class);
      return ofSchedule(chain, String.valueOf(schedule), scheduled.toInstant());
    }
    MessageOrigin origin = MessageOrigin.of(exchange);
    String file = message.getHeader(Exchange.FILE_NAME, String.class);
    Long modified = message.getHeader(Exchange.FILE_LAST_MODIFIED, Long.class);
    if (origin == MessageOrigin.FILE && file != null && modified != null) {
      return ofFile(message, chain, file, Instant.ofEpochMilli(modified));
    }
    RunTrigger.Message sent = MessageId.of(message, origin);
    if (sent != null) {
      return new TriggeredRun(RunId.of(chain + "-" + sent.id()), sent);
    }
    return new TriggeredRun(
        RunId.fresh(chain, clock.instant()),
        new RunTrigger.Route(exchange.getFromRouteId(), false));
  }

  static TriggeredRun ofSchedule(String chain, String schedule, Instant at) {
    return new TriggeredRun(RunId.planned(chain, at), new RunTrigger.Schedule(schedule, at));
  }

  /** Whether a schedule sent it, with the planned time. */
  static boolean isScheduled(Exchange exchange) {
    return scheduled(exchange) != null;
  }

  /**
   * Whether a schedule sent it so late that its time counts as missed, for example because the
   * machine slept. Delays in the route itself do not count.
   */
  static boolean isMissed(Exchange exchange) {
    Message message = exchange.getMessage();
    return MessageOrigin.of(exchange) == MessageOrigin.SCHEDULE
        && message.getHeader("scheduledFireTime") instanceof Date planned
        && message.getHeader("fireTime") instanceof Date fired
        && new RunTrigger.Schedule("", planned.toInstant()).isMissedAt(fired.toInstant());
  }

  private static @Nullable String named(Exchange exchange, @Nullable String option) {
    String header = exchange.getMessage().getHeader(RebootConstants.RUN_ID, String.class);
    boolean inherited =
        header != null
            && (header.equals(exchange.getProperty(RebootConstants.RUN_ID))
                || header.equals(exchange.getProperty(RebootConstants.KNOWN_RUN)));
    return header == null || inherited ? option : header;
  }

  private static @Nullable Date scheduled(Exchange exchange) {
    if (MessageOrigin.of(exchange) != MessageOrigin.SCHEDULE) {
      return null;
    }
    Message message = exchange.getMessage();
    // The planned time, if there is one: a late start still belongs to that run.
    return message.getHeader("scheduledFireTime") instanceof Date planned
        ? planned
        : message.getHeader("fireTime") instanceof Date fired ? fired : null;
  }

  private static TriggeredRun ofFile(Message message, String chain, String file, Instant modified) {
    ByteArrayOutputStream identity = new ByteArrayOutputStream();
    identity.writeBytes(utf8(chain + "\n" + file + "\n" + modified.toEpochMilli() + "\n"));
    identity.writeBytes(content(message));
    return new TriggeredRun(
        RunId.of(chain + "-" + file, identity.toByteArray()), new RunTrigger.File(file, modified));
  }

  /** The bytes of a file, because its encoding is unknown here. */
  private static byte[] content(Message message) {
    return message.getBody() instanceof WrappedFile<?>
        ? message.getBody(byte[].class)
        : utf8(String.valueOf(message.getBody(String.class)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
