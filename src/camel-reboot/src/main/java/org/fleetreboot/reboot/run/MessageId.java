package org.fleetreboot.reboot.run;

import java.time.Instant;
import java.util.List;
import org.apache.camel.Message;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.workflow.run.RunTrigger;
import org.jspecify.annotations.Nullable;

/** The id that a source gives its message, which is the same at every delivery. */
final class MessageId {

  /** Kafka's header names since Camel 4.18.3, and before. */
  private static final List<Kafka> KAFKA =
      List.of(
          new Kafka(
              "CamelKafkaTopic", "CamelKafkaPartition", "CamelKafkaOffset", "CamelKafkaTimestamp"),
          new Kafka("kafka.TOPIC", "kafka.PARTITION", "kafka.OFFSET", "kafka.TIMESTAMP"));

  private MessageId() {}

  /** Null if the source gives no id. */
  static RunTrigger.@Nullable Message of(Message message, MessageOrigin origin) {
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
      // A number, because the record's own headers arrive as bytes or text.
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

  /** When the message was sent, according to the broker: two messages may have the same id. */
  private static @Nullable Instant sent(Message message, String header) {
    Long millis = message.getHeader(header, Long.class);
    return millis == null || millis <= 0 ? null : Instant.ofEpochMilli(millis);
  }

  private record Kafka(String topic, String partition, String offset, String timestamp) {}
}
