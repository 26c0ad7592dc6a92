package org.fleetreboot.reboot.run;

import java.time.Instant;
import java.util.List;
import org.apache.camel.Message;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.workflow.run.RunTrigger;
import org.jspecify.annotations.Nullable;

/** The id that a source gives its message, the same at every delivery. */
final class MessageId {

  /** The names of Kafka's headers since Camel 4.18.3, and before. */
  private static final List<Kafka> KAFKA =
      List.of(
          new Kafka(
              "CamelKafkaTopic", "CamelKafkaPartition", "CamelKafkaOffset", "CamelKafkaTimestamp"),
          new Kafka("kafka.TOPIC", "kafka.PARTITION", "kafka.OFFSET", "kafka.TIMESTAMP"));

  private MessageId() {}

  /** Null when its source gives none. */
  static RunTrigger.@Nullable Message of(Message message, Origin origin) {
    return switch (origin) {
      case JMS -> trigger(message, "JMSMessageID", sent(message, "JMSTimestamp"));
      case KAFKA -> record(message);
      case SERVICE_BUS -> trigger(message, "CamelAzureServiceBusMessageId", null);
      case STORAGE_QUEUE -> trigger(message, "CamelAzureStorageQueueMessageId", null);
      case SQS -> trigger(message, "CamelAwsSqsMessageId", null);
      case EVENTS -> trigger(message, RebootConstants.EVENT_ID, null);
      case SCHEDULE, FILE, OTHER -> null;
    };
  }

  private static RunTrigger.@Nullable Message trigger(
      Message message, String header, @Nullable Instant sent) {
    String id = message.getHeader(header, String.class);
    return id == null ? null : new RunTrigger.Message(id, sent);
  }

  private static RunTrigger.@Nullable Message record(Message message) {
    for (Kafka names : KAFKA) {
      // A number: the headers of the record itself come as bytes or text.
      if (message.getHeader(names.offset()) instanceof Long offset) {
        return new RunTrigger.Message(
            message.getHeader(names.topic())
                + "-"
                + message.getHeader(names.partition())
                + "-"
                + offset,
            sent(message, names.timestamp()));
      }
    }
    return null;
  }

  /**
   * When it was sent, as the broker says: another message of that id, after all, is not the same.
   */
  private static @Nullable Instant sent(Message message, String header) {
    Long millis = message.getHeader(header, Long.class);
    return millis == null || millis <= 0 ? null : Instant.ofEpochMilli(millis);
  }

  private record Kafka(String topic, String partition, String offset, String timestamp) {}
}
