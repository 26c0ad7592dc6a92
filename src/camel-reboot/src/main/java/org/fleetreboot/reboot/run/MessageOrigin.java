package org.fleetreboot.reboot.run;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.WrappedFile;
import org.jspecify.annotations.Nullable;

/**
 * The kind of source that a message came from. Only the headers of its own source identify a
 * message, because a client, a sender or another route may set headers of any name.
 */
enum MessageOrigin {
  SCHEDULE,
  FILE,
  JMS,
  KAFKA,
  SERVICE_BUS,
  STORAGE_QUEUE,
  SQS,
  EVENTS,
  OTHER;

  /** Class names, because none of these components has to be on the class path. */
  private static final Map<String, MessageOrigin> ENDPOINTS =
      Map.of(
          "org.apache.camel.component.quartz.QuartzEndpoint", SCHEDULE,
          "org.apache.camel.component.file.GenericFileEndpoint", FILE,
          "org.apache.camel.component.jms.JmsEndpoint", JMS,
          "org.apache.camel.component.sjms.SjmsEndpoint", JMS,
          "org.apache.camel.component.kafka.KafkaEndpoint", KAFKA,
          "org.apache.camel.component.azure.servicebus.ServiceBusEndpoint", SERVICE_BUS,
          "org.apache.camel.component.azure.storage.queue.QueueEndpoint", STORAGE_QUEUE,
          "org.apache.camel.component.aws2.sqs.Sqs2Endpoint", SQS,
          "org.fleetreboot.reboot.events.RebootEventsEndpoint", EVENTS);

  static MessageOrigin of(Exchange exchange) {
    MessageOrigin began = of(exchange.getFromEndpoint());
    // A route may also read a file on its way, with pollEnrich.
    return began == OTHER && exchange.getMessage().getBody() instanceof WrappedFile<?>
        ? FILE
        : began;
  }

  /**
   * Compares classes, not schemes, because an application may register a component under any name.
   */
  private static MessageOrigin of(@Nullable Endpoint endpoint) {
    for (Class<?> type = endpoint == null ? null : endpoint.getClass();
        type != null;
        type = type.getSuperclass()) {
      MessageOrigin origin = ENDPOINTS.get(type.getName());
      if (origin != null) {
        return origin;
      }
    }
    return OTHER;
  }
}
